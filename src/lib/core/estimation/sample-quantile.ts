/**
 * A sample quantile by R's type 7, the default of quantile(): linear between the order statistics around (n − 1)·p
 * (docs/methods.md, "Quantiles").
 */

/** `p` 0–1. Throws an Error on no value. */
export function sampleQuantile(values: readonly number[], p: number): number {
  if (values.length === 0) throw new Error('a quantile of no value');
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const next = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (at - below) * (sorted[next]! - sorted[below]!);
}
