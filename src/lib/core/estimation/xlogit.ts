/**
 * The interval logit(p̂) ± t·√v/(p̂(1 − p̂)), taken back to shares (R: svyciprop, method "xlogit"; "logit" is the same figure from a
 * fitted model; docs/methods.md, "Interval of a share"). Refused (null): a share at 0 or 1, or without variance.
 */
import type { Interval } from './estimate';
import { tQuantile } from './quantiles';
import type { ShareVariance } from './share-variance';
import { hasVariance } from './share-variance';

export function xlogitInterval(figure: ShareVariance): Interval | null {
  if (!hasVariance(figure)) return null;
  const { share, variance, degreesOfFreedom, level } = figure;
  const middle = Math.log(share / (1 - share));
  const margin = (tQuantile((1 + level) / 2, degreesOfFreedom) * Math.sqrt(variance)) / (share * (1 - share));
  return { lower: shareOfLogit(middle - margin), upper: shareOfLogit(middle + margin) };
}

function shareOfLogit(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
