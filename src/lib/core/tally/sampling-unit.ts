/**
 * What a continuous survey's primary sampling units are in a period: the local days on which the survey received any answer at
 * any counter; once enough ISO weeks of the period hold an answer, those weeks (a week cut by the period's edge counts with its
 * days inside). Docs/methods.md, "Which primary sampling unit": what is sampled is time; counters are all there.
 */
import type { Day } from '../calendar/day';
import { isoWeek } from '../calendar/day';
import type { Method } from '../method/method';

export interface SamplingUnits {
  readonly unit: 'day' | 'week';
  /** The PSU's label of a day: the day itself, or its ISO week (`2026-W48`). */
  of(day: Day): string;
  /** PSUs of the whole sample: n_h of every domain in the period. */
  readonly count: number;
}

/** `daysWithAnswers`: the days of the period on which the whole survey has an answer, in any order, repeats allowed. */
export function samplingUnits(daysWithAnswers: readonly Day[], method: Pick<Method, 'weeksForWeeklyUnits'>): SamplingUnits {
  const weekOf = new Map([...new Set(daysWithAnswers)].map((day) => [day, isoWeek(day)]));
  const weeks = new Set(weekOf.values()).size;
  if (weeks < method.weeksForWeeklyUnits) return { unit: 'day', of: (day) => day, count: weekOf.size };
  return { unit: 'week', of: (day) => weekOf.get(day) ?? isoWeek(day), count: weeks };
}
