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
import { addDays, weekday } from '../calendar/day';
import type { Span } from '../calendar/period';
import { daysIn } from '../calendar/period';

/** Respondents by day of one place; days without any may be left out. */
export type DayCounts = ReadonlyMap<Day, number>;

export interface CutLevel {
  /** The places that these cuts are common to. */
  readonly parts: readonly DayCounts[];
  /** The place that these parts make up, in whose respondents the distance to cuts of earlier levels is counted. */
  readonly whole: DayCounts;
  /** A named period of one of these places is withheld. */
  readonly anyWithheld: boolean;
}

export interface RangeRule {
  /** The days on which answers can lie. */
  readonly span: Span;
  /** The place whose ranges are asked for. */
  readonly own: DayCounts;
  /** Earlier levels come first: later ones keep their distance from them. */
  readonly levels: readonly CutLevel[];
  /** Whose cuts are this place's: every level's, or the last one's. */
  readonly use: 'all' | 'last';
  /** Days on which a named period other than a week begins. */
  readonly bounds: readonly Day[];
  readonly minimum: number;
}

export interface RangeEnds {
  /** Whether exactly these days may be shown. */
  allows(range: Span): boolean;
  /** The smallest allowed range around these days; with no cut before or after them, from the first cut or up to the last. Undefined: none. */
  widen(range: Span): Span | undefined;
}

export function rangeEnds({ span, own, levels, use, bounds, minimum }: RangeRule): RangeEnds {
  const days = daysIn(span);
  const dayAt = Array.from({ length: days }, (_, i) => addDays(span.from, i));
  // Instants lie between days: 0 before the first, `days` after the last.
  const instantOf = (day: Day) => Math.min(Math.max(daysIn({ from: span.from, to: day }) - 1, 0), days);
  const mondays = dayAt.flatMap((day, instant) => (weekday(day) === 0 ? [instant] : []));
  const everyInstant = Array.from({ length: days + 1 }, (_, instant) => instant);
  const boundInstants = [...new Set([0, days, ...bounds.map(instantOf)])];
  const running = (counts: DayCounts) => runningSums(dayAt, counts);

  let earlier: readonly number[] = [];
  let last: readonly number[] = [];
  for (const { parts, whole, anyWithheld } of levels) {
    const sums = parts.map(running);
    const wholeSum = running(whole);
    const meetsBounds = (instant: number) =>
      boundInstants.every((bound) => isApart(sums, instant, bound, minimum) && !(anyWithheld && sums.every((sum) => sum[instant] === sum[bound])));
    const meets = (instant: number) => meetsBounds(instant) && earlier.every((cut) => isApart([wholeSum], instant, cut, minimum));
    const weekEnds = greedy(mondays, sums, minimum).filter(meets);
    const cuts = greedy(everyInstant, sums, minimum).filter((cut) => meets(cut) && weekEnds.every((end) => isApart(sums, cut, end, minimum)));
    last = [...weekEnds, ...cuts];
    earlier = [...earlier, ...last];
  }

  const ownSum = running(own);
  // Two instants with no respondent between them are one and the same end.
  const sumsAtEnds = new Set((use === 'all' ? earlier : last).map((instant) => ownSum[instant]));
  const isEnd = everyInstant.map((instant) => sumsAtEnds.has(ownSum[instant]));
  return {
    allows: ({ from, to }) => isEnd[instantOf(from)]! && isEnd[instantOf(addDays(to, 1))]!,
    widen({ from, to }) {
      const before = isEnd.lastIndexOf(true, instantOf(from));
      const first = before >= 0 ? before : isEnd.indexOf(true);
      const after = isEnd.indexOf(true, instantOf(addDays(to, 1)));
      const end = after >= 0 ? after : isEnd.lastIndexOf(true);
      return first < 0 || end <= first ? undefined : { from: dayAt[first]!, to: dayAt[end - 1]! };
    }
  };
}

function runningSums(days: readonly Day[], counts: DayCounts): Float64Array {
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
