/**
 * Variance of a linearised figure between PSUs within strata, and its degrees of freedom (docs/methods.md, "Standard error"):
 *
 *   v = Σ_h (1 − f_h) · n_h/(n_h − 1) · Σ_i (u_hi − ū_h)²        (R: svyrecvar, first stage)
 *
 * with n_h the PSUs of the whole sample; those without a row have u = 0. A census stratum (f = 1) contributes 0. Of a multi-stage
 * sample it is the variance of the first stage. A stratum with one sampled PSU is dealt with by the named rule (lonely-psu.ts);
 * under `fail` the whole variance is refused.
 */
import type { LonelyPsu } from './lonely-psu';
import type { SampleDesign } from './sample-design';
import { isLonely } from './sample-design';

/**
 * null: under `fail`, a stratum of the sample holds one PSU only; under `average`, no other stratum has a member. Throws an Error
 * where a stratum has more rows than sampled PSUs.
 */
export function varianceBetweenUnits(u: ArrayLike<number>, design: SampleDesign, lonelyPsu: LonelyPsu = 'fail'): number | null {
  return covarianceBetweenUnits(u, u, design, lonelyPsu);
}

/** The covariance of two figures of one sample; rows of `u` and `v` are the same PSUs. */
export function covarianceBetweenUnits(
  u: ArrayLike<number>,
  v: ArrayLike<number>,
  design: SampleDesign,
  lonelyPsu: LonelyPsu = 'fail'
): number | null {
  const { strata, stratumOf } = design;
  const stratum = (i: number) => (stratumOf ? stratumOf[i]! : 0);
  const rows = new Float64Array(strata.length);
  const [meansOfU, meansOfV] = [new Float64Array(strata.length), new Float64Array(strata.length)];
  const products = new Float64Array(strata.length);
  for (let i = 0; i < u.length; i++) {
    const h = stratum(i);
    rows[h]!++;
    meansOfU[h]! += u[i]!;
    meansOfV[h]! += v[i]!;
  }
  strata.forEach(({ units }, h) => {
    if (rows[h]! > units) throw new Error(`${rows[h]} PSUs hold a member of the domain, but stratum ${h} of the sample has ${units}`);
    // A lonely PSU is not centred: around itself it would be 0.
    const divisor = units === 1 ? Infinity : units;
    meansOfU[h]! /= divisor;
    meansOfV[h]! /= divisor;
    products[h] = (units - rows[h]!) * meansOfU[h]! * meansOfV[h]!;
  });
  for (let i = 0; i < u.length; i++) {
    const h = stratum(i);
    products[h]! += (u[i]! - meansOfU[h]!) * (v[i]! - meansOfV[h]!);
  }

  let covariance = 0;
  let [lonely, others] = [0, 0];
  for (const [h, one] of strata.entries()) {
    const { units, samplingFraction = 0 } = one;
    const isAlone = isLonely(one);
    if (isAlone && lonelyPsu === 'fail') return null;
    if (rows[h]! > 0) {
      if (isAlone) lonely++;
      else others++;
    }
    if (samplingFraction >= 1 || units === 0) continue;
    if (!isAlone) covariance += (1 - samplingFraction) * (units / (units - 1)) * products[h]!;
    else if (lonelyPsu === 'adjust') covariance += (1 - samplingFraction) * products[h]!;
  }
  if (lonelyPsu !== 'average' || lonely === 0) return covariance;
  return others === 0 ? null : (covariance * (lonely + others)) / others;
}

/**
 * Distinct PSUs with a member of the domain − distinct strata with one (R: degf(subset(…))). `members`: respondents of the
 * domain per row. Lonely strata count.
 */
export function degreesOfFreedom(members: ArrayLike<number>, design: SampleDesign): number {
  const strata = new Set<number>();
  let units = 0;
  for (let i = 0; i < members.length; i++) {
    if (!(members[i]! > 0)) continue;
    units++;
    strata.add(design.stratumOf ? design.stratumOf[i]! : 0);
  }
  return units - strata.size;
}
