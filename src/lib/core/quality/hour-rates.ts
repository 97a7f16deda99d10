/**
 * How many forms a counter is to be expected to receive in an hour of the week (docs/methods.md, "Quality of answers"): its own mean, drawn
 * towards its own size times the other counters' week while its history is short, and how far hours differ from it.
 */
import type { CounterHistory } from './counter-history';
import { HOURS_OF_WEEK } from './counter-history';
import { clustering, countPairs, isOfficeHour } from './hour-pairs';
import type { OfficeHours } from './quality-response';
import type { Usual } from './survey-profile';

/** Weeks of its own by which a history weighs as much as the others' week. */
const BORROWED_WEEKS = 4;
/** Forms of an invented survey, 95 % of them evenly over office hours, that keep a rate from being 0. */
const INVENTED = 50;
const INVENTED_IN_OFFICE_HOURS = 0.95;

export interface HourRates {
  /** Forms, by hour of the week. */
  readonly mean: Float64Array;
  /** By hour of the week 1/k: the variance of a count with mean m is m + m²/k. */
  readonly clustering: Float64Array;
}

/** `perWeek`: forms of the month that is judged, for a counter without a history. */
export function hourRates(own: CounterHistory, usual: Usual, perWeek: number, officeHours: OfficeHours): HourRates {
  const week = usualWeek(usual.hours, officeHours);
  const weeks = own.days.reduce((sum, days) => sum + days, 0) / 7;
  const size = (own.responses + perWeek) / (weeks + 1);
  const pairs = countPairs(own, officeHours);
  const spread = { office: clustering(pairs.office, usual.pairs.office), outside: clustering(pairs.outside, usual.pairs.outside) };
  const mean = new Float64Array(HOURS_OF_WEEK);
  const spreads = new Float64Array(HOURS_OF_WEEK);
  for (let hour = 0; hour < HOURS_OF_WEEK; hour++) {
    const days = own.days[Math.floor(hour / 24)]!;
    mean[hour] = (own.hours[hour]! + BORROWED_WEEKS * size * week[hour]!) / (days + BORROWED_WEEKS);
    spreads[hour] = spread[isOfficeHour(hour, officeHours) ? 'office' : 'outside'];
  }
  return { mean, clustering: spreads };
}

/** Shares of a week's forms by hour. */
function usualWeek(hours: Float64Array, officeHours: OfficeHours): Float64Array {
  const total = hours.reduce((sum, forms) => sum + forms, INVENTED);
  const office = hours.reduce((sum, _, hour) => sum + (isOfficeHour(hour, officeHours) ? 1 : 0), 0);
  return hours.map((forms, hour) => {
    const invented = isOfficeHour(hour, officeHours)
      ? INVENTED_IN_OFFICE_HOURS / office
      : (1 - INVENTED_IN_OFFICE_HOURS) / (HOURS_OF_WEEK - office);
    return (forms + INVENTED * invented) / total;
  });
}
