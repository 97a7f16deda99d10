/**
 * Odd forms of a counter that came one after the other (docs/methods.md, "Quality of answers"), to be looked at and held together. An
 * episode ends where half an hour passes without an odd form.
 */
import type { Day } from '../calendar/day';
import type { JudgedHour } from './judge-hours';
import { hourKey } from './judge-hours';
import type { JudgedResponse, SignalCode } from './signals';
import { SIGNALS } from './signals';

const GAP_MS = 30 * 60_000;

export interface Episode {
  readonly counterId: string;
  /** Local day of its first form. */
  readonly day: Day;
  /** Of its first and last form: ISO, UTC. */
  readonly from: string;
  readonly to: string;
  /** In order of time. */
  readonly responseIds: readonly string[];
  /** Forms of the clock hours in which they came, and how many those hours let expect. */
  readonly seen: number;
  readonly expected: number;
  /** Forms with each signal, those with the most forms first. */
  readonly reasons: readonly { readonly code: SignalCode; readonly forms: number }[];
}

/** `odd`: the odd forms of one counter in order of time; `hours`: by hourKey. */
export function findEpisodes(odd: readonly JudgedResponse[], hours: ReadonlyMap<string, JudgedHour>): readonly Episode[] {
  const groups: JudgedResponse[][] = [];
  let last = -Infinity;
  for (const one of odd) {
    const time = Date.parse(one.response.submittedAt);
    if (time - last <= GAP_MS) groups.at(-1)!.push(one);
    else groups.push([one]);
    last = time;
  }
  return groups.map((group) => describeEpisode(group, hours));
}

function describeEpisode(group: readonly JudgedResponse[], hours: ReadonlyMap<string, JudgedHour>): Episode {
  const first = group[0]!.response;
  const own = [...new Set(group.map(({ response }) => hours.get(hourKey(response.day, response.minuteOfDay))!))];
  return {
    counterId: first.counterId,
    day: first.day,
    from: first.submittedAt,
    to: group.at(-1)!.response.submittedAt,
    responseIds: group.map(({ response }) => response.id),
    seen: own.reduce((sum, { forms }) => sum + forms, 0),
    expected: own.reduce((sum, { expected }) => sum + expected, 0),
    reasons: SIGNALS.map((code) => ({ code, forms: group.filter(({ signals }) => signals.some((signal) => signal.code === code)).length }))
      .filter(({ forms }) => forms > 0)
      .sort((a, b) => b.forms - a.forms)
  };
}
