/**
 * The interval p̂ ± t·√v (R: svyciprop, method "mean"; Wald; docs/methods.md, "Interval of a share"). Unclipped here, as in R; a
 * page clips it to [0, 1]. Refused (null): a share at 0 or 1, or without variance, where it would be a point.
 */
import type { Interval } from './estimate';
import { tQuantile } from './quantiles';
import type { ShareVariance } from './share-variance';
import { hasVariance } from './share-variance';

export function waldInterval(figure: ShareVariance): Interval | null {
  if (!hasVariance(figure)) return null;
  const { share, variance, degreesOfFreedom, level } = figure;
  const margin = tQuantile((1 + level) / 2, degreesOfFreedom) * Math.sqrt(variance);
  return { lower: share - margin, upper: share + margin };
}
