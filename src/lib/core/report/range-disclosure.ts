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
import { commonCuts, makeTimeline, ownCuts, rangeEnds } from './range-ends';
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

/**
 * Of a series: nothing but named periods. Its ranges lie beside those of each of its surveys, whose ends and cuts are others, and one
 * less the other would tell of a few people.
 */
export function noRangeDisclosure({
  place,
  asked,
  codes,
  countsOf
}: Pick<RangeQuestion, 'place' | 'asked' | 'codes' | 'countsOf'>): PeriodDisclosure {
  const mark = (of: number) => cellMark(respondentsIn(countsOf(of, codes.overall), asked), GIVEN);
  return { period: asked, markOf: () => mark(place), maySplit: () => false, overallAt: mark };
}

function respondentsIn(counts: DayCounts, span: Span): number {
  let respondents = 0;
  for (const [day, count] of counts) if (isWithinSpan(day, span)) respondents += count;
  return respondents;
}

/**
 * The ends of ranges of any place: cuts common to all counters of each agency above it, from the top down, and of the agency
 * itself; and, where no agencies lie below, the agency's own. A counter has the common ones.
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
  const remember = (key: string, make: () => readonly number[]) => {
    const cuts = known.get(key) ?? make();
    known.set(key, cuts);
    return cuts;
  };
  const ruleOf = (agency: number, code: number, minimum: number, common: readonly number[]) => {
    const counters = places.countersOf(agency).map((id) => places.indexOf(id)!);
    const anyWithheld = [agency, ...counters].some((one) => pattern.anyWithheld(code, one));
    return { timeline, counters: counters.map((one) => countsOf(one, code)), anyWithheld, common, minimum };
  };
  const commonOf = (agency: number, code: number, minimum: number): readonly number[] =>
    remember(`common ${agency} ${code} ${minimum}`, () => {
      const above = axis.parent[agency]!;
      // Ranges of an agency with agencies below show the overall figure only.
      const earlier = above === -1 || code !== codes.overall ? [] : commonOf(above, code, minimum);
      return [...earlier, ...commonCuts(ruleOf(agency, code, minimum, earlier))];
    });

  return (place, code, minimum) => {
    const counter = places.places[place]!.counter !== null;
    const agency = counter ? axis.parent[place]! : place;
    const common = commonOf(agency, code, minimum);
    const isOwn = !counter && !hasAgenciesBelow(places, agency);
    const own = isOwn ? remember(`own ${agency} ${code} ${minimum}`, () => ownCuts(ruleOf(agency, code, minimum, common))) : [];
    return rangeEnds(timeline, [...common, ...own], countsOf(place, code));
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
