/**
 * The interval sin²(arcsin √p̂ ± t·√v/(2√(p̂(1 − p̂)))) (R: svyciprop, method "asin"; docs/methods.md, "Interval of a share"). Ours:
 * the angle is clipped to [0, π/2] before it is squared; R lets it run past the end and folds it back, so that a limit can lie on
 * the wrong side. Refused (null): a share at 0 or 1, or without variance.
 */
import type { Interval } from './estimate';
import { tQuantile } from './quantiles';
import type { ShareVariance } from './share-variance';
import { hasVariance } from './share-variance';

export function arcsineInterval(figure: ShareVariance): Interval | null {
  if (!hasVariance(figure)) return null;
  const { share, variance, degreesOfFreedom, level } = figure;
  const middle = Math.asin(Math.sqrt(share));
  const margin = (tQuantile((1 + level) / 2, degreesOfFreedom) * Math.sqrt(variance)) / (2 * Math.sqrt(share * (1 - share)));
  return { lower: Math.sin(Math.max(0, middle - margin)) ** 2, upper: Math.sin(Math.min(Math.PI / 2, middle + margin)) ** 2 };
}
