/**
 * Where free ranges of days may begin and end (statistics.md, "Disclosure"): at cuts. A cut falls at the end of the first day by
 * which 5 respondents have come since the last cut, so no two ranges of one place differ by fewer. Ranges can also be
 * subtracted from whatever else is published, so a cut must keep its distance, 0 or at least 5 respondents,
 *
 *  - from the bounds of months, quarters, years and the whole survey. Two ranges add up to a third, so it would not do to compare
 *    a range as a whole with a month. Where the place has a withheld period no cut lies on a bound at all: ranges would
 *    enclose that period from both sides;
 *  - from the ends of weeks, which come before other cuts;
 *  - from cuts of the levels above and below, since a place is its parts added up, or the whole less the other parts. Cuts at which
 *    parts are shown are common to them: between two of them each part has no respondent or at least 5.
 *
 * Where a cut would not, there is none, and a range's end moves on to the next. Counts of respondents are all it needs.
 */
import type { Day } from '../calendar/day';
import { addDays, daysBetween, weekday } from '../calendar/day';
import type { Span } from '../calendar/period';
import { daysIn } from '../calendar/period';

/** Respondents by day of one place; days without any may be left out. */
export type DayCounts = ReadonlyMap<Day, number>;

/** The days on which answers can lie, as instants between them: 0 before the first, `days.length` after the last. */
export interface Timeline {
  readonly days: readonly Day[];
  /** Instants before a Monday. */
  readonly mondays: readonly number[];
  /** Instants at which a named period other than a week begins or ends. */
  readonly bounds: readonly number[];
}

/** `bounds`: days on which a named period other than a week begins. */
export function makeTimeline(span: Span, bounds: readonly Day[]): Timeline {
  const days = Array.from({ length: daysIn(span) }, (_, i) => addDays(span.from, i));
  const timeline = { days, mondays: days.flatMap((day, instant) => (weekday(day) === 0 ? [instant] : [])), bounds: [] };
  return { ...timeline, bounds: [...new Set([0, days.length, ...bounds.map((day) => instantOf(timeline, day))])] };
}

export interface CutRule {
  readonly timeline: Timeline;
  /** The places that these cuts are common to. */
  readonly parts: readonly DayCounts[];
  /** A named period of one of these places is withheld. */
  readonly anyWithheld: boolean;
  /** Cuts to keep a distance from, counted in the respondents of the place that the parts make up. */
  readonly earlier: readonly number[];
  readonly whole: DayCounts;
  readonly minimum: number;
}

/** Instants, those of weeks first. */
export function makeCuts({ timeline, parts, anyWithheld, earlier, whole, minimum }: CutRule): readonly number[] {
  const sums = parts.map((counts) => runningSums(timeline, counts));
  const wholeSum = [runningSums(timeline, whole)];
  const everyInstant = Array.from({ length: timeline.days.length + 1 }, (_, instant) => instant);
  const meets = (instant: number) =>
    timeline.bounds.every(
      (bound) => isApart(sums, instant, bound, minimum) && !(anyWithheld && sums.every((sum) => sum[instant] === sum[bound]))
    ) && earlier.every((cut) => isApart(wholeSum, instant, cut, minimum));
  const weekEnds = greedy(timeline.mondays, sums, minimum).filter(meets);
  const cuts = greedy(everyInstant, sums, minimum).filter((cut) => meets(cut) && weekEnds.every((end) => isApart(sums, cut, end, minimum)));
  return [...weekEnds, ...cuts];
}

export interface RangeEnds {
  /** Whether exactly these days may be shown. */
  allows(range: Span): boolean;
  /** The smallest allowed range around these days; with no cut before or after them, from the first cut or up to the last. Undefined: none. */
  widen(range: Span): Span | undefined;
}

/** The ends of a place's ranges, from its cuts. Two instants with no respondent of the place between them are the same end. */
export function rangeEnds(timeline: Timeline, cuts: readonly number[], own: DayCounts): RangeEnds {
  const sums = runningSums(timeline, own);
  const sumsAtCuts = new Set(cuts.map((cut) => sums[cut]));
  const isEnd = Array.from(sums, (sum) => sumsAtCuts.has(sum));
  const first = (day: Day) => instantOf(timeline, day);
  const after = (day: Day) => instantOf(timeline, addDays(day, 1));
  return {
    allows: ({ from, to }) => isEnd[first(from)]! && isEnd[after(to)]!,
    widen({ from, to }) {
      const before = isEnd.lastIndexOf(true, first(from));
      const start = before >= 0 ? before : isEnd.indexOf(true);
      const later = isEnd.indexOf(true, after(to));
      const end = later >= 0 ? later : isEnd.lastIndexOf(true);
      return start < 0 || end <= start ? undefined : { from: timeline.days[start]!, to: timeline.days[end - 1]! };
    }
  };
}

/** The instant before a day; for a day outside, the nearest one. */
function instantOf({ days }: Pick<Timeline, 'days'>, day: Day): number {
  return Math.min(Math.max(daysBetween(days[0]!, day), 0), days.length);
}

function runningSums({ days }: Timeline, counts: DayCounts): Float64Array {
  const sums = new Float64Array(days.length + 1);
  days.forEach((day, i) => (sums[i + 1] = sums[i]! + (counts.get(day) ?? 0)));
  return sums;
}

/** Between two instants each has no respondent or enough of them. */
function isApart(sums: readonly Float64Array[], one: number, other: number, minimum: number): boolean {
  return sums.every((sum) => {
    const respondents = Math.abs(sum[one]! - sum[other]!);
    return respondents === 0 || respondents >= minimum;
  });
}

/** The start, and from there on each instant that is far enough from the one taken before it. */
function greedy(instants: readonly number[], sums: readonly Float64Array[], minimum: number): readonly number[] {
  const taken = [0];
  for (const instant of instants) {
    const before = taken.at(-1)!;
    if (sums.some((sum) => sum[instant] !== sum[before]) && isApart(sums, instant, before, minimum)) taken.push(instant);
  }
  return taken;
}
