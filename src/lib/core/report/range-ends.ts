/**
 * Where free ranges of days may begin and end (docs/methods.md, "What is withheld"): at cuts. A cut falls at the end of the first day by
 * which 5 respondents have come since the last cut, so no two ranges of one place differ by fewer. Ranges can also be
 * subtracted from whatever else is published, so a cut must keep its distance, 0 or at least 5 respondents,
 *
 *  - from the bounds of months, quarters, years and the whole survey. Two ranges add up to a third, so it would not do to compare
 *    a range as a whole with a month. Where the place has a withheld period no cut lies on a bound at all: ranges would
 *    enclose that period from both sides;
 *  - from the ends of weeks, which come before other cuts;
 *  - from cuts of the agencies above and the counters below, since a place is its counters added up, or the whole less the others.
 *    Cuts at which counters are shown too are common to them: between two of them each has no respondent or at least 5.
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

interface CutRule {
  readonly timeline: Timeline;
  /** Counts of every counter of the place. */
  readonly counters: readonly DayCounts[];
  /** A named period of the place or of one of these counters is withheld. */
  readonly anyWithheld: boolean;
  /** Cuts that there are already, common to these counters: those of agencies above, and for an agency's own the common ones. */
  readonly common: readonly number[];
  readonly minimum: number;
}

/** Further cuts that are common to the counters: the place is shown there, and so is each counter. Instants, those of weeks first. */
export function commonCuts({ timeline, counters, anyWithheld, common, minimum }: CutRule): readonly number[] {
  const sums = counters.map((counts) => runningSums(timeline, counts));
  const meets = (instant: number) =>
    common.every((cut) => isApart(sums, instant, cut, minimum)) && meetsBounds(timeline, sums, instant, anyWithheld, minimum);
  return greedyCuts(timeline, sums, minimum, meets);
}

/**
 * Further cuts at which the place is shown and its counters are not, while one of them waits for its fifth respondent. A counter
 * is known there all the same if nobody came to it since a cut or bound at which it is; so the others, taken together, keep the
 * distance too, and there are at least two of them: a single one would follow by subtraction.
 */
export function ownCuts({ timeline, counters, anyWithheld, common, minimum }: CutRule): readonly number[] {
  if (counters.length < 2) return [];
  const sums = counters.map((counts) => runningSums(timeline, counts));
  const total = new Float64Array(timeline.days.length + 1).map((_, instant) => sums.reduce((all, sum) => all + sum[instant]!, 0));
  const known = sums.map((sum) => new Set([...common, ...timeline.bounds].map((instant) => sum[instant]!)));
  const unknownAt = (instant: number) => sums.filter((sum, i) => !known[i]!.has(sum[instant]!)).length;
  const restBetween = (one: number, other: number) =>
    sums.reduce((rest, sum, i) => {
      const isKnown = known[i]!.has(sum[one]!) && known[i]!.has(sum[other]!);
      return isKnown ? rest : rest + Math.abs(sum[one]! - sum[other]!);
    }, 0);
  const taken: number[] = [];
  const isCommon = new Set(common);
  const meets = (instant: number) => {
    const fits =
      !isCommon.has(instant) &&
      unknownAt(instant) !== 1 &&
      meetsBounds(timeline, [total], instant, anyWithheld, minimum) &&
      [...common, ...timeline.bounds, ...taken].every((cut) => {
        const rest = restBetween(instant, cut);
        return isApart([total], instant, cut, minimum) && (rest === 0 || rest >= minimum);
      });
    if (fits) taken.push(instant);
    return fits;
  };
  return greedyCuts(timeline, [total], minimum, meets);
}

/** The ends of weeks that meet the condition, then the other cuts that do and keep their distance from them. */
function greedyCuts(
  timeline: Timeline,
  sums: readonly Float64Array[],
  minimum: number,
  meets: (instant: number) => boolean
): readonly number[] {
  const everyInstant = Array.from({ length: timeline.days.length + 1 }, (_, instant) => instant);
  const weekEnds = greedy(timeline.mondays, sums, minimum).filter(meets);
  const cuts = greedy(everyInstant, sums, minimum).filter((cut) => weekEnds.every((end) => isApart(sums, cut, end, minimum)) && meets(cut));
  return [...weekEnds, ...cuts];
}

function meetsBounds({ bounds }: Timeline, sums: readonly Float64Array[], instant: number, anyWithheld: boolean, minimum: number): boolean {
  return bounds.every(
    (bound) => isApart(sums, instant, bound, minimum) && !(anyWithheld && sums.some((sum) => sum[instant] === sum[bound]))
  );
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
