import type { Estimate, Refusal } from '../../../src/lib/core/estimation/estimate';
import { isRefusal } from '../../../src/lib/core/estimation/estimate';
import type { Answers } from '../../../src/lib/core/response/response';
import { answersByUnit } from '../../../src/lib/core/scoring/answers-by-unit';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import { tallyResponses } from '../../../src/lib/core/tally/tally-responses';
import { METHOD, QUESTIONNAIRE } from '../tally/example-survey';

export const LAYOUT = compileLayout(QUESTIONNAIRE, METHOD);

export const uncapped = (psus: number) => ({ psus, capEffectiveSize: false });

export const tallied = (responses: readonly Answers[], weight = 1) =>
  tallyResponses(
    LAYOUT,
    responses.map((answers) => ({ answers, weight }))
  );

/** Days in order: one list of responses each; days without a response of the domain have no cell. */
export const daily = (...days: (readonly Answers[])[]) =>
  answersByUnit(
    LAYOUT,
    days.flatMap((responses, day) => (responses.length > 0 ? [{ unit: `day ${day}`, tally: tallied(responses) }] : []))
  );

export const repeat = (times: number, ...answers: Answers) => Array<Answers>(times).fill(answers);

export function shown(outcome: Estimate | Refusal): Estimate {
  if (isRefusal(outcome)) throw new Error(`refused: ${outcome.refused} ${outcome.missing.join()}`);
  return outcome;
}
