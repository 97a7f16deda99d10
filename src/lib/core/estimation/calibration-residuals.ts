/**
 * What weighting to known totals leaves of a statistic's spread: the variance is taken of these residuals instead of z.
 *
 *   post-stratified   z_k − z̄_g, z̄_g the weighted mean over all sampled members of post-stratum g (R: postStratify)
 *   raked             z_k − x_k'B, B fitted on the margins' levels with the base weights (R: calibrate, calfun "raking")
 *
 * Deville and Särndal 1992 (docs/methods.md, "Variance of fitted weights"). Margins that repeat each other (a level of one is a
 * level of another) are fitted once.
 */
import type { Calibration, SurveySample } from './survey-sample';

/** z by row of the whole sample, 0 outside the domain; residuals are not 0 there. */
export function calibrationResiduals(z: Float64Array, { weights, calibration }: SurveySample): Float64Array {
  if (!calibration) return z;
  return calibration.kind === 'post-stratified' ? aroundGroupMeans(z, weights, calibration) : aroundFit(z, calibration);
}

function aroundGroupMeans(
  z: Float64Array,
  weights: Float64Array,
  { groupOf, groups }: Extract<Calibration, { kind: 'post-stratified' }>
): Float64Array {
  const [sums, sizes] = [new Float64Array(groups), new Float64Array(groups)];
  z.forEach((one, row) => {
    sums[groupOf[row]!]! += weights[row]! * one;
    sizes[groupOf[row]!]! += weights[row]!;
  });
  return z.map((one, row) => one - sums[groupOf[row]!]! / sizes[groupOf[row]!]!);
}

function aroundFit(z: Float64Array, { levelOf, totals, baseWeights }: Extract<Calibration, { kind: 'raked' }>): Float64Array {
  // Columns: a constant, then each margin's levels but the first.
  const firstColumn: number[] = [];
  let columns = 1;
  for (const levels of totals) {
    firstColumn.push(columns);
    columns += levels.length - 1;
  }
  const columnsOf = (row: number) => [
    0,
    ...levelOf.flatMap((levels, m) => (levels[row]! === 0 ? [] : [firstColumn[m]! + levels[row]! - 1]))
  ];

  // Normal equations [X'DX | X'Dz]: dummies of few levels, so they are small and well conditioned.
  const matrix = Array.from({ length: columns }, () => new Float64Array(columns + 1));
  z.forEach((one, row) => {
    const present = columnsOf(row);
    const weight = baseWeights[row]!;
    for (const i of present) {
      for (const j of present) matrix[i]![j]! += weight;
      matrix[i]![columns]! += weight * one;
    }
  });
  const coefficients = solve(matrix);
  return z.map((one, row) => columnsOf(row).reduce((rest, column) => rest - coefficients[column]!, one));
}

/** Gauss–Jordan with diagonal pivots; a column that the others already hold gets the coefficient 0. Destroys its argument. */
function solve(matrix: readonly Float64Array[]): Float64Array {
  const size = matrix.length;
  const scale = matrix.map((row, i) => row[i]!);
  const isFitted = matrix.map(() => false);
  for (let pivot = 0; pivot < size; pivot++) {
    const row = matrix[pivot]!;
    if (row[pivot]! <= 1e-10 * scale[pivot]!) continue;
    isFitted[pivot] = true;
    const divisor = row[pivot]!;
    for (let j = 0; j <= size; j++) row[j]! /= divisor;
    matrix.forEach((other, i) => {
      const factor = other[pivot]!;
      if (i === pivot || factor === 0) return;
      for (let j = 0; j <= size; j++) other[j]! -= factor * row[j]!;
    });
  }
  return Float64Array.from(matrix, (row, i) => (isFitted[i] ? row[size]! : 0));
}
