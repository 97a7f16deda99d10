/**
 * The Korn–Graubard interval of a share (Korn and Graubard 1998; R: svyciprop, method "beta";
 * docs/methods.md, "Interval of a share"): Clopper–Pearson limits at an effective sample size taken from the design's variance,
 *
 *   n* = p̂(1 − p̂)/v · (t_{n−1}/t_df)²,   limits qbeta(α/2, n*p̂, n*(1−p̂)+1) and qbeta(1−α/2, n*p̂+1, n*(1−p̂))
 *
 * Ours, where R gives NaN: with zero variance (v ≤ 1e-12·p̂(1−p̂)/n, or p̂ at 0 or 1) n* = n·(t_{n−1}/t_df)²; at p̂ = 1 the limits
 * are (α/2)^(1/n*) and 1, at 0 mirrored. Refused (thrown): no degrees of freedom, or fewer than two respondents.
 */
import type { Interval } from './estimate';
import { betaQuantile, tQuantile } from './quantiles';
import type { ShareVariance } from './share-variance';
import { hasVariance } from './share-variance';

export interface KornGraubardOptions {
  /** Pages of continuous surveys: n* is at most the number of valid answers. Left out: no cap, as R. */
  readonly largestEffectiveSize?: number;
}

export interface ShareInterval extends Interval {
  /** The effective size was set by the zero-variance rule. */
  readonly zeroVariance: boolean;
  readonly effectiveSize: number;
}

export function kornGraubardInterval(figure: ShareVariance & KornGraubardOptions): ShareInterval {
  const { share, variance, degreesOfFreedom, n, level, largestEffectiveSize = Infinity } = figure;
  const tail = (1 - level) / 2;
  const spread = share * (1 - share);
  const zeroVariance = !hasVariance(figure);
  const correction = (tQuantile(1 - tail, n - 1) / tQuantile(1 - tail, degreesOfFreedom)) ** 2;
  const effectiveSize = Math.min((zeroVariance ? n : spread / variance) * correction, largestEffectiveSize);

  const lower =
    share <= 0 ? 0 : share >= 1 ? tail ** (1 / effectiveSize) : betaQuantile(tail, effectiveSize * share, effectiveSize * (1 - share) + 1);
  const upper =
    share >= 1
      ? 1
      : share <= 0
        ? 1 - tail ** (1 / effectiveSize)
        : betaQuantile(1 - tail, effectiveSize * share + 1, effectiveSize * (1 - share));
  return { lower, upper, zeroVariance, effectiveSize };
}
