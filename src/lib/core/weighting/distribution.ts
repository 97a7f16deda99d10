/**
 * What a set of weights looks like: the numbers and the bars that a step of the weighting is judged by (R: quantile type 7; docs/methods.md,
 * "Weights of a round").
 */
import { kishEffect } from './kish-effect';

export interface WeightDistribution {
  readonly n: number;
  readonly sum: number;
  readonly smallest: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly largest: number;
  /** 1 + cv². */
  readonly kish: number;
  /** Equal in width from the smallest to the largest weight; one where all are equal. */
  readonly bins: readonly { readonly from: number; readonly to: number; readonly n: number }[];
}

const BINS = 12;
/** Relative: weights this near each other are equal. */
const EQUAL = 1e-9;

/** `weights` above 0. Throws an Error on no weight. */
export function describeWeights(weights: readonly number[]): WeightDistribution {
  if (weights.length === 0) throw new Error('a distribution of no weight');
  // Sorted once for the five of them (core/estimation/sample-quantile.ts is what they are held to).
  const sorted = weights.toSorted((a, b) => a - b);
  const quantile = (p: number) => {
    const at = (sorted.length - 1) * p;
    const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
    return below + (at % 1) * (above - below);
  };
  const [smallest, largest] = [quantile(0), quantile(1)];
  return {
    n: weights.length,
    sum: weights.reduce((sum, weight) => sum + weight, 0),
    smallest,
    lowerQuartile: quantile(0.25),
    median: quantile(0.5),
    upperQuartile: quantile(0.75),
    largest,
    kish: kishEffect(weights),
    bins: binsOf(weights, smallest, largest)
  };
}

function binsOf(weights: readonly number[], smallest: number, largest: number): WeightDistribution['bins'] {
  if (largest - smallest <= EQUAL * largest) return [{ from: smallest, to: largest, n: weights.length }];
  const width = (largest - smallest) / BINS;
  const counts = new Array<number>(BINS).fill(0);
  for (const weight of weights) counts[Math.min(BINS - 1, Math.floor((weight - smallest) / width))]!++;
  return counts.map((n, i) => ({ from: smallest + i * width, to: i === BINS - 1 ? largest : smallest + (i + 1) * width, n }));
}
