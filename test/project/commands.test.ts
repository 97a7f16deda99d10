import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import { projectFiles, readText } from './source-files';

const scripts = Object.entries(project.scripts);
const documents = projectFiles().filter((path) => /^[^/]+\.md$|^docs\/.*\.md$/.test(path));

test('every file that an npm script names exists', () => {
  const named = scripts.flatMap(([, line]) => line.split(' ').filter((word) => /^(scripts|bench|test)\/./.test(word)));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});

test('every program in scripts/ that people run is an npm script', () => {
  const lines = scripts.map(([, line]) => line).join('\n');
  // A program, unlike a module, exports nothing.
  const programs = projectFiles().filter((path) => /^scripts\/[^/]+\.ts$/.test(path) && !/^export /m.test(readText(path)));
  expect(programs.length).toBeGreaterThan(0);
  const startedByBootstrap = readText('scripts/bootstrap.mjs');
  expect(programs.filter((path) => !lines.includes(path) && !startedByBootstrap.includes(path))).toEqual([]);
});

test.each(documents)('every command in %s exists', (document) => {
  const commands = [...readText(document).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
  expect(commands.filter((name) => !(name in project.scripts))).toEqual([]);
});

test.each(documents)('every file that %s links to exists', (document) => {
  const folder = document.includes('/') ? document.replace(/[^/]+$/, '') : '';
  const links = [...readText(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);
  expect(links.filter((target) => !existsSync(folder + target))).toEqual([]);
});
