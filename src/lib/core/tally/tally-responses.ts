/** Counts responses. Equal to adding the tallies of any split of them (`mergeTallies`). */
import type { Answers } from '../response/response';
import { TallyAccumulator } from './accumulate-tally';
import type { TallyLayout } from './layout';
import type { Tally } from './tally';

export interface CountedResponse {
  readonly answers: Answers;
  /** 1 where left out. */
  readonly weight?: number;
}

export function tallyResponses(layout: TallyLayout, responses: Iterable<CountedResponse>): Tally {
  const tally = new TallyAccumulator(layout);
  for (const { answers, weight } of responses) tally.add(answers, weight);
  return tally.toTally();
}
