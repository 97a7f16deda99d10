/**
 * How much the same hour of the week differs from week to week (docs/methods.md, "Quality of answers"): pairs of forms of one such hour
 * against pairs of forms of two such hours of different weeks. Where forms come independently at a steady rate the two are alike; where
 * they come together the ratio is 1 + 1/k, k the size of a negative binomial. Apart for office hours and for all others.
 */
import type { CounterHistory } from './counter-history';
import { HOURS_OF_WEEK } from './counter-history';
import { hourClass } from './hour-class';
import type { OfficeHours } from './quality-response';

export interface Pairs {
  readonly together: number;
  /** Pairs of different weeks, for as many pairs of hours as `together` looks at. */
  readonly apart: number;
}

export interface PairCounts {
  readonly office: Pairs;
  readonly outside: Pairs;
}

const NONE: PairCounts = { office: { together: 0, apart: 0 }, outside: { together: 0, apart: 0 } };
/** A counter's own pairs count beside this many of the others'. */
const BORROWED = 2;
/** A counter's own irregularity is believed up to so many times the others': past stuffing excuses no more. */
const MOST_TIMES_USUAL = 4;
/** 1/k where no counter has a history. */
const UNKNOWN_CLUSTERING = 1;

export function isOfficeHour(hour: number, officeHours: OfficeHours): boolean {
  return hourClass(Math.floor(hour / 24), 60 * (hour % 24) + 30, officeHours) === 0;
}

export function countPairs(history: CounterHistory, officeHours: OfficeHours): PairCounts {
  const counts = { office: { together: 0, apart: 0 }, outside: { together: 0, apart: 0 } };
  for (let hour = 0; hour < HOURS_OF_WEEK; hour++) {
    const [forms, together] = [history.hours[hour]!, history.pairs[hour]!];
    const weeks = history.days[Math.floor(hour / 24)]!;
    if (forms === 0 || weeks < 2) continue;
    const group = counts[isOfficeHour(hour, officeHours) ? 'office' : 'outside'];
    group.together += together;
    group.apart += (forms * (forms - 1) - together) / (weeks - 1);
  }
  return counts;
}

export function addPairs(parts: readonly PairCounts[]): PairCounts {
  return parts.reduce((sum, part) => combine(sum, part, 1), NONE);
}

export function lessPairs(all: PairCounts, part: PairCounts): PairCounts {
  return combine(all, part, -1);
}

/** 1/k of one group at a counter: 0 where forms come independently. */
export function clustering(own: Pairs, usual: Pairs): number {
  const elsewhere = usual.apart > 1 ? Math.max(1, usual.together / usual.apart) : 1 + UNKNOWN_CLUSTERING;
  const ratio = (own.together + BORROWED * elsewhere) / (own.apart + BORROWED);
  return Math.max(0, Math.min(ratio, MOST_TIMES_USUAL * elsewhere) - 1);
}

function combine(one: PairCounts, other: PairCounts, sign: 1 | -1): PairCounts {
  const of = (group: 'office' | 'outside') => ({
    together: Math.max(0, one[group].together + sign * other[group].together),
    apart: Math.max(0, one[group].apart + sign * other[group].apart)
  });
  return { office: of('office'), outside: of('outside') };
}
