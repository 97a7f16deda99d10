/** The sums of the overall figure by counter and day, as lists by counter in order of days, so that any span of them is found at once. */
import type { Day } from '../calendar/day';
import type { Span } from '../calendar/period';

/** Sums of the overall figure at one counter on one day. */
export interface CounterDaySums {
  readonly counterId: string;
  readonly day: Day;
  readonly respondents: number;
  /** Respondents with a valid answer; then satisfied and valid answers. */
  readonly answered: number;
  readonly satisfied: number;
  readonly valid: number;
}

export type ByCounter<T> = ReadonlyMap<string, readonly T[]>;

interface AtDay {
  readonly counterId: string;
  readonly day: Day;
}

export function byCounter<T extends AtDay>(rows: Iterable<T>): ByCounter<T> {
  const lists = new Map<string, T[]>();
  for (const row of rows) {
    const list = lists.get(row.counterId);
    if (list) list.push(row);
    else lists.set(row.counterId, [row]);
  }
  for (const list of lists.values()) list.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return lists;
}

/** Calls `visit` with each row of these counters in the span. */
export function eachRow<T extends AtDay>(rows: ByCounter<T>, counterIds: Iterable<string>, span: Span, visit: (row: T) => void): void {
  for (const id of counterIds) {
    const list = rows.get(id) ?? [];
    for (let i = firstFrom(list, span.from); i < list.length && list[i]!.day <= span.to; i++) visit(list[i]!);
  }
}

/** Days with a row, in order. */
export function daysOf(rows: ByCounter<AtDay>): readonly Day[] {
  const days = new Set<Day>();
  for (const list of rows.values()) for (const row of list) days.add(row.day);
  return [...days].sort();
}

/** Of rows in order of days, the first on this day or later. */
function firstFrom(list: readonly AtDay[], day: Day): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.day >= day) high = middle;
    else low = middle + 1;
  }
  return low;
}
