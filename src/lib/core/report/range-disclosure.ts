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
import { rangeEnds } from './range-ends';
import type { CutLevel, DayCounts, RangeEnds } from './range-ends';
import type { ReportPlaces } from './report-places';
import { COMPLEMENT, FEW, GIVEN, withhold } from './withhold';

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
  /** Respondents by day: of the overall figure at any place; of other figures at the report's place, and if it is a counter at its agency's counters. */
  countsOf(place: number, code: number): DayCounts;
}

export function rangeDisclosure(question: RangeQuestion): PeriodDisclosure {
  const { place, asked, codes, places, limits, countsOf } = question;
  const { minimumRespondents: minimum, minimumForOptions } = limits;

  const ends = endsOf(question, place, codes.overall, minimum);
  const widened = asked.kind === 'week' ? asked : ends.widen(asked);
  const period = widened === undefined || asked.kind === 'week' ? asked : rangeOf(widened);
  const allowed = ends.allows(period);
  const wide = hasAgenciesBelow(places, place);

  const everyCode = Array.from({ length: codes.axis.size }, (_, code) => code);
  const counts = everyCode.map((code) => respondentsIn(countsOf(place, code), period));
  const isAllowed = everyCode.map((code) => allowed && (code === codes.overall || (!wide && endsOf(question, place, code, minimum).allows(period))));
  const marks = withhold({ axes: [codes.axis], counts }, { minimum, together: 2 * minimum, given: (code) => !isAllowed[code] });

  return {
    period,
    markOf: (code) => cellMark(counts[code]!, marks[code]!),
    maySplit: (item) => counts[item]! >= minimumForOptions && marks[item] === 0 && endsOf(question, place, item, minimumForOptions).allows(period),
    overallAt(other) {
      const respondents = respondentsIn(countsOf(other, codes.overall), period);
      const mark = respondents < minimum ? FEW : allowed && endsOf(question, other, codes.overall, minimum).allows(period) ? 0 : GIVEN;
      return cellMark(respondents, mark);
    }
  };
}

export function respondentsIn(counts: DayCounts, span: Span): number {
  let respondents = 0;
  for (const [day, count] of counts) if (isWithinSpan(day, span)) respondents += count;
  return respondents;
}

/** The cuts of a place: of the agencies beside it (for the agency's sake above), of its parts, and its own. */
function endsOf({ span, bounds, codes, places, pattern, countsOf }: RangeQuestion, place: number, code: number, minimum: number): RangeEnds {
  const { axis } = places;
  const { counter } = places.places[place]!;
  const agency = counter && axis.parent[place] !== -1 ? axis.parent[place]! : place;
  const levelOf = (whole: number, parts: readonly number[]): CutLevel => ({
    parts: parts.map((part) => countsOf(part, code)),
    whole: countsOf(agency, code),
    anyWithheld: [whole, ...parts].some((one) => pattern.anyWithheld(code, one))
  });

  const above = axis.parent[agency]!;
  const levels = [
    // Ranges of an agency above show the overall figure only.
    ...(above !== -1 && code === codes.overall ? [levelOf(above, axis.children[above]!)] : []),
    ...(axis.children[agency]!.length > 0 ? [levelOf(agency, axis.children[agency]!)] : []),
    ...(counter || hasAgenciesBelow(places, agency) ? [] : [levelOf(agency, [agency])])
  ];
  return rangeEnds({ span, own: countsOf(place, code), levels, use: counter ? 'last' : 'all', bounds, minimum });
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
