/**
 * Base weights 1/π of a probability sample (Horvitz and Thompson 1952; docs/methods.md, "Weights"): the members of the population
 * that a sampled one stands for. Refused: an inclusion probability that is not in (0, 1].
 */
import { Problem } from '../problem';

/** Throws inclusion-probability. */
export function baseWeights(inclusionProbabilities: ArrayLike<number>): Float64Array {
  return Float64Array.from(inclusionProbabilities, (probability, row) => {
    if (!(probability > 0 && probability <= 1)) throw new Problem('inclusion-probability', { place: `${row + 1}`, value: probability });
    return 1 / probability;
  });
}
