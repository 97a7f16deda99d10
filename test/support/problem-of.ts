import { expect } from 'vitest';
import { Problem } from '../../src/lib/core/problem';

/** What the work was refused with. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const failure = await work.then(
    () => undefined,
    (reason: unknown) => reason
  );
  expect(failure).toBeInstanceOf(Problem);
  return failure as Problem;
}
