import { expect, test } from 'vitest';
import { projectFiles, readText } from './source-files';

const TEXT = /\.(ts|js|mjs|cjs|json|md|svelte|css|html|yml|yaml|example|csv|sql)$|^\.ci\/run$|^\.npmrc$/;
const texts = projectFiles().filter((path) => TEXT.test(path));

/** Joined here, so that this file does not hold them itself. */
const FOREIGN = [
  ['/', 'work', '/'],
  ['/', 'root', '/'],
  ['..', '/shared'],
  ['registry', '.npmjs', '.org'],
  ['deb', '.debian', '.org']
].map((parts) => parts.join(''));

test('no file names a path or a host of the machine it was written on', () => {
  const found = texts.flatMap((path) => {
    const text = readText(path);
    return FOREIGN.filter((word) => text.includes(word)).map((word) => `${path}: ${word}`);
  });
  expect(found).toEqual([]);
});

test('no file is left for later', () => {
  const later = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|${['XX', 'X'].join('')})\\b`);
  expect(texts.filter((path) => path !== 'package-lock.json' && later.test(readText(path)))).toEqual([]);
});

test('file names are kebab-case, components PascalCase', () => {
  const routes = /^src\/routes\//;
  const wrong = projectFiles()
    .filter((path) => /^(src|scripts|migrations|bench)\/.*\.(ts|js|mjs|svelte|css)$/.test(path) && !routes.test(path))
    .filter((path) => {
      const name = path.split('/').at(-1) ?? '';
      return name.endsWith('.svelte') ? !/^[A-Z][A-Za-z0-9]*\.svelte$/.test(name) : !/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name);
    });
  expect(wrong).toEqual([]);
});
