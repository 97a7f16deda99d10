/** One place's report in one period. Reads what it needs and leaves the arithmetic, and what may be shown, to core. */
import type { Period } from '../../core/calendar/period';
import { isScoreOnly } from '../../core/method/method';
import { Problem } from '../../core/problem';
import { assembleReport } from '../../core/report/assemble-report';
import { NO_LINEAGE } from '../../core/report/lineage';
import { nothingDisclosed } from '../../core/report/period-disclosure';
import type { Report } from '../../core/report/report';
import { wordingsIn } from '../../core/report/wording';
import type { Db } from '../schema';
import { findAgency } from '../store/agencies';
import { listCommentsByMonth } from '../store/report-comments';
import { getQuestionnaireVersion } from '../store/versions';
import { chooseDisclosure } from './choose-disclosure';
import { findReportSubject, holdsSisters } from './find-report-places';
import type { ReportSubject } from './find-report-places';
import { describeSurvey, findReportLine } from './find-report-survey';
import { readNotCounted } from './read-not-counted';
import { readCounterMoves } from './read-counter-moves';
import { readSlips } from './read-slips';
import { readReportAnswers } from './read-report-answers';
import { readLineage } from './read-lineage';
import { findFrozenRound } from './frozen-round';
import { readEarlierTrend } from './read-earlier-trend';
import { comparablePeriod, findReportSetting } from './report-setting';
import type { PeriodRequest } from './report-setting';

/** A page lists no more; the rest is counted. */
const MOST_COMMENTS_A_MONTH = 200;

export interface ReportRequest extends PeriodRequest {
  readonly subject: ReportSubject;
  /** A survey's code, or `series:NAME`. */
  readonly survey: string;
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
 * `counter-not-found`, and `report-none` of a survey that only has scores.
 */
export async function buildReport(db: Db, request: ReportRequest, now: Date): Promise<BuiltReport> {
  const setting = await findReportSetting(db, await findReportLine(db, request.survey), request, now);
  const { found, sums, today, span, asked, treeDay, namesOn, places, periods, pattern } = setting;
  const { codes, layout, method, questionnaire } = found;
  if (isScoreOnly(method.content)) throw new Problem('report-none');
  const { agency, counter } = await findReportSubject(db, request.subject, treeDay);
  const place = places.indexOf(counter?.id ?? agency.id) ?? null;
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
  const wordings = wordingsIn(setting.used, disclosure.period, questionnaire.number);
  // The questions as the latest of them were put, not as they were put afterwards.
  const latest = setting.used.find(({ number }) => number === wordings.versions.at(-1));
  const shown = latest ? await getQuestionnaireVersion(db, latest.id) : questionnaire;
  const report = assembleReport({
    ...read,
    previous: comparablePeriod(setting),
    earlier: await readEarlierTrend(db, setting, counter?.id ?? agency.id, now),
    survey: describeSurvey(found, wordings),
    questionnaire: shown.content,
    method: method.content,
    layout,
    codes,
    places,
    agency: (await findAgency(db, agency.id, namesOn)) ?? agency,
    counter,
    place,
    span,
    today,
    asked,
    disclosure,
    pattern,
    comments,
    named: holdsSisters(agency, request.scopes),
    notCounted: place === null ? null : await readNotCounted(db, setting, place, disclosure.period, now),
    counterMoves: place === null ? [] : await readCounterMoves(db, found, places.countersOf(place)),
    lineage: counter ? NO_LINEAGE : await readLineage(db, agency, places, place, today)
  });
  const isShown = report.overall.disclosure === 'shown';
  const slips = place === null ? undefined : await readSlips(db, setting, place, disclosure.period, isShown);
  const round = await findFrozenRound(db, found.surveys);
  // A frozen round's figures change no more, be it on the day it was closed.
  return { report: { ...report, ...(round && { round, running: false }), ...(slips && { slips }) }, periods: setting.choices };
}
