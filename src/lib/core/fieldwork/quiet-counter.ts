/**
 * When a counter's silence becomes unusual, by its own history: once so many days have passed without an answer that, at its usual
 * rate, six were to be expected (of a Poisson process with mean 6 nothing comes in one case of 400), and three days at least. A
 * counter with two answers a day is quiet after three days, one with one a week after six weeks. The rule is this project's own.
 */
import type { Day } from '../calendar/day';
import { addDays, daysBetween } from '../calendar/day';

const EXPECTED = 6;
const LEAST_DAYS = 3;
/** How far back the usual rate looks. */
const LOOKS_BACK_DAYS = 35;

interface DayCount {
  readonly day: Day;
  readonly answers: number;
}

/** `last`: the last day with an answer, one of `days` (in order). */
export function quietFrom(last: Day, days: readonly DayCount[]): Day {
  const first = addDays(last, 1 - LOOKS_BACK_DAYS);
  const began = days[0]!.day > first ? days[0]!.day : first;
  const answers = days.reduce((sum, { day, answers: n }) => (day >= began && day <= last ? sum + n : sum), 0);
  const perDay = answers / (daysBetween(began, last) + 1);
  return addDays(last, Math.max(LEAST_DAYS, Math.ceil(EXPECTED / perDay)));
}
