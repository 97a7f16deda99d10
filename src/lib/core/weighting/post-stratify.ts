/**
 * Post-stratification: weights times N_g/Σw_g, so that every post-stratum's weights add to its population (R: postStratify;
 * docs/methods.md, "Weights").
 */
import type { MatchedMargin } from './margin';

export function postStratify(weights: ArrayLike<number>, { levelOf, totals }: MatchedMargin): Float64Array {
  const sums = new Float64Array(totals.length);
  levelOf.forEach((level, row) => (sums[level]! += weights[row]!));
  return Float64Array.from(weights, (weight, row) => (weight * totals[levelOf[row]!]!) / sums[levelOf[row]!]!);
}
