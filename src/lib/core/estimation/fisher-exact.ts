/**
 * Fisher's exact test (1935; docs/methods.md, "Re-interviewers") that the odds of one share exceed those of another, or so many times those:
 * given how many had it of both together, the chance that as many or more fall to the first. Summed outwards from one of the likelier
 * counts, so that nothing overflows. R: `fisher.test(…, or = times, alternative = "greater")$p.value`.
 */

/** `part` of `whole`. */
export interface Count {
  readonly part: number;
  readonly whole: number;
}

/**
 * P(X ≥ one.part), given both wholes and the sum of the parts, where the first's odds are `times` the second's.
 * @example fisherUpperTail({ part: 3, whole: 3 }, { part: 0, whole: 3 }) // 0.05
 */
export function fisherUpperTail(one: Count, other: Count, times = 1): number {
  const parts = one.part + other.part;
  const least = Math.max(0, parts - other.whole);
  const most = Math.min(one.whole, parts);
  const mode = Math.min(most, Math.max(least, Math.floor(((parts + 1) * (one.whole + 1)) / (one.whole + other.whole + 2))));
  /** P(x + 1) ÷ P(x). */
  const ratio = (x: number) => (times * (one.whole - x) * (parts - x)) / ((x + 1) * (other.whole - parts + x + 1));
  let above = 0;
  let all = 0;
  const add = (x: number, weight: number) => {
    all += weight;
    if (x >= one.part) above += weight;
  };
  for (let x = mode, weight = 1; x <= most; weight *= ratio(x), x++) add(x, weight);
  for (let x = mode - 1, weight = 1; x >= least; x--) add(x, (weight /= ratio(x)));
  return above / all;
}
