/**
 * The interval of a share by its named method (docs/methods.md, "Interval of a share"). Korn and Graubard's is the default: it holds
 * its level near 0 and 1.
 */
import { arcsineInterval } from './arcsine';
import type { Interval } from './estimate';
import { kornGraubardInterval } from './korn-graubard';
import type { ShareVariance } from './share-variance';
import { waldInterval } from './wald';
import { wilsonInterval } from './wilson';
import { xlogitInterval } from './xlogit';

/** R's names of svyciprop, and Wilson's. */
export const SHARE_INTERVALS = ['beta', 'logit', 'xlogit', 'asin', 'mean', 'wilson'] as const;

export type ShareIntervalMethod = (typeof SHARE_INTERVALS)[number];

/** null: the method has no interval for a share at 0 or 1, or without variance. Throws an Error without degrees of freedom. */
export function shareInterval(figure: ShareVariance, method: ShareIntervalMethod): Interval | null {
  return INTERVALS[method](figure);
}

const INTERVALS: Readonly<Record<ShareIntervalMethod, (figure: ShareVariance) => Interval | null>> = {
  beta: kornGraubardInterval,
  logit: xlogitInterval,
  xlogit: xlogitInterval,
  asin: arcsineInterval,
  mean: waldInterval,
  wilson: wilsonInterval
};
