/**
 * A counter's month as its history keeps it (docs/methods.md, "Quality of answers"): how many forms of each kind came, and how many in
 * each hour of the week. It is small, can be stored as JSON and adds up over months and counters. Held and excluded forms are left out. Forms of one month are
 * counted together, since a device's forms and a form's company are counted over it. Refuses (throws) a form outside the days.
 */
import { isWithinSpan } from '../calendar/period';
import type { Span } from '../calendar/period';
import type { Day } from '../calendar/day';
import { addDays, weekday } from '../calendar/day';
import { KINDS, kindOf, MARK_STRIDES } from './kinds';
import type { MarkedResponse } from './mark-responses';
import { markResponses } from './mark-responses';
import { PACE_CLASSES, paceLevel } from './pace';
import type { PaceLimits } from './pace';
import type { QualityResponse, QualitySettings } from './quality-response';

export const HOURS_OF_WEEK = 168;

export interface CounterHistory {
  readonly responses: number;
  /** Ascending: the kind with pace 0, times PACE_CLASSES, plus the class of pace; and how many forms. */
  readonly kinds: readonly (readonly [cell: number, forms: number])[];
  /** By hour of the week, Monday 0 o'clock first: forms. */
  readonly hours: readonly number[];
  /** By hour of the week: Σ x(x − 1) over its days, x the forms of one such hour. */
  readonly pairs: readonly number[];
  /** By day of the week, Monday first: how many such days were observed, with forms or without. */
  readonly days: readonly number[];
}

export const EMPTY_HISTORY: CounterHistory = {
  responses: 0,
  kinds: [],
  hours: Array<number>(HOURS_OF_WEEK).fill(0),
  pairs: Array<number>(HOURS_OF_WEEK).fill(0),
  days: Array<number>(7).fill(0)
};

/** `days`: those of the month on which the counter could be answered at. */
export function summariseMonth(responses: readonly QualityResponse[], days: Span, settings: QualitySettings): CounterHistory {
  const counted = responses.filter(({ status }) => status === 'counted');
  const outside = counted.find(({ day }) => !isWithinSpan(day, days));
  if (outside) throw new Error(`a form of ${outside.day} in the history of ${days.from}–${days.to}`);
  const kinds = new Map<number, number>();
  for (const marked of markResponses(counted, settings)) {
    const cell = kindOf(marked, 0) * PACE_CLASSES + marked.paceClass;
    kinds.set(cell, (kinds.get(cell) ?? 0) + 1);
  }
  const hours = [...EMPTY_HISTORY.hours];
  const pairs = [...EMPTY_HISTORY.pairs];
  for (const { hour, forms } of formsByHour(counted)) {
    hours[hour]! += forms;
    pairs[hour]! += forms * (forms - 1);
  }
  return { responses: counted.length, kinds: [...kinds].sort(([a], [b]) => a - b), hours, pairs, days: weekdaysIn(days) };
}

/** Associative and commutative, with EMPTY_HISTORY. */
export function addHistories(histories: readonly CounterHistory[]): CounterHistory {
  const kinds = new Map<number, number>();
  for (const history of histories) for (const [cell, forms] of history.kinds) kinds.set(cell, (kinds.get(cell) ?? 0) + forms);
  const sum = (part: 'hours' | 'pairs' | 'days') =>
    EMPTY_HISTORY[part].map((_, at) => histories.reduce((total, history) => total + history[part][at]!, 0));
  return {
    responses: histories.reduce((total, { responses }) => total + responses, 0),
    kinds: [...kinds].sort(([a], [b]) => a - b),
    hours: sum('hours'),
    pairs: sum('pairs'),
    days: sum('days')
  };
}

export interface HourForms {
  readonly day: Day;
  /** Of the week. */
  readonly hour: number;
  readonly forms: number;
}

/** Hours with a form, in order. */
export function formsByHour(responses: readonly QualityResponse[]): readonly HourForms[] {
  const days = new Map<Day, number[]>();
  for (const { day, minuteOfDay } of responses) {
    const hours = days.get(day) ?? Array<number>(24).fill(0);
    hours[Math.floor(minuteOfDay / 60)]!++;
    days.set(day, hours);
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, hours]) => {
      const first = 24 * weekday(day);
      return hours.flatMap((forms, hour) => (forms === 0 ? [] : [{ day, hour: first + hour, forms }]));
    });
}

/** Forms by class of pace. */
export function paceCounts(history: CounterHistory): Float64Array {
  const counts = new Float64Array(PACE_CLASSES);
  for (const [cell, forms] of history.kinds) counts[cell % PACE_CLASSES]! += forms;
  return counts;
}

/** Forms by kind, once it is said how fast is too fast. */
export function kindCounts(history: CounterHistory, limits: PaceLimits): Float64Array {
  const counts = new Float64Array(KINDS);
  for (const [cell, forms] of history.kinds)
    counts[Math.floor(cell / PACE_CLASSES) + MARK_STRIDES.pace * paceLevel(cell % PACE_CLASSES, limits)]! += forms;
  return counts;
}

export function kindOfMarked(marked: MarkedResponse, limits: PaceLimits): number {
  return kindOf(marked, paceLevel(marked.paceClass, limits));
}

function weekdaysIn(span: Span): readonly number[] {
  const days = [...EMPTY_HISTORY.days];
  for (let day = span.from; day <= span.to; day = addDays(day, 1)) days[weekday(day)]!++;
  return days;
}
