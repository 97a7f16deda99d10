import { TallyAccumulator } from './accumulate-tally';
import type { TallyLayout } from './layout';
import type { Tally } from './tally';

/**
 * The sum of tallies made with one layout: associative, commutative, with `emptyTally` as zero (weighted sums up to the last
 * digits of floating point). Throws an Error on a tally of another shape.
 */
export function mergeTallies(layout: TallyLayout, tallies: Iterable<Tally>): Tally {
  const sum = new TallyAccumulator(layout);
  for (const tally of tallies) sum.addTally(tally);
  return sum.toTally();
}
