import { describe, expect, test } from 'vitest';
import settings from '../../project.inlang/settings.json' with { type: 'json' };
import { messageFamilies, messageFile, placeholders } from './message-files';
import { codeFiles, readTexts } from './source-files';

const families = messageFamilies();
const code = readTexts(codeFiles());
/** Every word of the code, found once: looked for one by one, the keys would each read all of it. */
const words = new Set(code.match(/\w+/g));
// `problem_${code}` in the code uses every key that begins so.
const beginnings = [...new Set([...code.matchAll(/`([a-z][a-z0-9_]*_)\$\{/g)].map(([, beginning = '']) => beginning))];

test('every file of messages is compiled', () => {
  const compiled = settings['plugin.inlang.messageFormat'].pathPattern;
  expect([...compiled].sort()).toEqual(families.map((family) => `./messages/${family}.{locale}.json`).sort());
});

test('no key stands in two files', () => {
  const keys = families.flatMap((family) => [...messageFile(family, 'vi').keys()]);
  expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
});

describe.each(families)('messages/%s', (family) => {
  const vi = messageFile(family, 'vi');
  const en = messageFile(family, 'en');

  test('has the same keys in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...vi.keys()].sort());
  });

  test('has the same placeholders in both languages', () => {
    const differing = [...vi].filter(([key, text]) => placeholders(text).join() !== placeholders(en.get(key) ?? '').join());
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test('is composed Unicode, without an empty text or a space before %', () => {
    const wrong = [...vi, ...en].filter(([, text]) => text.trim() === '' || text !== text.normalize('NFC') || /\s%/.test(text));
    expect(wrong).toEqual([]);
  });

  test('is all used', () => {
    const unused = [...vi.keys()].filter((key) => !words.has(key) && !beginnings.some((beginning) => key.startsWith(beginning)));
    expect(unused).toEqual([]);
  });
});
