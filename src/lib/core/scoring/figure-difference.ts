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
  /** Domains share PSUs where this, or its frame, is one object. */
  readonly sample: Sample;
}

/** first − second, on the index's scale. Null unless both have an interval. */
export function differenceOfFigures(first: DomainFigure, second: DomainFigure, measure: Measure, method: Method): Difference | null {
  const [one, other] = [first.estimate, second.estimate];
  if (!one.interval || !other.interval || one.standardError === null || other.standardError === null) return null;
  const frame = frameOf(first);
  const shared = frame === frameOf(second) ? sharedBetween(first, second, frame, measure, method) : null;
  const covariance = shared?.covariance ?? 0;
  // A figure that does not vary between PSUs has an interval by rule and no standard error to build one from.
  const isByRule = one.notes.includes('zero-variance') || other.notes.includes('zero-variance');
  if (measure === 'satisfied-share' || measure === 'case-share' || isByRule)
    return differenceOfShares(
      { value: one.value, interval: one.interval },
      { value: other.value, interval: other.interval },
      // Without variance a correlation would be rounding over rounding.
      isByRule ? 0 : Math.max(-1, Math.min(1, covariance / (one.standardError * other.standardError)))
    );
  const value = one.value - other.value;
  const variance = Math.max(0, one.standardError ** 2 + other.standardError ** 2 - 2 * covariance);
  const df = shared?.degreesOfFreedom ?? one.degreesOfFreedom + other.degreesOfFreedom;
  const interval = tInterval(value, Math.sqrt(variance), df, method.level);
  return { value, interval, beyondError: interval.lower > 0 || interval.upper < 0 };
}

function frameOf({ sample }: DomainFigure): Sample {
  return sample.frame ?? sample;
}

function sharedBetween(first: DomainFigure, second: DomainFigure, frame: Sample, measure: Measure, method: Method) {
  const linearised = [first, second].map(({ totals }) => lineariseFigure(totals, absentPartsOf(measure, method)));
  const figures = linearised.flatMap((one) => ('refused' in one ? [] : [one]));
  const { units, rows } = alignFigures(figures);
  const [one, other] = rows;
  if (!one || !other) throw new Error('a figure with an estimate cannot be refused');
  const design = designOf({ units }, frame);
  return {
    // A lonely stratum with a member of either would have left it without an interval; one of another round says nothing here.
    covariance: covarianceBetweenUnits(one.u, other.u, design, frame.lonelyPsu ?? 'adjust') ?? 0,
    degreesOfFreedom: degreesOfFreedom(
      one.members.map((count, unit) => count + other.members[unit]!),
      design
    )
  };
}
