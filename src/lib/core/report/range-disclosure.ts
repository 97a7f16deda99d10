/**
 * What may be shown of a free range, or of a week. The range is moved outward to the nearest cuts of its place; a week keeps its
 * days and is withheld (`near`) where they are no cuts. A figure with fewer respondents than the overall one (an item some
 * skip) has cuts of its own, and is withheld in ranges that do not end at them; what is left is held to the rule of complements.
 * Of an agency with agencies below it a range shows the overall figure alone: cuts common to all of them in every item would lie
 * years apart.
 */
import type { Day } from '../calendar/day';
import type { Period, Span } from '../calendar/period';
import { isWithinSpan, rangeOf } from '../calendar/period';
import type { CellMark, DisclosurePattern, Limits } from './disclosure-pattern';
import type { FigureCodes } from './figure-codes';
import type { PeriodDisclosure } from './period-disclosure';
import { makeCuts, makeTimeline, rangeEnds } from './range-ends';
import type { DayCounts, RangeEnds } from './range-ends';
import type { ReportPlaces } from './report-places';
import { COMPLEMENT, FEW, GIVEN, SHOWN, withhold } from './withhold';

export interface RangeQuestion {
  readonly place: number;
  readonly asked: Period;
  /** The days on which answers can lie. */
  readonly span: Span;
  /** Days on which a named period other than a week begins. */
  readonly bounds: readonly Day[];
  readonly codes: FigureCodes;
  readonly places: ReportPlaces;
  readonly pattern: DisclosurePattern;
  readonly limits: Limits;
  /** Respondents by day: of the overall figure at any place; of the others, unless agencies lie below, at the place and its agency's counters. */
  countsOf(place: number, code: number): DayCounts;
}

export function rangeDisclosure(question: RangeQuestion): PeriodDisclosure {
  const { place, asked, codes, places, limits, countsOf } = question;
  const { minimumRespondents: minimum, minimumForOptions } = limits;

  const endsOf = rangeEndsOf(question);
  const ends = endsOf(place, codes.overall, minimum);
  const widened = asked.kind === 'week' ? asked : ends.widen(asked);
  const period = widened === undefined || asked.kind === 'week' ? asked : rangeOf(widened);
  const allowed = ends.allows(period);
  const wide = hasAgenciesBelow(places, place);

  const everyCode = Array.from({ length: codes.axis.size }, (_, code) => code);
  const countOf = (code: number) => respondentsIn(countsOf(place, code), period);
  const counts = everyCode.map(wide ? () => countOf(codes.overall) : countOf);
  const isAllowed = everyCode.map((code) => allowed && (code === codes.overall || (!wide && endsOf(place, code, minimum).allows(period))));
  const marks = withhold({ axes: [codes.axis], counts }, { minimum, together: 2 * minimum, given: (code) => !isAllowed[code] });

  return {
    period,
    markOf: (code) => cellMark(counts[code]!, marks[code]!),
    maySplit: (item) =>
      counts[item]! >= minimumForOptions && marks[item] === SHOWN && endsOf(place, item, minimumForOptions).allows(period),
    overallAt(other) {
      const respondents = respondentsIn(countsOf(other, codes.overall), period);
      if (respondents < minimum) return cellMark(respondents, FEW);
      return cellMark(respondents, allowed && endsOf(other, codes.overall, minimum).allows(period) ? SHOWN : GIVEN);
    }
  };
}

export function respondentsIn(counts: DayCounts, span: Span): number {
  let respondents = 0;
  for (const [day, count] of counts) if (isWithinSpan(day, span)) respondents += count;
  return respondents;
}

/**
 * The ends of ranges of any place. An agency has the cuts common to the agencies beside it (for the sake of the agency above),
 * those common to its own parts and, with no agencies below, its own; a counter those common to its agency's parts.
 */
function rangeEndsOf({
  span,
  bounds,
  codes,
  places,
  pattern,
  countsOf
}: RangeQuestion): (place: number, code: number, minimum: number) => RangeEnds {
  const { axis } = places;
  const timeline = makeTimeline(span, bounds);
  const known = new Map<string, readonly number[]>();
  /** Cuts common to the parts of a place; with itself as the only part, its own. */
  const cutsOf = (
    whole: number,
    parts: readonly number[],
    code: number,
    minimum: number,
    earlier: readonly number[]
  ): readonly number[] => {
    const key = [whole, parts[0], code, minimum].join(' ');
    const cuts =
      known.get(key) ??
      makeCuts({
        timeline,
        parts: parts.map((part) => countsOf(part, code)),
        anyWithheld: [whole, ...parts].some((one) => pattern.anyWithheld(code, one)),
        earlier,
        whole: countsOf(whole, code),
        minimum
      });
    known.set(key, cuts);
    return cuts;
  };

  return (place, code, minimum) => {
    const counter = places.places[place]!.counter !== null && axis.parent[place] !== -1;
    const agency = counter ? axis.parent[place]! : place;
    const above = axis.parent[agency]!;
    // Ranges of an agency above show the overall figure only.
    const besides = above === -1 || code !== codes.overall ? [] : cutsOf(above, axis.children[above]!, code, minimum, []);
    const parts = axis.children[agency]!;
    const common = parts.length === 0 ? [] : cutsOf(agency, parts, code, minimum, besides);
    if (counter) return rangeEnds(timeline, common, countsOf(place, code));
    const own = hasAgenciesBelow(places, agency) ? [] : cutsOf(agency, [agency], code, minimum, [...besides, ...common]);
    return rangeEnds(timeline, [...besides, ...common, ...own], countsOf(place, code));
  };
}

function hasAgenciesBelow(places: ReportPlaces, place: number): boolean {
  return places.axis.children[place]!.some((part) => places.places[part]!.agency !== null);
}

function cellMark(respondents: number, mark: number): CellMark {
  if (respondents === 0) return { disclosure: 'none', respondents };
  if (mark === FEW) return { disclosure: 'few', respondents };
  if (mark === COMPLEMENT) return { disclosure: 'complement', respondents };
  return { disclosure: mark === GIVEN ? 'near' : 'shown', respondents };
}
