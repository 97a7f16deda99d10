/**
 * A variance that an agency does not owe to luck (ours; after Agresti and Coull 1998; docs/methods.md, "Ranks"): where all of 30
 * answer alike the variance between days is 0, and such an agency would beat everybody by arithmetic. So comparisons take the larger
 * of v and
 *
 *   v₀ = R̃(1 − R̃)/(n/g + 2),   R̃ = (R·n/g + 1)/(n/g + 2),   g = Σ n_j v_j / Σ R_j(1 − R_j) over the agencies compared
 *
 * with n respondents and g the design effect that the agencies have together. A score is taken as a share of its range.
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

/** One result an agency; null where it has no variance. `bounds`: of the scale. */
export function steadyVariances(
  figures: readonly VarianceOfMany[],
  [lowest, highest]: readonly [number, number]
): readonly (SteadyVariance | null)[] {
  const range = highest - lowest;
  const shares = figures.map(({ value, variance, n }) => ({
    share: (value - lowest) / range,
    variance: variance === null ? null : variance / range ** 2,
    n
  }));
  const known = shares.filter((one) => one.variance !== null);
  const effect =
    known.reduce((sum, { n, variance }) => sum + n * variance!, 0) / known.reduce((sum, { share }) => sum + share * (1 - share), 0);
  // Where nothing varies anywhere there is no effect to be had: respondents count as drawn one by one.
  const together = effect > 0 && effect < Infinity ? effect : 1;
  return shares.map(({ share, variance, n }) => {
    if (variance === null) return null;
    const size = n / together;
    const middle = (share * size + 1) / (size + 2);
    const assumed = (middle * (1 - middle)) / (size + 2);
    return { variance: Math.max(variance, assumed) * range ** 2, isAssumed: assumed > variance };
  });
}
