/**
 * The answers behind a report: light sums by counter and day for every place (they also say on which days anybody answered),
 * tallies or single answers only where figures are made of them.
 */
import type { Day } from '../../core/calendar/day';
import { isWithinSpan, previousPeriod } from '../../core/calendar/period';
import type { Period, Span } from '../../core/calendar/period';
import { continuousSample, overallFromAnswers, overallFromSums, overallFromTallies } from '../../core/report/overall-figures';
import type { CounterDayTally, OverallFigures, PeriodSample } from '../../core/report/overall-figures';
import { trendMonths } from '../../core/report/place-figures';
import type { ReportPlaces } from '../../core/report/report-places';
import { decodeAnswers } from '../../core/response/encode-answers';
import { answersByRespondent } from '../../core/scoring/answers-by-respondent';
import { answersByUnit } from '../../core/scoring/answers-by-unit';
import type { AnswersByUnit } from '../../core/scoring/answers-by-unit';
import { mergeTallies } from '../../core/tally/merge-tallies';
import type { Tally } from '../../core/tally/tally';
import { tallyResponses } from '../../core/tally/tally-responses';
import type { Db } from '../schema';
import { listCountedBetween } from '../store/responses';
import type { ReportSurvey } from './find-report-survey';
import { readCells, readDayTallies, tallyOfCell } from './read-cells';
import type { Cell } from './read-cells';
import type { SurveySums } from './read-survey-sums';

/** Of these counters, or (null) of every one. */
export async function readReportCells(
  db: Db,
  { surveys, layout }: ReportSurvey,
  counterIds: readonly string[] | null,
  span: Span,
  now: Date
): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const survey of surveys) for (const cell of await readCells(db, survey, layout, counterIds, span, now)) cells.push(cell);
  return cells;
}

export interface AnswersWanted {
  readonly found: ReportSurvey;
  readonly sums: SurveySums;
  readonly places: ReportPlaces;
  /** Null: nobody's. */
  readonly place: number | null;
  /** The days shown. */
  readonly period: Period;
  /** The period asked for: what comes before it is compared. */
  readonly asked: Period;
  readonly span: Span;
}

export interface ReportAnswers {
  readonly overall: OverallFigures;
  readonly answers: AnswersByUnit;
  readonly tally: Tally;
  sampleOf(span: Span): PeriodSample;
}

export async function readReportAnswers(db: Db, wanted: AnswersWanted, now: Date): Promise<ReportAnswers> {
  const { found, sums, places, place, period } = wanted;
  const { layout, method } = found;
  const counters = place === null ? [] : places.countersOf(place);
  if (found.surveys.at(-1)!.psu === 'respondent') return readTable(db, wanted, counters);

  const sampleOf = remember((span) => continuousSample(sums.activeDays, span, method.content));
  const days = await readPlaceDays(db, wanted, counters, now);
  const { unitOf } = sampleOf(period);
  const overall =
    method.content.aggregation === 'pooled'
      ? overallFromSums(sums.byCounter, sampleOf, method.content)
      : overallFromTallies(await readCellTallies(db, wanted, now), sampleOf, layout, method.content);
  return {
    overall,
    answers: answersByUnit(
      layout,
      days.map(([day, tally]) => ({ unit: unitOf(day), tally }))
    ),
    tally: mergeTallies(
      layout,
      days.map(([, tally]) => tally)
    ),
    sampleOf
  };
}

/** The place's answers by day. Where every answer came to one of its counters they are remembered with the sums. */
async function readPlaceDays(
  db: Db,
  { found, sums, period }: AnswersWanted,
  counters: readonly string[],
  now: Date
): Promise<readonly (readonly [Day, Tally])[]> {
  const own = new Set(counters);
  if ([...sums.byCounter.keys()].every((id) => own.has(id))) return sums.days.filter(([day]) => isWithinSpan(day, period));
  return [...(await readDayTallies(db, found.surveys, found.layout, counters, period, now))];
}

async function readCellTallies(db: Db, wanted: AnswersWanted, now: Date): Promise<readonly CounterDayTally[]> {
  const { found } = wanted;
  const cells = await readReportCells(db, found, null, daysCompared(wanted), now);
  return cells.map((cell) => ({ counterId: cell.counterId, day: cell.day, tally: tallyOfCell(found.layout, cell) }));
}

/** An imported table: figures come from its rows, whose every respondent is a sampling unit. */
async function readTable(db: Db, { found, span, period }: AnswersWanted, counters: readonly string[]): Promise<ReportAnswers> {
  const { surveys, layout, method } = found;
  const table = (await Promise.all(surveys.map((survey) => listCountedBetween(db, survey.id, span.from, span.to)))).flat();
  const domain = (counterIds: readonly string[], days: Span) => {
    const wanted = new Set(counterIds);
    return table
      .filter((row) => wanted.has(row.counterId) && isWithinSpan(row.day, days))
      .map((row) => ({ answers: decodeAnswers(row.answers) }));
  };
  const sampleOf = remember((days) => ({
    unit: 'respondent',
    sample: { psus: table.filter((row) => isWithinSpan(row.day, days)).length, capEffectiveSize: false },
    unitOf: (day) => day
  }));
  const answersOf = (counterIds: readonly string[], days: Span) => answersByRespondent(layout, domain(counterIds, days));
  return {
    overall: overallFromAnswers(answersOf, sampleOf, layout, method.content),
    answers: answersOf(counters, period),
    tally: tallyResponses(layout, domain(counters, period)),
    sampleOf
  };
}

/** The shown days, the trend's months and the period before. */
function daysCompared({ period, asked, span }: AnswersWanted): Span {
  const first = [period.from, previousPeriod(asked)?.from, trendMonths(period, span)[0]?.from]
    .filter((day) => day !== undefined)
    .toSorted()[0]!;
  return { from: first, to: period.to };
}

function remember(make: (span: Span) => PeriodSample): (span: Span) => PeriodSample {
  const known = new Map<string, PeriodSample>();
  return (span) => {
    const key = `${span.from} ${span.to}`;
    const sample = known.get(key) ?? make(span);
    known.set(key, sample);
    return sample;
  };
}
