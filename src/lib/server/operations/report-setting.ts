/** What every page of a survey's results stands on: the survey, its sums, the days, the tree of places, the disclosure pattern. */
import { chooseDefaultPeriod, listPeriods } from '../../core/calendar/choose-period';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { previousPeriod, readPeriod, readRange, wholeSurvey } from '../../core/calendar/period';
import type { Period, Span } from '../../core/calendar/period';
import type { DisclosurePattern } from '../../core/report/disclosure-pattern';
import type { PeriodAxis } from '../../core/report/period-axis';
import { periodAxis } from '../../core/report/period-axis';
import type { ReportPlaces } from '../../core/report/report-places';
import type { UsedVersion } from '../../core/report/wording';
import type { Db } from '../schema';
import { getQuestionnaireVersion } from '../store/versions';
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

/** A part of a line of surveys: one questionnaire, one method. */
export interface LinePart {
  readonly found: ReportSurvey;
  readonly sums: SurveySums;
  /** Versions of its questionnaire that have answers. */
  readonly used: readonly (UsedVersion & { readonly id: string })[];
  /** The days the surveys run. */
  readonly whole: Span;
  /** Those of them on which answers can lie by now. */
  readonly span: Span;
}

export interface ReportSetting extends LinePart {
  readonly today: Day;
  readonly asked: Period;
  readonly places: ReportPlaces;
  readonly periods: PeriodAxis;
  readonly pattern: DisclosurePattern;
  /** The day whose agency tree `places` is of: the last of this part of the line, never one to come. */
  readonly treeDay: Day;
  /** The day whose names the places bear: the period's last, never one to come. */
  readonly namesOn: Day;
  /** Parts before this one, made by another questionnaire or method, the earliest first. */
  readonly earlier: readonly LinePart[];
  /** What a reader can choose, the whole survey first, then the newest. */
  readonly choices: readonly Period[];
}

/** Of the part of the line that the asked period ends in. Throws period-invalid. */
export async function findReportSetting(db: Db, line: readonly ReportSurvey[], request: PeriodRequest, now: Date): Promise<ReportSetting> {
  const today = localDay(now);
  const parts: LinePart[] = [];
  for (const found of line) {
    const sums = await readSurveySums(db, found, now);
    const used = [];
    for (const [id, days] of sums.versions) used.push({ id, number: (await getQuestionnaireVersion(db, id)).number, days });
    parts.push({ found, sums, used, ...daysOf(found, sums.activeDays, today) });
  }
  const latest = parts.at(-1)!;
  const asked = choosePeriod(request, latest.sums.activeDays, latest.whole, today);
  const at = Math.max(
    0,
    parts.findLastIndex(({ span }) => span.from <= asked.to)
  );
  const part = parts[at]!;
  const treeDay = part.span.to;
  const namesOn = asked.to < treeDay ? asked.to : treeDay;
  const places = await findReportPlaces(db, part.found.surveys, treeDay, namesOn);
  const periods = periodAxis(part.span, today);
  const pattern = patternOf(part.found, part.sums, places, periods);
  const [, ...named] = listPeriods({ from: parts[0]!.whole.from, to: latest.whole.to }, today);
  return {
    ...part,
    today,
    asked,
    treeDay,
    namesOn,
    places,
    periods,
    pattern,
    earlier: parts.slice(0, at),
    choices: [wholeSurvey(latest.whole), ...named]
  };
}

/** The period before, if the whole of it lies in the same part of the line: no difference crosses a change of method. */
export function comparablePeriod({ asked, span, earlier }: Pick<ReportSetting, 'asked' | 'span' | 'earlier'>): Period | undefined {
  const previous = asked.kind === 'week' ? undefined : previousPeriod(asked);
  return previous && (earlier.length === 0 || previous.from >= span.from) ? previous : undefined;
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
