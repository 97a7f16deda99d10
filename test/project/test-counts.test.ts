import { expect, test } from 'vitest';
import { countPlaywright } from '../../scripts/test/playwright';
import { countVitest } from '../../scripts/test/vitest';

const tests = (...statuses: string[]) => statuses.map((status) => ({ status }));

test('skipped tests count as failed', () => {
  expect(countVitest({ testResults: [{ status: 'passed', assertionResults: tests('passed', 'skipped', 'todo') }] })).toEqual({
    passed: 1,
    failed: 2
  });
  expect(countPlaywright({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 } })).toEqual({ passed: 3, failed: 3 });
});

test('a file that cannot be loaded counts as one failed', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: tests('passed', 'failed') }
  ];
  expect(countVitest({ testResults })).toEqual({ passed: 1, failed: 2 });
});
