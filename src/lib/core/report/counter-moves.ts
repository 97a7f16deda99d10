/**
 * Counters that left a survey, joined it or came back to it while it ran: from that day on its figures are of other places, which a
 * reader has to know. What a survey began with and ended with is no move.
 */
import type { Day } from '../calendar/day';
import { addDays } from '../calendar/day';

/** On how many counters at once. `day`: the first on which they were asked no longer (`left`), or asked. */
export interface CounterMove {
  readonly day: Day;
  readonly kind: 'left' | 'joined' | 'back';
  readonly counters: number;
}

/** One counter of one survey. */
export interface CounterDays {
  readonly opensOn: Day;
  /** The survey's last day; null: open end. */
  readonly closesOn: Day | null;
  readonly fromDay: Day;
  /** Its last day in the survey, and the counter's own; null: open end. */
  readonly toDay: Day | null;
  readonly closedOn: Day | null;
  /** It came in the place of another, whose code leads to it from its first day on. */
  readonly tookOver: boolean;
  /** Between its last day before each gap and the first after it. */
  readonly gaps: readonly { readonly lastDay: Day; readonly againDay: Day }[];
}

/** In order of days; of a day those that left first. One that came in the place of another here is no move of either. */
export function counterMoves(counters: readonly CounterDays[]): readonly CounterMove[] {
  const found = new Map<string, { day: Day; kind: CounterMove['kind']; counters: number }>();
  const tookOver = new Map<Day, number>();
  const add = (kind: CounterMove['kind'], day: Day, { opensOn, closesOn }: CounterDays) => {
    if (day <= opensOn || (closesOn !== null && day > closesOn)) return;
    const key = `${day} ${ORDER[kind]}`;
    const move = found.get(key) ?? { day, kind, counters: 0 };
    found.set(key, move);
    move.counters++;
  };
  for (const one of counters) {
    add('joined', one.fromDay, one);
    if (one.tookOver) tookOver.set(one.fromDay, (tookOver.get(one.fromDay) ?? 0) + 1);
    for (const { lastDay, againDay } of one.gaps) {
      add('left', addDays(lastDay, 1), one);
      add('back', againDay, one);
    }
    const last = [one.toDay, one.closedOn].filter((day) => day !== null).toSorted()[0];
    if (last !== undefined) add('left', addDays(last, 1), one);
  }
  for (const [day, count] of tookOver) {
    const pair = [found.get(`${day} ${ORDER.left}`), found.get(`${day} ${ORDER.joined}`)];
    const same = Math.min(count, ...pair.map((move) => move?.counters ?? 0));
    for (const move of pair) if (move) move.counters -= same;
  }
  return [...found]
    .filter(([, move]) => move.counters > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, move]) => move);
}

const ORDER: Readonly<Record<CounterMove['kind'], number>> = { left: 0, joined: 1, back: 2 };
