/** docs/methods.md and the code name each other: every file that it names is there, and says in which section its formula stands. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeFiles, projectFiles, readText } from './source-files';

const DOCUMENT = 'docs/methods.md';
const ENGINE = /^src\/lib\/core\/(estimation|weighting|scoring|quality)\//;

/** Of the engine, files that hold no formula, each with why. */
const WITHOUT_FORMULA: Readonly<Record<string, string>> = {
  'src/lib/core/scoring/scorecard.ts': 'types of a scorecard',
  'src/lib/core/scoring/scorecard-form-fields.ts': 'names of a form’s fields',
  'src/lib/core/scoring/read-scorecard-form.ts': 'reads those fields',
  'src/lib/core/scoring/scorecard-view.ts': 'types of pages',
  'src/lib/core/scoring/stored-scorecard.ts': 'types of what is stored'
};

interface Section {
  readonly title: string;
  readonly text: string;
  /** Paths as the section names them; a bare file name lies beside the one named before it. */
  readonly files: readonly string[];
}

const sections = readText(DOCUMENT)
  .split(/^## /m)
  .slice(1)
  .map((text): Section => ({ title: text.slice(0, text.indexOf('\n')), text, files: filesIn(text) }));
const titles = sections.map(({ title }) => title);
const introduction = filesIn(readText(DOCUMENT).split(/^## /m)[0]!);
const named = new Set([...introduction, ...sections.flatMap(({ files }) => files)]);

/** Sections that a text names, by file: `docs/methods.md, "Standard error", "Interval of a share"`. */
const mentions = new Map(
  codeFiles()
    .filter((path) => path.endsWith('.ts'))
    .map((path) => [path, sectionsNamedIn(readText(path))])
);

function filesIn(text: string): readonly string[] {
  let folder = '';
  return [...text.matchAll(/`([\w./-]+)`/g)].flatMap(([, word]) => {
    if (!/^([\w-]+\/)+$|^[\w./-]*\w\.(ts|json|md|csv)$/.test(word!)) return [];
    const path = word!.includes('/') ? word! : join(folder, word!);
    folder = dirname(path);
    return [path];
  });
}

function sectionsNamedIn(text: string): readonly string[] {
  const inOneLine = text.replaceAll(/\s*\n\s*(\*|\/\/)?\s*/g, ' ');
  return [...inOneLine.matchAll(/docs\/methods\.md((?:, "[^"]+")+)/gi)].flatMap(([, list]) =>
    [...list!.matchAll(/"([^"]+)"/g)].map(([, title]) => title!)
  );
}

test('every file and folder that the document names is there', () => {
  expect(named.size).toBeGreaterThan(80);
  expect([...named].filter((path) => !existsSync(path))).toEqual([]);
});

test('each title stands once, and the document’s own references lead to one', () => {
  expect(new Set(titles).size).toBe(titles.length);
  const seen = sections.flatMap(({ text }) =>
    [...text.replaceAll(/\s*\n\s*/g, ' ').matchAll(/\bsee "([^"]+)"/g)].map(([, title]) => title!)
  );
  expect(seen.length).toBeGreaterThan(8);
  expect(seen.filter((title) => !titles.includes(title))).toEqual([]);
});

test('every section that code names is one', () => {
  const wrong = [...mentions].flatMap(([path, own]) => own.filter((title) => !titles.includes(title)).map((title) => `${path}: ${title}`));
  expect(wrong).toEqual([]);
});

test('every section that interface texts name is one', () => {
  const texts = projectFiles().filter((path) => path.startsWith('messages/'));
  const found = texts.flatMap((path) => [...readText(path).matchAll(/docs\/methods\.md, (?:mục )?([^".]+)\./g)].map(([, title]) => title!));
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((title) => !titles.includes(title))).toEqual([]);
});

describe('the engine: core/estimation, core/weighting, core/scoring, core/quality', () => {
  const files = codeFiles().filter((path) => ENGINE.test(path));

  test('every file is named in the document, or holds no formula', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((path) => !named.has(path) && !Object.hasOwn(WITHOUT_FORMULA, path))).toEqual([]);
    expect(Object.keys(WITHOUT_FORMULA).filter((path) => named.has(path) || !files.includes(path))).toEqual([]);
  });

  test('every file that is named opens with the section where it is named', () => {
    const silent = files.filter((path) => {
      const own = sectionsNamedIn(openingComment(path));
      return named.has(path) && !sections.some((section) => own.includes(section.title) && section.files.includes(path));
    });
    expect(silent).toEqual([]);
  });
});

test('every section that names code is named back by a file of it, by its title', () => {
  const silent = sections
    .filter(({ files }) => files.some((path) => path.startsWith('src/')))
    .filter(({ title, files }) => !files.some((path) => mentions.get(path)?.includes(title)))
    .map(({ title }) => title);
  expect(silent).toEqual([]);
});

test('every file of reference figures and every test against them is named', () => {
  const reference = projectFiles().filter((path) => /^test\/reference\/.*\.test\.ts$|^test\/data\/expected.*\.json$/.test(path));
  expect(reference.filter((path) => !named.has(path))).toEqual([]);
});

function openingComment(path: string): string {
  return /^\/\*\*.*?\*\//s.exec(readText(path))?.[0] ?? '';
}
