import { existsSync, readFileSync, rmSync } from 'node:fs';
import { runProgram } from './command';
import type { Outcome } from './step';

const FILE = 'test-results/playwright.json';

interface Report {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number };
}

/** Runs Playwright and counts its tests: skipped and flaky ones failed. */
export async function playwright(): Promise<Outcome> {
  rmSync(FILE, { force: true });
  const { succeeded, output } = await runProgram('playwright', ['test']);
  if (!existsSync(FILE)) return { passed: 0, failed: 1, output };
  const { passed, failed } = countPlaywright(JSON.parse(readFileSync(FILE, 'utf8')) as Report);
  return { passed, failed: failed === 0 && !succeeded ? 1 : failed, output };
}

export function countPlaywright({ stats }: Report): { passed: number; failed: number } {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
}
