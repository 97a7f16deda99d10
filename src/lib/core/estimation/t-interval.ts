/**
 * The t interval of a mean: value ± t_{1−α/2, df} · SE (R: confint(svymean(…), df = degf(design));
 * docs/methods.md, "Interval of a mean"). Unclipped.
 */
import type { Interval } from './estimate';
import { tQuantile } from './quantiles';

/** `level` 0–1. Throws an Error without degrees of freedom. */
export function tInterval(value: number, standardError: number, degreesOfFreedom: number, level: number): Interval {
  const margin = tQuantile(1 - (1 - level) / 2, degreesOfFreedom) * standardError;
  return { lower: value - margin, upper: value + margin };
}
