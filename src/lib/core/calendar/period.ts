/**
 * Named periods and free ranges of whole days, both ends included, and the codes that links carry for them. A range that is
 * exactly a named period is that period, so that one span of days has one name. Refuses a code that no period has.
 */
import { Problem } from '../problem';
import type { Day } from './day';
import { addDays, daysBetween, isDay, isoWeek, weekday } from './day';

export type PeriodKind = 'week' | 'month' | 'quarter' | 'year' | 'survey' | 'range';

export interface Period {
  readonly kind: PeriodKind;
  /** What a link carries: `2026-W48`, `2026-11`, `2026-Q4`, `2026`, `all`, `2026-11-03..2026-11-20`. */
  readonly code: string;
  readonly from: Day;
  /** The last day, included. */
  readonly to: Day;
}

/** Days from…to, both included. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** The calendar's own periods: each day lies in one of each kind. */
export type CalendarKind = 'week' | 'month' | 'quarter' | 'year';

/** The code of the whole survey. */
const WHOLE_SURVEY = 'all';

/** The period of this kind that a day lies in. */
export function periodOf(kind: CalendarKind, day: Day): Period {
  const year = day.slice(0, 4);
  if (kind === 'week') {
    const from = addDays(day, -weekday(day));
    return { kind, code: isoWeek(day), from, to: addDays(from, 6) };
  }
  if (kind === 'month') {
    const code = day.slice(0, 7);
    return { kind, code, from: `${code}-01`, to: lastDayOfMonth(code) };
  }
  if (kind === 'quarter') {
    const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
    const last = String(3 * quarter).padStart(2, '0');
    const first = String(3 * quarter - 2).padStart(2, '0');
    return { kind, code: `${year}-Q${quarter}`, from: `${year}-${first}-01`, to: lastDayOfMonth(`${year}-${last}`) };
  }
  return { kind, code: year, from: `${year}-01-01`, to: `${year}-12-31` };
}

/** All the days a survey runs. */
export function wholeSurvey(whole: Span): Period {
  return { kind: 'survey', code: WHOLE_SURVEY, from: whole.from, to: whole.to };
}

/**
 * Reads a period's code. `whole` are the survey's own days, which `all` stands for. Throws `period-invalid`.
 * @example readPeriod('2026-Q4', whole) // { kind: 'quarter', code: '2026-Q4', from: '2026-10-01', to: '2026-12-31' }
 */
export function readPeriod(code: string, whole: Span): Period {
  if (code === WHOLE_SURVEY) return wholeSurvey(whole);
  const [from, to, ...rest] = code.split('..');
  if (from !== undefined && to !== undefined && rest.length === 0) return readRange(from, to);
  const first = firstDayOf(code);
  const period = first === undefined ? undefined : periodOf(first.kind, first.day);
  if (period?.code !== code) throw invalid(code);
  return period;
}

/** A range of whole days, in either order of its ends. Throws `period-invalid` for what is no day. */
export function readRange(one: string, other: string): Period {
  if (!isDay(one) || !isDay(other)) throw invalid(`${one}..${other}`);
  return rangeOf(one <= other ? { from: one, to: other } : { from: other, to: one });
}

/** The named period with exactly these days, or a range. */
export function rangeOf({ from, to }: Span): Period {
  for (const kind of ['week', 'month', 'quarter', 'year'] as const) {
    const named = periodOf(kind, from);
    if (named.from === from && named.to === to) return named;
  }
  return { kind: 'range', code: `${from}..${to}`, from, to };
}

/** The period of the same kind just before; undefined for a whole survey and a range, which have none. */
export function previousPeriod(period: Period): Period | undefined {
  return period.kind === 'survey' || period.kind === 'range' ? undefined : periodOf(period.kind, addDays(period.from, -1));
}

/** The periods of a kind that hold a day of `span`, in order; one that is cut by its edge is there whole. */
export function periodsWithin(kind: CalendarKind, span: Span): readonly Period[] {
  const periods: Period[] = [];
  for (let day = span.from; day <= span.to; day = addDays(periods.at(-1)!.to, 1)) periods.push(periodOf(kind, day));
  return periods;
}

export function isWithinSpan(day: Day, span: Span): boolean {
  return span.from <= day && day <= span.to;
}

export function isInside(inner: Span, outer: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** The days both have; undefined: none. */
export function overlapOf(one: Span, other: Span): Span | undefined {
  const from = one.from > other.from ? one.from : other.from;
  const to = one.to < other.to ? one.to : other.to;
  return from <= to ? { from, to } : undefined;
}

/** A day that the code's period would hold; undefined: not the shape of a code. */
function firstDayOf(code: string): { readonly kind: CalendarKind; readonly day: Day } | undefined {
  const read = /^(\d{4})(?:-(?:(\d{2})|Q([1-4])|W(\d{2})))?$/.exec(code);
  if (!read) return undefined;
  const [, year = '', month, quarter, week] = read;
  if (month !== undefined) return ofDay('month', `${year}-${month}-01`);
  if (quarter !== undefined) return ofDay('quarter', `${year}-${String(3 * Number(quarter)).padStart(2, '0')}-01`);
  if (week === undefined) return ofDay('year', `${year}-01-01`);
  // The fourth of January always lies in week 1.
  return isDay(`${year}-01-04`) ? ofDay('week', addDays(`${year}-01-04`, 7 * (Number(week) - 1))) : undefined;
}

function ofDay(kind: CalendarKind, day: string): { readonly kind: CalendarKind; readonly day: Day } | undefined {
  return isDay(day) && day >= '1000' ? { kind, day } : undefined;
}

function lastDayOfMonth(month: string): Day {
  const nextMonth = addDays(`${month}-28`, 4);
  return addDays(nextMonth, -Number(nextMonth.slice(8)));
}

function invalid(period: string): Problem {
  return new Problem('period-invalid', { period: period.slice(0, 40) });
}

/** Whole days in a span. */
export function daysIn(span: Span): number {
  return daysBetween(span.from, span.to) + 1;
}
