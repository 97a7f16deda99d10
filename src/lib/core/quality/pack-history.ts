/** A counter's month as text (docs/methods.md, "Quality of answers"): the hours without a form are left out, so that ten thousand counters' years stay small. */
import type { CounterHistory } from './counter-history';
import { EMPTY_HISTORY } from './counter-history';

/** Hours as `[hour of the week, forms, pairs]`. */
interface Packed {
  readonly n: number;
  readonly k: CounterHistory['kinds'];
  readonly h: readonly (readonly [hour: number, forms: number, pairs: number])[];
  readonly d: readonly number[];
}

export function packHistory({ responses, kinds, hours, pairs, days }: CounterHistory): string {
  const used = hours.flatMap((forms, hour) => (forms > 0 ? [[hour, forms, pairs[hour]!] as const] : []));
  return JSON.stringify({ n: responses, k: kinds, h: used, d: days } satisfies Packed);
}

export function unpackHistory(text: string): CounterHistory {
  const { n, k, h, d } = JSON.parse(text) as Packed;
  const hours = [...EMPTY_HISTORY.hours];
  const pairs = [...EMPTY_HISTORY.pairs];
  for (const [hour, forms, of] of h) {
    hours[hour] = forms;
    pairs[hour] = of;
  }
  return { responses: n, kinds: k, hours, pairs, days: d };
}
