/** What every page of a survey's results stands on: the survey, its sums, the days, the tree of places, the disclosure pattern. */
import { chooseDefaultPeriod, listPeriods } from '../../core/calendar/choose-period';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { readPeriod, readRange } from '../../core/calendar/period';
import type { Period, Span } from '../../core/calendar/period';
import type { DisclosurePattern } from '../../core/report/disclosure-pattern';
import type { PeriodAxis } from '../../core/report/period-axis';
import { periodAxis } from '../../core/report/period-axis';
import type { ReportPlaces } from '../../core/report/report-places';
import type { Db } from '../schema';
import { findReportPlaces } from './find-report-places';
import type { ReportSurvey } from './find-report-survey';
import { patternOf } from './pattern-of';
import { readSurveySums } from './read-survey-sums';
import type { SurveySums } from './read-survey-sums';

export interface PeriodRequest {
  /** A period's code; left out, with no range: the running quarter, or the last with answers. */
  readonly period?: string | undefined;
  /** A free range of days, both included. */
  readonly range?: Span | undefined;
}

export interface ReportSetting {
  readonly found: ReportSurvey;
  readonly sums: SurveySums;
  readonly today: Day;
  /** The days the surveys run. */
  readonly whole: Span;
  /** Those of them on which answers can lie by now. */
  readonly span: Span;
  readonly asked: Period;
  readonly places: ReportPlaces;
  readonly periods: PeriodAxis;
  readonly pattern: DisclosurePattern;
  /** What a reader can choose, the whole survey first, then the newest. */
  readonly choices: readonly Period[];
}

/** Throws period-invalid. */
export async function findReportSetting(db: Db, found: ReportSurvey, request: PeriodRequest, now: Date): Promise<ReportSetting> {
  const sums = await readSurveySums(db, found, now);
  const today = localDay(now);
  const { whole, span } = daysOf(found, sums.activeDays, today);
  const asked = choosePeriod(request, sums.activeDays, whole, today);
  const places = await findReportPlaces(db, found.surveys, asked.to);
  const periods = periodAxis(span, today);
  const pattern = patternOf(found, sums, places, periods);
  return { found, sums, today, whole, span, asked, places, periods, pattern, choices: listPeriods(whole, today) };
}

function daysOf({ surveys }: ReportSurvey, activeDays: readonly Day[], today: Day): { readonly whole: Span; readonly span: Span } {
  const from = surveys.map((survey) => survey.opens_on).toSorted()[0]!;
  const last = [from, ...surveys.map((survey) => survey.closes_on ?? today), ...activeDays.slice(-1)].toSorted().at(-1)!;
  return { whole: { from, to: last }, span: { from, to: last < today ? last : today < from ? from : today } };
}

function choosePeriod({ period, range }: PeriodRequest, activeDays: readonly Day[], whole: Span, today: Day): Period {
  if (range) return readRange(range.from, range.to);
  return period === undefined ? chooseDefaultPeriod(activeDays, whole, today) : readPeriod(period, whole);
}
