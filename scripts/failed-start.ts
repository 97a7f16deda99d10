import type { Problem } from '../src/lib/core/problem';
import { ConfigError } from '../src/lib/server/config';
import { StartError } from './serve';

/** Ends the process: an expected reason as its sentence (exit 2), anything else with its stack (exit 1). */
export async function explainFailedStart(failure: unknown): Promise<never> {
  if (failure instanceof ConfigError || failure instanceof StartError) {
    console.error(failure.message);
    process.exit(2);
  }
  if (isProblem(failure)) {
    const { describeProblem } = await import('../src/lib/i18n/problem-text'); // compiled by the build
    for (const language of ['vi', 'en']) console.error(describeProblem(failure, language));
    process.exit(2);
  }
  console.error(failure);
  process.exit(1);
}

/** By its name: the built server has a class of its own. */
function isProblem(failure: unknown): failure is Problem {
  return failure instanceof Error && failure.name === 'Problem';
}
