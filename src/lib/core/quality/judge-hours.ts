/**
 * How surprising each hour's number of forms is (docs/methods.md, "Quality of answers"): against the counter's own hour of the week; a busy
 * day lifts all its hours, so that a campaign is no burst. An hour makes its forms a signal and never flags a counter: where the
 * network is weak, forms of honest people arrive together.
 */
import type { Day } from '../calendar/day';
import type { HourForms } from './counter-history';
import { formsByHour } from './counter-history';
import type { HourRates } from './hour-rates';
import { upperTail } from './negative-binomial';
import type { QualityResponse } from './quality-response';

/** Fewer forms in an hour are no burst. */
const FEWEST = 3;

export interface JudgedHour extends HourForms {
  readonly expected: number;
  /** P(as many or more in this one hour). */
  readonly p: number;
}

/** Hours with a form, in order. */
export function judgeHours(responses: readonly QualityResponse[], rates: HourRates): readonly JudgedHour[] {
  const hours = formsByHour(responses);
  const ofDay = new Map<Day, number>();
  for (const { day, forms } of hours) ofDay.set(day, (ofDay.get(day) ?? 0) + forms);
  return hours.map((one) => {
    const rate = rates.mean[one.hour]!;
    const first = 24 * Math.floor(one.hour / 24);
    const usualDay = rates.mean.subarray(first, first + 24).reduce((sum, mean) => sum + mean, 0);
    const expected = rate * Math.max(1, (1 + ofDay.get(one.day)! - one.forms) / (1 + usualDay - rate));
    const p = one.forms < FEWEST ? 1 : upperTail(one.forms, expected, expected + expected * expected * rates.clustering[one.hour]!);
    return { ...one, expected, p };
  });
}

/** One key for a local day and clock hour, 0 … 23. */
export const hourKey = (day: Day, minuteOfDay: number): string => `${day} ${Math.floor(minuteOfDay / 60)}`;

export function hoursByKey(hours: readonly JudgedHour[]): ReadonlyMap<string, JudgedHour> {
  return new Map(hours.map((hour) => [hourKey(hour.day, 60 * (hour.hour % 24)), hour]));
}
