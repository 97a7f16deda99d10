/** One place's report in one period. Reads what it needs and leaves the arithmetic, and what may be shown, to core. */
import { chooseDefaultPeriod, listPeriods } from '../../core/calendar/choose-period';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { readPeriod, readRange } from '../../core/calendar/period';
import type { Period, Span } from '../../core/calendar/period';
import { assembleReport } from '../../core/report/assemble-report';
import { nothingDisclosed } from '../../core/report/period-disclosure';
import { periodAxis } from '../../core/report/period-axis';
import type { Report } from '../../core/report/report';
import type { Db } from '../schema';
import { listCommentsByMonth } from '../store/report-comments';
import { chooseDisclosure } from './choose-disclosure';
import { findReportPlaces, findReportSubject, holdsSisters } from './find-report-places';
import type { ReportSubject } from './find-report-places';
import { describeSurvey, findReportSurvey } from './find-report-survey';
import type { ReportSurvey } from './find-report-survey';
import { patternOf } from './pattern-of';
import { readReportAnswers } from './read-report-answers';
import { readSurveySums } from './read-survey-sums';

/** A page lists no more; the rest is counted. */
const MOST_COMMENTS_A_MONTH = 200;

export interface ReportRequest {
  readonly subject: ReportSubject;
  /** A survey's code, or `series:NAME`. */
  readonly survey: string;
  /** A period's code; left out, with no range: the running quarter, or the last with answers. */
  readonly period?: string | undefined;
  /** A free range of days, both included. */
  readonly range?: Span | undefined;
  /** Paths of the agencies whose trees the reader holds. */
  readonly scopes: readonly string[];
}

export interface BuiltReport {
  readonly report: Report;
  /** What a reader can choose, the whole survey first, then the newest. */
  readonly periods: readonly Period[];
}

/**
 * Checks no permission: the route has. Throws `survey-not-found`, `series-mixed`, `period-invalid`, `agency-not-found`,
 * `counter-not-found`.
 */
export async function buildReport(db: Db, request: ReportRequest, now: Date): Promise<BuiltReport> {
  const found = await findReportSurvey(db, request.survey);
  const { codes, layout, method, questionnaire } = found;
  const sums = await readSurveySums(db, found, now);
  const today = localDay(now);
  const { whole, span } = daysOf(found, sums.activeDays, today);
  const asked = choosePeriod(request, sums.activeDays, whole, today);

  const { agency, counter } = await findReportSubject(db, request.subject, asked.to);
  const places = await findReportPlaces(db, found.surveys, asked.to);
  const place = places.indexOf(counter?.id ?? agency.id) ?? null;
  const periods = periodAxis(span, today);
  const pattern = patternOf(found, sums, places, periods);
  const disclosure =
    place === null
      ? nothingDisclosed(asked)
      : await chooseDisclosure(db, { found, sums, places, place, pattern, periods, asked, span }, now);

  const read = await readReportAnswers(db, { found, sums, places, place, period: disclosure.period, asked, span }, now);
  const comments = await listCommentsByMonth(db, {
    surveyIds: found.surveys.map((survey) => survey.id),
    counterIds: place === null ? [] : places.countersOf(place),
    from: disclosure.period.from,
    to: disclosure.period.to,
    now: now.toISOString(),
    mostPerMonth: MOST_COMMENTS_A_MONTH
  });
  const report = assembleReport({
    ...read,
    survey: describeSurvey(found),
    questionnaire: questionnaire.content,
    method: method.content,
    layout,
    codes,
    places,
    agency,
    counter,
    place,
    span,
    today,
    asked,
    disclosure,
    pattern,
    comments,
    named: holdsSisters(agency, request.scopes)
  });
  return { report, periods: listPeriods(whole, today) };
}

/** The days the surveys run, and those of them on which answers can lie by now. */
function daysOf({ surveys }: ReportSurvey, activeDays: readonly Day[], today: Day): { readonly whole: Span; readonly span: Span } {
  const from = surveys.map((survey) => survey.opens_on).toSorted()[0]!;
  const last = [from, ...surveys.map((survey) => survey.closes_on ?? today), ...activeDays.slice(-1)].toSorted().at(-1)!;
  return { whole: { from, to: last }, span: { from, to: last < today ? last : today < from ? from : today } };
}

function choosePeriod({ period, range }: ReportRequest, activeDays: readonly Day[], whole: Span, today: Day): Period {
  if (range) return readRange(range.from, range.to);
  return period === undefined ? chooseDefaultPeriod(activeDays, whole, today) : readPeriod(period, whole);
}
