/**
 * The disclosure pattern of a survey, worked out once for its sums, the places and the named periods, and remembered as long as
 * no answer changes: over every figure, place and period at once it is the longest piece of work of a report.
 */
import type { PeriodAxis } from '../../core/report/period-axis';
import { disclosurePattern } from '../../core/report/disclosure-pattern';
import type { DisclosurePattern } from '../../core/report/disclosure-pattern';
import type { ReportPlaces } from '../../core/report/report-places';
import type { ReportSurvey } from './find-report-survey';
import type { SurveySums } from './read-survey-sums';

/** The tree of today, and of some days that readers look back to. */
const MOST_TREES = 4;
const patterns = new WeakMap<SurveySums, Map<string, DisclosurePattern>>();

export function patternOf({ codes, method }: ReportSurvey, sums: SurveySums, places: ReportPlaces, periods: PeriodAxis): DisclosurePattern {
  const known = patterns.get(sums) ?? new Map<string, DisclosurePattern>();
  patterns.set(sums, known);
  const running = [...(periods.axis.running ?? [])];
  const key = JSON.stringify([places.places.map(({ id }) => id), places.axis.parent, periods.named.map(({ code }) => code), running]);
  const pattern = known.get(key) ?? disclosurePattern(codes, places, periods, sums.counts, method.content);
  known.delete(key);
  known.set(key, pattern);
  if (known.size > MOST_TREES) known.delete(known.keys().next().value!);
  return pattern;
}
