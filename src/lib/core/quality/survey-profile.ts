/**
 * What is usual in a survey (docs/methods.md, "Quality of answers"): the histories of its counters together, from which each counter is
 * given the others' share. It stands in while a counter's own history is short, and says how marks go together, of which no counter
 * alone has enough. A large counter counts for at most twice the middle one.
 */
import type { CounterHistory } from './counter-history';
import { addHistories, HOURS_OF_WEEK, kindCounts, paceCounts } from './counter-history';
import type { PairCounts } from './hour-pairs';
import { addPairs, countPairs, lessPairs } from './hour-pairs';
import { KINDS } from './kinds';
import { PACE_CLASSES, paceLimits } from './pace';
import type { OfficeHours } from './quality-response';

const LARGEST_PART = 2;

/** One counter's part of the whole. */
export interface CounterPart {
  /** Its months added up. */
  readonly history: CounterHistory;
  /** What it counts for among the others, at most 1. */
  readonly weight: number;
  readonly pace: Float64Array;
  readonly kinds: Float64Array;
  readonly pairs: PairCounts;
}

export interface SurveyProfile {
  readonly counters: ReadonlyMap<string, CounterPart>;
  readonly total: Usual;
}

/** What is usual at some counters: forms by class of pace, by kind and by hour of the week, and how much hours differ. */
export interface Usual {
  readonly pace: Float64Array;
  readonly kinds: Float64Array;
  readonly hours: Float64Array;
  readonly pairs: PairCounts;
}

/** `histories`: by counter, its months. */
export function profileSurvey(histories: ReadonlyMap<string, readonly CounterHistory[]>, officeHours: OfficeHours): SurveyProfile {
  // One order, whatever the map's: sums of fractions depend on it.
  const sums = [...histories].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, months]) => [id, addHistories(months)] as const);
  const sizes = sums
    .map(([, { responses }]) => responses)
    .filter((responses) => responses > 0)
    .sort((a, b) => a - b);
  const most = LARGEST_PART * (sizes[Math.floor(sizes.length / 2)] ?? 0);
  const pace = sumOf(
    sums.map(([, history]) => paceCounts(history)),
    PACE_CLASSES
  );
  const counters = new Map<string, CounterPart>();
  for (const [id, history] of sums) {
    const own = paceCounts(history);
    const limits = paceLimits(
      own,
      pace.map((all, at) => all - own[at]!)
    );
    const weight = history.responses > most ? most / history.responses : 1;
    counters.set(id, { history, weight, pace: own, kinds: kindCounts(history, limits), pairs: countPairs(history, officeHours) });
  }
  const parts = [...counters.values()];
  return {
    counters,
    total: {
      pace,
      kinds: sumOf(
        parts.map(({ kinds, weight }) => kinds.map((forms) => weight * forms)),
        KINDS
      ),
      hours: sumOf(
        parts.map(({ history, weight }) => history.hours.map((forms) => weight * forms)),
        HOURS_OF_WEEK
      ),
      pairs: addPairs(parts.map(({ pairs }) => pairs))
    }
  };
}

/** The survey without one counter. */
export function usualElsewhere({ counters, total }: SurveyProfile, counterId: string): Usual {
  const own = counters.get(counterId);
  if (!own) return total;
  const { weight } = own;
  // Never below nothing by rounding.
  const less = (all: Float64Array, part: ArrayLike<number>, of: number) => all.map((sum, at) => Math.max(0, sum - of * part[at]!));
  return {
    pace: less(total.pace, own.pace, 1),
    kinds: less(total.kinds, own.kinds, weight),
    hours: less(total.hours, own.history.hours, weight),
    pairs: lessPairs(total.pairs, own.pairs)
  };
}

function sumOf(lists: readonly ArrayLike<number>[], length: number): Float64Array {
  const sum = new Float64Array(length);
  for (const list of lists) for (let at = 0; at < length; at++) sum[at]! += list[at]!;
  return sum;
}
