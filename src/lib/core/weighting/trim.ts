/**
 * Weights cut at a largest value, the surplus shared out over the others in proportion to their weights, again until none exceeds it
 * (Potter 1990; docs/methods.md, "Weights"): Σw holds. Refused: a largest weight below the mean weight, which no sharing can meet.
 */
import { Problem } from '../problem';
import { positiveWeights } from './positive-weights';

export interface TrimmedWeights {
  readonly weights: Float64Array;
  /** Rows that stand at the largest weight. */
  readonly trimmed: number;
}

/** Throws weight-not-positive, trim-too-low. */
export function trimWeights(weights: ArrayLike<number>, largest: number): TrimmedWeights {
  const result = positiveWeights(weights);
  const total = result.reduce((sum, weight) => sum + weight, 0);
  // The mean itself is a limit that can be met; the sum of it may differ from the total by rounding.
  if (!(largest * result.length >= total * (1 - 1e-12))) throw new Problem('trim-too-low', { largest, mean: total / result.length });
  const isTrimmed = new Uint8Array(result.length);
  for (;;) {
    let [surplus, free] = [0, 0];
    result.forEach((weight, row) => {
      if (weight > largest) {
        surplus += weight - largest;
        result[row] = largest;
        isTrimmed[row] = 1;
      } else if (!isTrimmed[row]) free += weight;
    });
    if (surplus <= 0 || free <= 0) break;
    const raise = 1 + surplus / free;
    result.forEach((weight, row) => {
      if (!isTrimmed[row]) result[row] = weight * raise;
    });
  }
  return { weights: result, trimmed: isTrimmed.reduce((count, one) => count + one, 0) };
}
