/** The change of an index on the period before (scoring/figure-difference.ts), as a report, a ranking and a board say it. */
import type { Period } from '../calendar/period';
import type { Method } from '../method/method';
import type { Measure, Sample } from '../scoring/estimate-figure';
import { differenceOfFigures } from '../scoring/figure-difference';
import type { FigureTotals } from '../scoring/linearise-figure';
import type { Change, Figure } from './report';

/** A figure with what it was made of; `totals` is asked for only where the figure is shown. */
export interface PeriodFigure {
  readonly figure: Figure;
  readonly sample: Sample;
  totals(): FigureTotals;
}

/** Null unless both figures are shown with an interval. */
export function changeOfIndex(
  now: PeriodFigure,
  before: PeriodFigure,
  previous: Period,
  { measure }: { readonly measure: Measure },
  method: Method
): Change | null {
  const [one, other] = [now, before].map(
    ({ figure, sample, totals }) => figure.estimate && { estimate: figure.estimate, sample, totals: totals() }
  );
  const difference = one && other ? differenceOfFigures(one, other, measure, method) : null;
  return difference && { previous, difference: difference.value, interval: difference.interval, beyondError: difference.beyondError };
}
