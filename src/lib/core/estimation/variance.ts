/**
 * Variance of a linearised figure between PSUs within strata, and its degrees of freedom:
 *
 *   v = Σ_h (1 − f_h) · n_h/(n_h − 1) · Σ_i (u_hi − ū_h)²        (R: svyrecvar, first stage)
 *
 * with n_h the PSUs of the whole sample; those without a row have u = 0. A census stratum (f = 1) contributes 0. Refused: a
 * stratum with one sampled PSU has no variance; the whole variance is then null (the rule `fail`).
 */
import type { SampleDesign } from './sample-design';

/** null: a stratum of the sample holds one PSU only. Throws an Error where a stratum has more rows than sampled PSUs. */
export function varianceBetweenUnits(u: ArrayLike<number>, design: SampleDesign): number | null {
  const { strata, stratumOf } = design;
  const rows = new Float64Array(strata.length);
  const means = new Float64Array(strata.length);
  const squares = new Float64Array(strata.length);
  for (let i = 0; i < u.length; i++) {
    const h = stratumOf ? stratumOf[i]! : 0;
    rows[h]!++;
    means[h]! += u[i]!;
  }
  strata.forEach(({ units }, h) => {
    if (rows[h]! > units) throw new Error(`${rows[h]} PSUs hold a member of the domain, but stratum ${h} of the sample has ${units}`);
    means[h]! /= units;
    squares[h] = (units - rows[h]!) * means[h]! ** 2;
  });
  for (let i = 0; i < u.length; i++) {
    const h = stratumOf ? stratumOf[i]! : 0;
    squares[h]! += (u[i]! - means[h]!) ** 2;
  }

  let variance = 0;
  for (const [h, { units, samplingFraction = 0 }] of strata.entries()) {
    if (samplingFraction >= 1 || units === 0) continue;
    if (units === 1) return null;
    variance += (1 - samplingFraction) * (units / (units - 1)) * squares[h]!;
  }
  return variance;
}

/**
 * Distinct PSUs with a member of the domain − distinct strata with one (R: degf(subset(…))). `members`: respondents of the
 * domain per row.
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
