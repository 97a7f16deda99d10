/**
 * The versions of a questionnaire that the answers of a report were given to. A survey may go over to another wording while it runs, and
 * rounds of a series may differ in it: the answers add up (docs/decisions/0021), and the report says which versions they are and from
 * which day another one was used.
 */
import type { Day } from '../calendar/day';
import type { Span } from '../calendar/period';
import { isWithinSpan } from '../calendar/period';

export interface UsedVersion {
  readonly number: number;
  /** On which an answer by it came in, in order; one at least. */
  readonly days: readonly Day[];
}

/** Another version than the first, and the day of the first answer by it. */
export interface Rewording {
  readonly number: number;
  readonly from: Day;
}

export interface Wordings {
  /** Numbers of the versions that the answers of a period were given to, ascending. */
  readonly versions: readonly number[];
  /** Up to the period's end, in order of days; also those before the period. */
  readonly rewordings: readonly Rewording[];
}

/** `current`: the number of the version in use, which stands where nobody answered. */
export function wordingsIn(used: readonly UsedVersion[], period: Span, current: number): Wordings {
  const versions = used.filter(({ days }) => days.some((day) => isWithinSpan(day, period))).map(({ number }) => number);
  const [, ...later] = used
    .map(({ number, days }) => ({ number, from: days[0]! }))
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.number - b.number));
  return {
    versions: versions.length === 0 ? [current] : versions.toSorted((a, b) => a - b),
    rewordings: later.filter(({ from }) => from <= period.to)
  };
}
