import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Paths of all that is, or would be, committed. */
export function projectFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { encoding: 'utf8' });
  return listed.split('\0').filter((path) => path !== '' && existsSync(path));
}

export const readText = (path: string): string => readFileSync(path, 'utf8');

export function readTexts(paths: readonly string[]): string {
  return paths.map(readText).join('\n');
}

/** Code of the product and its commands, without its tests. */
export function codeFiles(): readonly string[] {
  return projectFiles().filter((path) => /^(src|scripts)\/.*\.(ts|mjs|svelte)$/.test(path));
}
