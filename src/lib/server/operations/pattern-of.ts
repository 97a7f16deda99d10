/**
 * The disclosure pattern of a survey, worked out once for its sums, the places and the named periods, and remembered as long as
 * no answer changes: over every figure, place and period at once it is the longest piece of work of a report.
 */
import type { PeriodAxis } from '../../core/report/period-axis';
import { disclosurePattern } from '../../core/report/disclosure-pattern';
import type { DisclosurePattern, MonthCounts } from '../../core/report/disclosure-pattern';
import { notCountedPattern } from '../../core/report/not-counted';
import type { ReportPlaces } from '../../core/report/report-places';
import type { ReportSurvey } from './find-report-survey';
import type { SurveySums } from './read-survey-sums';

/** The tree of today, and of some days that readers look back to. */
const MOST_TREES = 4;
type Remembered = WeakMap<SurveySums, Map<string, DisclosurePattern>>;
const patterns: Remembered = new WeakMap();
const patternsOfNotCounted: Remembered = new WeakMap();

export function patternOf({ codes, method }: ReportSurvey, sums: SurveySums, places: ReportPlaces, periods: PeriodAxis): DisclosurePattern {
  return remembered(patterns, sums, keyOf(places, periods), () => disclosurePattern(codes, places, periods, sums.counts, method.content));
}

/** Of the respondents who are not counted: `counts`, one list a survey. `counted`: the pattern of those who are. */
export function notCountedPatternOf(
  { codes, method }: ReportSurvey,
  sums: SurveySums,
  places: ReportPlaces,
  periods: PeriodAxis,
  counts: readonly (readonly MonthCounts[])[],
  counted: DisclosurePattern
): DisclosurePattern {
  // Who is not counted is not in the sums: an answer may come in that is held from the start.
  const key = `${keyOf(places, periods)} ${JSON.stringify(counts.map((of) => of.map((one) => [one.counterId, one.month, ...Array.from(one.counts)])))}`;
  return remembered(patternsOfNotCounted, sums, key, () => notCountedPattern(codes, places, periods, counts, counted, method.content));
}

function keyOf(places: ReportPlaces, periods: PeriodAxis): string {
  const running = [...(periods.axis.running ?? [])];
  return JSON.stringify([places.places.map(({ id }) => id), places.axis.parent, periods.named.map(({ code }) => code), running]);
}

function remembered(all: Remembered, sums: SurveySums, key: string, make: () => DisclosurePattern): DisclosurePattern {
  const known = all.get(sums) ?? new Map<string, DisclosurePattern>();
  all.set(sums, known);
  const pattern = known.get(key) ?? make();
  known.delete(key);
  known.set(key, pattern);
  if (known.size > MOST_TREES) known.delete(known.keys().next().value!);
  return pattern;
}
