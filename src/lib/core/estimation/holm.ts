/**
 * Holm's step-down rule (1979; docs/methods.md, "Ranks") for several tests at once: p-values in ascending order against α/m, α/(m −
 * 1), …; the first that fails ends it. The chance of any false finding is at most α, whatever the tests have to do with each other.
 */

/** By test, whether it is significant at `alpha` over all of them. */
export function holm(pValues: readonly number[], alpha: number): readonly boolean[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!);
  const significant = pValues.map(() => false);
  for (const [step, i] of order.entries()) {
    if (!(pValues[i]! <= alpha / (pValues.length - step))) break;
    significant[i] = true;
  }
  return significant;
}
