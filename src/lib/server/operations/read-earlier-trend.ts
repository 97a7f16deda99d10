/**
 * The months of a trend that were made by another questionnaire or method, each part by its own; no line crosses between them. Parts
 * that only have scores are not on a trend of percentages.
 */
import type { Day } from '../../core/calendar/day';
import { overlapOf } from '../../core/calendar/period';
import type { Period } from '../../core/calendar/period';
import { isScoreOnly } from '../../core/method/method';
import { trendFigures, trendMonths } from '../../core/report/place-figures';
import { periodAxis } from '../../core/report/period-axis';
import type { MonthFigure, TrendMethod } from '../../core/report/report';
import { describeMethod } from '../../core/report/trend-method';
import { wordingsIn } from '../../core/report/wording';
import type { Db } from '../schema';
import { findReportPlaces } from './find-report-places';
import { describeSurvey } from './find-report-survey';
import { patternOf } from './pattern-of';
import { readOverallFigures } from './read-report-answers';
import type { LinePart, ReportSetting } from './report-setting';

export interface EarlierTrend {
  readonly trend: readonly MonthFigure[];
  readonly methods: readonly TrendMethod[];
}

/** `placeId`: the agency or counter whose trend it is. */
export async function readEarlierTrend(
  db: Db,
  { earlier, span, asked, today }: Pick<ReportSetting, 'earlier' | 'span' | 'asked' | 'today'>,
  placeId: string,
  now: Date
): Promise<EarlierTrend> {
  const parts = earlier.filter(({ found }) => !isScoreOnly(found.method.content));
  const [first] = parts;
  if (!first) return { trend: [], methods: [] };
  const window = trendMonths(asked, { from: first.span.from, to: span.to });
  const trend: MonthFigure[] = [];
  const methods: TrendMethod[] = [];
  for (const [method, part] of parts.entries()) {
    methods.push({ ...describeMethod(describeSurvey(part.found, wordingsOf(part))), from: part.span.from });
    const months = window.filter((month) => overlapOf(month, part.span));
    if (months.length > 0) trend.push(...(await monthsOf(db, part, method, months, placeId, today, now)));
  }
  return { trend, methods };
}

const wordingsOf = ({ used, span, found }: LinePart) => wordingsIn(used, span, found.questionnaire.number);

async function monthsOf(
  db: Db,
  part: LinePart,
  method: number,
  months: readonly Period[],
  placeId: string,
  today: Day,
  now: Date
): Promise<readonly MonthFigure[]> {
  const { found, sums, span } = part;
  const places = await findReportPlaces(db, found.surveys, span.to);
  const place = places.indexOf(placeId);
  if (place === undefined) return [];
  const pattern = patternOf(found, sums, places, periodAxis(span, today));
  const overall = await readOverallFigures(db, part, { from: months[0]!.from, to: months.at(-1)!.to }, now);
  const counters = places.countersOf(place);
  return trendFigures(
    months,
    method,
    (month) => pattern.markOf(found.codes.overall, place, month.code),
    (month) => overall.estimate(counters, month)
  );
}
