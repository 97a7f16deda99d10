/** Every kind of work that the server does has a title of its own on the page of a job, and a kind that the page does not know a neutral one. */
import { expect, test } from 'vitest';
import { jobTitle, JOB_TITLES } from '../../src/lib/ui/layout/job-words';
import { codeFiles, readText } from './source-files';

/** `export const DRAW_JOB = 'draw'`, by the constant's name. */
const kinds = new Map(
  codeFiles().flatMap((path) =>
    [...readText(path).matchAll(/const (\w+_JOB) = '([a-z-]+)'/g)].map(([, name = '', kind = '']) => [name, kind] as const)
  )
);
/** `[DRAW_JOB]: drawJob(db)`. */
const handled = [...readText('src/hooks.server.ts').matchAll(/\[(\w+_JOB)\]:/g)].map(([, name = '']) => kinds.get(name));

test('every kind that the server does has a title, and nothing else has', () => {
  expect(handled.length).toBeGreaterThan(5);
  expect(Object.keys(JOB_TITLES).sort()).toEqual(handled.toSorted());
});

test('no two kinds are called alike, nor as a kind that is not known', () => {
  const titles = Object.keys(JOB_TITLES).map(jobTitle);
  expect(new Set([...titles, jobTitle('of-another-version')]).size).toBe(titles.length + 1);
});
