/**
 * A variance that an agency does not owe to luck (ours; after Agresti and Coull 1998; docs/methods.md, "Ranks"): where all of 30
 * answer alike the variance between days is 0, and such an agency would beat everybody by arithmetic. So comparisons take the larger
 * of v and
 *
 *   v₀ = R̃(1 − R̃)/(n/g + 2),   R̃ = (R·n/g + 1)/(n/g + 2),   g = Σ n_j v_j / Σ R_j(1 − R_j) over the survey's agencies
 *
 * with n respondents and g the design effect that the agencies have together, also those that are not compared: of a few it would be
 * luck. A score is taken as a share of its range.
 */

export interface VarianceOfMany {
  /** Figure, on its own scale. */
  readonly value: number;
  /** null: none. */
  readonly variance: number | null;
  /** Respondents. */
  readonly n: number;
}

export interface SteadyVariance {
  readonly variance: number;
  /** v₀ is the larger: the figure's own degrees of freedom say nothing of it. */
  readonly isAssumed: boolean;
}

type Bounds = readonly [lowest: number, highest: number];

/** One result a figure; null where it has no variance. `among`: what g is of. `bounds`: of the scale. */
export function steadyVariances(
  figures: readonly VarianceOfMany[],
  bounds: Bounds,
  among: readonly VarianceOfMany[] = figures
): readonly (SteadyVariance | null)[] {
  const effect = effectTogether(among, bounds);
  return figures.map((figure) => {
    const one = asShare(figure, bounds);
    if (one === null) return null;
    const size = one.n / effect;
    // Both shares by themselves: 1 − R̃ would round to 0 where nearly nothing varies, and with it v₀.
    const middle = (one.share * size + 1) / (size + 2);
    const rest = ((1 - one.share) * size + 1) / (size + 2);
    const assumed = (middle * rest) / (size + 2);
    return { variance: Math.max(one.variance, assumed) * (bounds[1] - bounds[0]) ** 2, isAssumed: assumed > one.variance };
  });
}

/** g. Where nothing varies anywhere there is none to be had: respondents count as drawn one by one. */
function effectTogether(figures: readonly VarianceOfMany[], bounds: Bounds): number {
  const known = figures.flatMap((figure) => asShare(figure, bounds) ?? []);
  const effect =
    known.reduce((sum, { n, variance }) => sum + n * variance, 0) / known.reduce((sum, { share }) => sum + share * (1 - share), 0);
  return effect > 0 && effect < Infinity ? effect : 1;
}

function asShare({ value, variance, n }: VarianceOfMany, [lowest, highest]: Bounds) {
  const range = highest - lowest;
  return variance === null ? null : { share: (value - lowest) / range, variance: variance / range ** 2, n };
}
