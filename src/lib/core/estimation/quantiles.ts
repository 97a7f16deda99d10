/**
 * Quantile functions of Student's t and of the beta distribution, from stdlib (Boost's algorithms), which meets R's qt and
 * qbeta to 1e-14 over the reference grid (test/reference/quantiles.test.ts). Refused (thrown): what stdlib answers with NaN.
 */
import betaQuantileOf from '@stdlib/stats-base-dists-beta-quantile';
import tQuantileOf from '@stdlib/stats-base-dists-t-quantile';

/** R: qt(p, df). 0 < p < 1, df > 0, fractional allowed. */
export function tQuantile(p: number, degreesOfFreedom: number): number {
  return defined(tQuantileOf(p, degreesOfFreedom), `t quantile of ${p} with ${degreesOfFreedom} degrees of freedom`);
}

/** R: qbeta(p, a, b). 0 ≤ p ≤ 1, a > 0, b > 0. */
export function betaQuantile(p: number, a: number, b: number): number {
  return defined(betaQuantileOf(p, a, b), `beta quantile of ${p} with shapes ${a} and ${b}`);
}

function defined(value: number, what: string): number {
  if (Number.isNaN(value)) throw new Error(`undefined: ${what}`);
  return value;
}
