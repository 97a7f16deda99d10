/** A counter's month as text (docs/methods.md, "Quality of answers"): the hours without a form are left out, so that ten thousand counters' years stay small. */
import type { CounterHistory } from './counter-history';
import { EMPTY_HISTORY } from './counter-history';
import { PACE_CLASSES } from './pace';

/** Hours as `[hour of the week, forms, pairs]`. */
interface Packed {
  /** Left out: the mark of answers had three levels, which told all at the top from all low. */
  readonly v?: 2;
  readonly n: number;
  readonly k: CounterHistory['kinds'];
  readonly h: readonly (readonly [hour: number, forms: number, pairs: number])[];
  readonly d: readonly number[];
}

export function packHistory({ responses, kinds, hours, pairs, days }: CounterHistory): string {
  const used = hours.flatMap((forms, hour) => (forms > 0 ? [[hour, forms, pairs[hour]!] as const] : []));
  return JSON.stringify({ v: 2, n: responses, k: kinds, h: used, d: days } satisfies Packed);
}

export function unpackHistory(text: string): CounterHistory {
  const { v, n, k, h, d } = JSON.parse(text) as Packed;
  const hours = [...EMPTY_HISTORY.hours];
  const pairs = [...EMPTY_HISTORY.pairs];
  for (const [hour, forms, of] of h) {
    hours[hour] = forms;
    pairs[hour] = of;
  }
  return { responses: n, kinds: v === 2 ? k : k.map(([cell, forms]) => [withTwoLevels(cell), forms] as const), hours, pairs, days: d };
}

/** The mark of answers runs fastest within a kind. */
function withTwoLevels(cell: number): number {
  const [kind, pace] = [Math.floor(cell / PACE_CLASSES), cell % PACE_CLASSES];
  return (2 * Math.floor(kind / 3) + Math.min(1, kind % 3)) * PACE_CLASSES + pace;
}
