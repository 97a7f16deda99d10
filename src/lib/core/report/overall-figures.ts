/**
 * The overall figure of many places and periods: children, counters, months, sisters. With a pooled method it needs no tally,
 * only four sums by counter and day; otherwise the tallies; where the respondent is the PSU, the answers.
 */
import type { Day } from '../calendar/day';
import type { Span } from '../calendar/period';
import { isWithinSpan } from '../calendar/period';
import type { Estimate, Refusal } from '../estimation/estimate';
import { sum } from '../estimation/ratio';
import type { Method } from '../method/method';
import { answersByUnit } from '../scoring/answers-by-unit';
import type { AnswersByUnit } from '../scoring/answers-by-unit';
import { estimateFigureTotals } from '../scoring/estimate-figure';
import type { Sample } from '../scoring/estimate-figure';
import { estimateFigure } from '../scoring/satisfaction';
import { OVERALL } from '../tally/layout';
import type { TallyLayout } from '../tally/layout';
import { samplingUnits } from '../tally/sampling-unit';
import type { SamplingUnits } from '../tally/sampling-unit';
import type { Tally } from '../tally/tally';

/** Sums of the overall figure at one counter on one day. */
export interface CounterDaySums {
  readonly counterId: string;
  readonly day: Day;
  readonly respondents: number;
  readonly answered: number;
  readonly satisfied: number;
  readonly valid: number;
}

/** The answers of one counter on one day, counted. */
export interface CounterDayTally {
  readonly counterId: string;
  readonly day: Day;
  readonly tally: Tally;
}

/** What every figure of a period is estimated with. */
export interface PeriodSample {
  readonly unit: 'day' | 'week' | 'respondent';
  readonly sample: Sample;
  unitOf(day: Day): string;
}

export interface OverallFigures {
  estimate(counterIds: readonly string[], span: Span): Estimate | Refusal;
}

/** A continuous survey's sample in a period: the days, or weeks, on which it received any answer at any counter. */
export function continuousSample(activeDays: readonly Day[], span: Span, method: Method): PeriodSample {
  const units: SamplingUnits = samplingUnits(
    activeDays.filter((day) => isWithinSpan(day, span)),
    method
  );
  return { unit: units.unit, sample: { psus: units.count, capEffectiveSize: true }, unitOf: (day) => units.of(day) };
}

/** Pooled methods only. */
export function overallFromSums(sums: readonly CounterDaySums[], sampleOf: (span: Span) => PeriodSample, method: Method): OverallFigures {
  const byCounter = byCounterId(sums);
  return {
    estimate(counterIds, span) {
      const { sample, unitOf } = sampleOf(span);
      const rows = new Map<string, { y: number; x: number; n: number }>();
      for (const row of rowsOf(byCounter, counterIds, span)) {
        const unit = unitOf(row.day);
        const total = rows.get(unit) ?? { y: 0, x: 0, n: 0 };
        rows.set(unit, { y: total.y + row.satisfied, x: total.x + row.valid, n: total.n + row.answered });
      }
      const totals = [...rows.values()];
      const y = Float64Array.from(totals, (row) => row.y);
      const x = Float64Array.from(totals, (row) => row.x);
      const members = Float64Array.from(totals, (row) => row.n);
      return estimateFigureTotals({ ratios: [{ code: OVERALL, coefficient: 1, y, x }], members, valid: sum(x) }, sample, method, 'satisfied-share');
    }
  };
}

/** Any method; needs the tallies of every counter and day asked for. */
export function overallFromTallies(tallies: readonly CounterDayTally[], sampleOf: (span: Span) => PeriodSample, layout: TallyLayout, method: Method): OverallFigures {
  const byCounter = byCounterId(tallies);
  return {
    estimate(counterIds, span) {
      const { sample, unitOf } = sampleOf(span);
      const units = rowsOf(byCounter, counterIds, span).map(({ day, tally }) => ({ unit: unitOf(day), tally }));
      return estimateFigure(layout, method, answersByUnit(layout, units), sample, OVERALL);
    }
  };
}

/** Where the respondent is the PSU. `answersOf` gives the answers of a domain, one row a respondent. */
export function overallFromAnswers(
  answersOf: (counterIds: readonly string[], span: Span) => AnswersByUnit,
  sampleOf: (span: Span) => PeriodSample,
  layout: TallyLayout,
  method: Method
): OverallFigures {
  return {
    estimate: (counterIds, span) => estimateFigure(layout, method, answersOf(counterIds, span), sampleOf(span).sample, OVERALL)
  };
}

export function byCounterId<T extends { readonly counterId: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.counterId);
    if (group) group.push(row);
    else groups.set(row.counterId, [row]);
  }
  return groups;
}

export function rowsOf<T extends { readonly day: Day }>(byCounter: ReadonlyMap<string, readonly T[]>, counterIds: readonly string[], span: Span): readonly T[] {
  return counterIds.flatMap((id) => (byCounter.get(id) ?? []).filter((row) => isWithinSpan(row.day, span)));
}
