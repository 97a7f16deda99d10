import { readFileSync, rmSync } from 'node:fs';
import { runProgram } from './command';
import type { Outcome } from './step';

interface Report {
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[];
}

/** Runs Vitest with one configuration and counts its tests: one that did not pass, for whatever reason, failed. */
export async function vitest(config: string): Promise<Outcome> {
  const file = `test-results/${config}.json`;
  rmSync(file, { force: true });
  const { succeeded, output } = await runProgram('vitest', [
    'run',
    `--config=${config}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`
  ]);
  const { passed, failed } = countVitest(JSON.parse(readFileSync(file, 'utf8')) as Report);
  // Nothing failed, yet it ended badly: an error outside any test, or no test at all.
  return { passed, failed: failed === 0 && !succeeded ? 1 : failed, output };
}

/** A file that could not even be loaded has no tests of its own: it is one that failed. */
export function countVitest({ testResults }: Report): { passed: number; failed: number } {
  const statuses = testResults.flatMap(({ status, assertionResults }) =>
    status === 'failed' && assertionResults.every((test) => test.status !== 'failed')
      ? ['failed', ...assertionResults.map((test) => test.status)]
      : assertionResults.map((test) => test.status)
  );
  const passed = statuses.filter((status) => status === 'passed').length;
  return { passed, failed: statuses.length - passed };
}
