/** Least squares on levels against Gauss–Jordan written out here: margins that repeat each other included. */
import { expect, test } from 'vitest';
import { calibrationResiduals, residualsIn } from '../../../src/lib/core/estimation/calibration-residuals';
import type { SurveySample } from '../../../src/lib/core/estimation/survey-sample';
import { seededRandom } from '../../../scripts/demo-answers';

const ROWS = 400;
const random = seededRandom(47);
const level = (of: number) => Int32Array.from({ length: ROWS }, (_, row) => (row < of ? row : Math.floor(random() * of)));
const communes = level(40);
// A level of the second is a sum of the first's levels; the third stands by itself.
const levelOf = [communes, communes.map((commune) => Math.floor(commune / 10)), level(3)];
const baseWeights = Float64Array.from({ length: ROWS }, () => 1 + 20 * random());
const sample: SurveySample = {
  weights: baseWeights.map((weight) => weight * (0.8 + random() / 2)),
  psuOf: Int32Array.from({ length: ROWS }, (_, row) => row),
  stratumOf: new Int32Array(ROWS),
  strata: [{ label: '', units: ROWS }],
  calibration: { kind: 'raked', levelOf, totals: [40, 4, 3].map((length) => Array<number>(length).fill(1)), baseWeights }
};

/** x by row, and B by elimination over the columns that the ones before them do not hold. */
function byElimination(z: Float64Array): Float64Array {
  const x = Array.from({ length: ROWS }, (_, row) => [1, ...levelOf.flatMap((levels, m) => Array.from({ length: [39, 3, 2][m]! }, (__, l) => (levels[row] === l + 1 ? 1 : 0)))]); // prettier-ignore
  const size = x[0]!.length;
  const matrix = Array.from({ length: size }, (_, i) => Array.from({ length: size + 1 }, (__, j) => x.reduce((sum, own, row) => sum + baseWeights[row]! * own[i]! * (j === size ? z[row]! : own[j]!), 0))); // prettier-ignore
  const fitted = new Set<number>();
  matrix.forEach((row, pivot) => {
    if (row[pivot]! < 1e-6) return;
    fitted.add(pivot);
    for (const [i, other] of matrix.entries()) {
      const factor = i === pivot ? 0 : other[pivot]! / row[pivot]!;
      for (let j = 0; j <= size; j++) other[j]! -= factor * row[j]!;
    }
  });
  const coefficients = matrix.map((row, i) => (fitted.has(i) ? row[size]! / row[i]! : 0));
  expect(fitted.size).toBe(1 + 39 + 2);
  return z.map((one, row) => x[row]!.reduce((rest, own, i) => rest - own * coefficients[i]!, one));
}

test('residuals are those of an elimination, for every z of one factorisation', () => {
  const residuals = residualsIn(sample);
  for (const members of [(row: number) => row % 40 === 3, () => true, () => false]) {
    const z = Float64Array.from({ length: ROWS }, (_, row) => (members(row) ? random() - 0.4 : 0));
    const expected = byElimination(z);
    residuals(z).forEach((one, row) => expect(Math.abs(one - expected[row]!)).toBeLessThan(1e-12));
    expect(calibrationResiduals(z, sample)).toEqual(residuals(z));
    // What the margins already say is gone: weighted with the base weights, every level's residuals add up to nothing.
    for (const levels of levelOf) {
      const sums = new Map<number, number>();
      residuals(z).forEach((one, row) => sums.set(levels[row]!, (sums.get(levels[row]!) ?? 0) + baseWeights[row]! * one));
      for (const sum of sums.values()) expect(Math.abs(sum)).toBeLessThan(1e-9);
    }
  }
});
