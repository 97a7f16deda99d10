/**
 * The answers behind a report: light sums by counter and day for every place (they also say on which days anybody answered),
 * tallies or single answers only where figures are made of them.
 */
import type { Day } from '../../core/calendar/day';
import { isWithinSpan, previousPeriod } from '../../core/calendar/period';
import type { Span } from '../../core/calendar/period';
import { continuousSample, overallFromAnswers, overallFromSums, overallFromTallies } from '../../core/report/overall-figures';
import type { OverallFigures } from '../../core/report/overall-figures';
import { trendMonths } from '../../core/report/place-figures';
import { answersByUnit } from '../../core/scoring/answers-by-unit';
import { mergeTallies } from '../../core/tally/merge-tallies';
import type { Tally } from '../../core/tally/tally';
import type { Db } from '../schema';
import type { ReportSurvey } from './find-report-survey';
import { readCells, readDayTallies, tallyOfCell } from './read-cells';
import type { Cell } from './read-cells';
import type { AnswersWanted, ReportAnswers } from './report-answers';
import { rememberBySpan } from './report-answers';
import { readRespondents, respondentsOf } from './read-respondents';

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

export async function readReportAnswers(db: Db, wanted: AnswersWanted, now: Date): Promise<ReportAnswers> {
  const { found, sums, places, place, period } = wanted;
  const { layout, method } = found;
  const counters = place === null ? [] : places.countersOf(place);
  if (found.surveys.at(-1)!.psu !== 'day') return readRespondents(db, wanted, counters);

  const sampleOf = rememberBySpan((span) => continuousSample(sums.activeDays, span, method.content));
  const days = await readPlaceDays(db, wanted, counters, now);
  const { unitOf } = sampleOf(period);
  return {
    overall: await readOverallFigures(db, wanted, daysCompared(wanted), now),
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

/** The overall figure of any places and periods within these days. */
export async function readOverallFigures(
  db: Db,
  { found, sums, span }: Pick<AnswersWanted, 'found' | 'sums' | 'span'>,
  days: Span,
  now: Date
): Promise<OverallFigures> {
  const { layout, method, surveys } = found;
  if (surveys.at(-1)!.psu !== 'day') {
    const { answersOf, sampleOf } = await respondentsOf(db, found, span);
    return overallFromAnswers(answersOf, sampleOf, layout, method.content);
  }
  const sampleOf = rememberBySpan((period) => continuousSample(sums.activeDays, period, method.content));
  if (method.content.aggregation === 'pooled') return overallFromSums(sums.byCounter, sampleOf, method.content);
  const cells = await readReportCells(db, found, null, days, now);
  const tallies = cells.map((cell) => ({ counterId: cell.counterId, day: cell.day, tally: tallyOfCell(layout, cell) }));
  return overallFromTallies(tallies, sampleOf, layout, method.content);
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

/** The shown days, the trend's months and the period before. */
function daysCompared({ period, asked, span }: AnswersWanted): Span {
  const first = [period.from, previousPeriod(asked)?.from, trendMonths(period, span)[0]?.from]
    .filter((day) => day !== undefined)
    .toSorted()[0]!;
  return { from: first, to: period.to };
}
