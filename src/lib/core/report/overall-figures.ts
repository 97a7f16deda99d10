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
import type { AnswersByUnit, UnitTally } from '../scoring/answers-by-unit';
import { estimateFigureTotals } from '../scoring/estimate-figure';
import type { Sample } from '../scoring/estimate-figure';
import type { FigureTotals } from '../scoring/linearise-figure';
import { figureIndex, indexTotals } from '../scoring/survey-index';
import { OVERALL } from '../tally/layout';
import type { TallyLayout } from '../tally/layout';
import { samplingUnits } from '../tally/sampling-unit';
import type { SamplingUnits } from '../tally/sampling-unit';
import type { Tally } from '../tally/tally';
import { byCounter, eachRow } from './day-sums';
import type { ByCounter, CounterDaySums } from './day-sums';

/** The answers of one counter on one day, counted. */
export interface CounterDayTally {
  readonly counterId: string;
  readonly day: Day;
  readonly tally: Tally;
}

/** What every figure of a period is estimated with. */
export interface PeriodSample {
  readonly unit: 'day' | 'week' | 'respondent' | 'psu';
  readonly sample: Sample;
  unitOf(day: Day): string;
}

export interface OverallFigures {
  /** What the estimate is made of. */
  totals(counterIds: readonly string[], span: Span): FigureTotals;
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

/** Pooled methods only: the overall figure's totals by PSU from the light sums. They hold no squares, so there is no design effect. */
export function totalsFromSums(
  sums: ByCounter<CounterDaySums>,
  counterIds: readonly string[],
  span: Span,
  unitOf: (day: Day) => string
): FigureTotals {
  const rowOf = new Map<string, number>();
  const [y, x, members]: [number[], number[], number[]] = [[], [], []];
  eachRow(sums, counterIds, span, ({ day, answered, satisfied, valid }) => {
    const unit = unitOf(day);
    const row = rowOf.get(unit) ?? rowOf.size;
    rowOf.set(unit, row);
    y[row] = (y[row] ?? 0) + satisfied;
    x[row] = (x[row] ?? 0) + valid;
    members[row] = (members[row] ?? 0) + answered;
  });
  return {
    ratios: [{ code: OVERALL, coefficient: 1, y, x }],
    members: Float64Array.from(members),
    units: [...rowOf.keys()],
    valid: sum(x)
  };
}

/** Pooled methods only. */
export function overallFromSums(sums: ByCounter<CounterDaySums>, sampleOf: (span: Span) => PeriodSample, method: Method): OverallFigures {
  return overallOf(sampleOf, method, (counterIds, span) => totalsFromSums(sums, counterIds, span, sampleOf(span).unitOf));
}

/** Any method; needs the tallies of every counter and day asked for. */
export function overallFromTallies(
  tallies: readonly CounterDayTally[],
  sampleOf: (span: Span) => PeriodSample,
  layout: TallyLayout,
  method: Method
): OverallFigures {
  const rows = byCounter(tallies);
  const index = figureIndex(layout, OVERALL);
  return overallOf(sampleOf, method, (counterIds, span) => {
    const { unitOf } = sampleOf(span);
    const units: UnitTally[] = [];
    eachRow(rows, counterIds, span, ({ day, tally }) => units.push({ unit: unitOf(day), tally }));
    return indexTotals(answersByUnit(layout, units), index);
  });
}

/** Where figures come from respondents one by one. `answersOf` gives the answers of a domain, one row a respondent. */
export function overallFromAnswers(
  answersOf: (counterIds: readonly string[], span: Span) => AnswersByUnit,
  sampleOf: (span: Span) => PeriodSample,
  layout: TallyLayout,
  method: Method
): OverallFigures {
  const index = figureIndex(layout, OVERALL);
  return overallOf(sampleOf, method, (counterIds, span) => indexTotals(answersOf(counterIds, span), index));
}

function overallOf(sampleOf: (span: Span) => PeriodSample, method: Method, totals: OverallFigures['totals']): OverallFigures {
  return {
    totals,
    estimate: (counterIds, span) => estimateFigureTotals(totals(counterIds, span), sampleOf(span).sample, method, 'satisfied-share')
  };
}
