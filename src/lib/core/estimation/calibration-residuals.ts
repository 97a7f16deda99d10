/**
 * What weighting to known totals leaves of a statistic's spread: the variance is taken of these residuals instead of z.
 *
 *   post-stratified   z_k − z̄_g, z̄_g the weighted mean over all sampled members of post-stratum g (R: postStratify)
 *   raked             z_k − x_k'B, B fitted on the margins' levels with the base weights (R: calibrate, calfun "raking")
 *
 * Deville and Särndal 1992 (docs/methods.md, "Variance of fitted weights"). Margins that repeat each other (a level of one is a
 * level of another) are fitted once.
 */
import { factorNormalEquations } from './normal-equations';
import type { Calibration, SurveySample } from './survey-sample';

/** z by row of the whole sample, 0 outside the domain; residuals are not 0 there. */
export function calibrationResiduals(z: Float64Array, sample: SurveySample): Float64Array {
  return residualsIn(sample)(z);
}

/** The same of many z of one sample, for which the margins are taken apart once. */
export function residualsIn({ weights, calibration }: SurveySample): (z: Float64Array) => Float64Array {
  if (!calibration) return (z) => z;
  return calibration.kind === 'post-stratified' ? aroundGroupMeans(weights, calibration) : aroundFit(calibration);
}

function aroundGroupMeans(weights: Float64Array, { groupOf, groups }: Extract<Calibration, { kind: 'post-stratified' }>) {
  const sizes = new Float64Array(groups);
  groupOf.forEach((group, row) => (sizes[group]! += weights[row]!));
  return (z: Float64Array): Float64Array => {
    const sums = new Float64Array(groups);
    for (let row = 0; row < z.length; row++) sums[groupOf[row]!]! += weights[row]! * z[row]!;
    return z.map((one, row) => one - sums[groupOf[row]!]! / sizes[groupOf[row]!]!);
  };
}

/** Columns: a constant, then each margin's levels but the first. */
function aroundFit({ levelOf, totals, baseWeights }: Extract<Calibration, { kind: 'raked' }>) {
  const rows = baseWeights.length;
  const perRow = 1 + levelOf.length;
  const at = new Int32Array(rows * perRow);
  let columns = 1;
  levelOf.forEach((levels, m) => {
    const first = columns - 1;
    for (let row = 0; row < rows; row++) at[row * perRow + m + 1] = levels[row] === 0 ? -1 : first + levels[row]!;
    columns += totals[m]!.length - 1;
  });
  // Dummies of few levels, so the equations are small and well conditioned.
  const solve = factorNormalEquations({ rows, columns, at, perRow }, baseWeights);

  return (z: Float64Array): Float64Array => {
    const right = new Float64Array(columns);
    for (let row = 0; row < rows; row++) {
      if (z[row] === 0) continue;
      for (let i = row * perRow; i < (row + 1) * perRow; i++) if (at[i]! >= 0) right[at[i]!]! += baseWeights[row]! * z[row]!;
    }
    const coefficients = solve(right);
    const residuals = new Float64Array(rows);
    for (let row = 0, i = 0; row < rows; row++) {
      let rest = z[row]!;
      for (const end = i + perRow; i < end; i++) if (at[i]! >= 0) rest -= coefficients[at[i]!]!;
      residuals[row] = rest;
    }
    return residuals;
  };
}
