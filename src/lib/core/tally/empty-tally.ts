import { TallyAccumulator } from './accumulate-tally';
import type { TallyLayout } from './layout';
import type { Tally } from './tally';

/** The tally of no responses: the zero of `mergeTallies`. */
export function emptyTally(layout: TallyLayout): Tally {
  return new TallyAccumulator(layout).toTally();
}
