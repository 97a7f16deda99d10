/**
 * Quantile and distribution functions from stdlib (Boost's and Cephes' algorithms), which meet R's over the reference grid
 * (test/reference/quantiles.test.ts): t and beta to 1e-14, the normal after one Newton step (docs/methods.md, "Quantiles"). Refused
 * (thrown): what stdlib answers with NaN.
 */
import erfc from '@stdlib/math-base-special-erfc';
import betaQuantileOf from '@stdlib/stats-base-dists-beta-quantile';
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';
import tDistribution from '@stdlib/stats-base-dists-t-cdf';
import tQuantileOf from '@stdlib/stats-base-dists-t-quantile';

/** R: qt(p, df). 0 < p < 1, df > 0, fractional allowed; Infinity: the normal quantile. */
export function tQuantile(p: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom === Infinity) return normalQuantile(p);
  return defined(tQuantileOf(p, degreesOfFreedom), `t quantile of ${p} with ${degreesOfFreedom} degrees of freedom`);
}

/** R: qbeta(p, a, b). 0 ≤ p ≤ 1, a > 0, b > 0. */
export function betaQuantile(p: number, a: number, b: number): number {
  return defined(betaQuantileOf(p, a, b), `beta quantile of ${p} with shapes ${a} and ${b}`);
}

/** R: qnorm(p). 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  const x = defined(normalQuantileOf(p, 0, 1), `normal quantile of ${p}`);
  // In the tails stdlib is 2e-9 off; Newton's method squares that.
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  return x - (erfc(-x / Math.SQRT2) / 2 - p) / density;
}

/** The two-sided tail P(|T| ≥ |t|); R: 2·pt(−|t|, df). df > 0, Infinity: the normal distribution's. */
export function twoSidedTail(t: number, degreesOfFreedom: number): number {
  const size = Math.abs(t);
  if (degreesOfFreedom === Infinity) return erfc(size / Math.SQRT2);
  return defined(2 * tDistribution(-size, degreesOfFreedom), `t tail of ${t} with ${degreesOfFreedom} degrees of freedom`);
}

function defined(value: number, what: string): number {
  if (Number.isNaN(value)) throw new Error(`undefined: ${what}`);
  return value;
}
