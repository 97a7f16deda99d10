/** What every weighting starts from (docs/methods.md, "Weights"): weights are numbers above 0. */
import { Problem } from '../problem';

/** A copy. `nameOf`: what a row is called in the refusal. Throws weight-not-positive. */
export function positiveWeights(weights: ArrayLike<number>, nameOf = (row: number) => `${row + 1}`): Float64Array {
  return Float64Array.from(weights, (weight, row) => {
    if (!(weight > 0 && weight < Infinity)) throw new Problem('weight-not-positive', { place: nameOf(row), value: weight });
    return weight;
  });
}
