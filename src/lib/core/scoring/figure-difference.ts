/**
 * The difference of one index between two domains, with its own interval (docs/methods.md, "Difference of two figures"): of shares
 * Zou and Donner's, of scores and means the t interval. Domains of one sample may share PSUs, and then u₁ − u₂ per PSU is what
 * varies; domains of two samples, as two periods of a continuous survey, share none.
 */
import type { Difference } from '../estimation/difference';
import { differenceOfShares } from '../estimation/difference';
import type { Estimate } from '../estimation/estimate';
import { tInterval } from '../estimation/t-interval';
import { covarianceBetweenUnits, degreesOfFreedom } from '../estimation/variance';
import type { Method } from '../method/method';
import { alignFigures } from './align-figures';
import type { Measure, Sample } from './estimate-figure';
import { absentPartsOf, designOf } from './estimate-figure';
import type { FigureTotals } from './linearise-figure';
import { lineariseFigure } from './linearise-figure';

export interface DomainFigure {
  readonly estimate: Estimate;
  /** What the estimate was made of. */
  readonly totals: FigureTotals;
  /** The same object for domains of one sample. */
  readonly sample: Sample;
}

/** first − second, on the index's scale. Null unless both have an interval. */
export function differenceOfFigures(first: DomainFigure, second: DomainFigure, measure: Measure, method: Method): Difference | null {
  const [one, other] = [first.estimate, second.estimate];
  if (!one.interval || !other.interval || one.standardError === null || other.standardError === null) return null;
  const shared = first.sample === second.sample ? sharedBetween(first, second, measure, method) : null;
  const covariance = shared?.covariance ?? 0;
  const scale = one.standardError * other.standardError;
  // A figure that does not vary between PSUs has an interval by rule and no standard error to build one from.
  const isByRule = one.notes.includes('zero-variance') || other.notes.includes('zero-variance');
  if (measure === 'satisfied-share' || measure === 'case-share' || isByRule)
    return differenceOfShares(
      { value: one.value, interval: one.interval },
      { value: other.value, interval: other.interval },
      scale === 0 ? 0 : Math.max(-1, Math.min(1, covariance / scale))
    );
  const value = one.value - other.value;
  const variance = Math.max(0, one.standardError ** 2 + other.standardError ** 2 - 2 * covariance);
  const df = shared?.degreesOfFreedom ?? one.degreesOfFreedom + other.degreesOfFreedom;
  const interval = tInterval(value, Math.sqrt(variance), df, method.level);
  return { value, interval, beyondError: interval.lower > 0 || interval.upper < 0 };
}

function sharedBetween(first: DomainFigure, second: DomainFigure, measure: Measure, method: Method) {
  const linearised = [first, second].map(({ totals }) => lineariseFigure(totals, absentPartsOf(measure, method)));
  const figures = linearised.flatMap((one) => ('refused' in one ? [] : [one]));
  const { units, rows } = alignFigures(figures);
  const [one, other] = rows;
  if (!one || !other) throw new Error('a figure with an estimate cannot be refused');
  const design = designOf({ units }, first.sample);
  return {
    covariance: covarianceBetweenUnits(one.u, other.u, design, first.sample.lonelyPsu) ?? 0,
    degreesOfFreedom: degreesOfFreedom(
      one.members.map((count, unit) => count + other.members[unit]!),
      design
    )
  };
}
