/**
 * Answers that are held or excluded, beside the figure that leaves them out (docs/decisions/0017, 0024): how many and why, and the figure
 * of all valid answers. Whoever reads both figures can work out the sum of the answers between them, so the second one is held to the
 * rule of withheld cells as if it were that sum: over figures, places and named periods, by the respondents who are not counted.
 */
import type { Period } from '../calendar/period';
import type { Method } from '../method/method';
import type { LocalizedText } from '../questionnaire/questionnaire';
import type { AnswersByUnit } from '../scoring/answers-by-unit';
import { valueOfTotals } from '../scoring/estimate-figure';
import type { FigureTotals } from '../scoring/linearise-figure';
import type { SurveyIndex } from '../scoring/survey-index';
import { indexTotals } from '../scoring/survey-index';
import type { DisclosurePattern, Limits, MonthCounts } from './disclosure-pattern';
import { disclosurePattern } from './disclosure-pattern';
import type { FigureCodes } from './figure-codes';
import type { PeriodAxis } from './period-axis';
import type { PlaceAnswers } from './place-answers';
import { markOfAll } from './place-answers';
import type { NotCountedForms } from './report';
import type { ReportPlaces } from './report-places';

/** Of all valid answers. */
export interface AllValid {
  readonly value: number;
  readonly n: number;
}

/** At a place in a period. */
export interface PlaceNotCounted {
  readonly held: number;
  readonly excluded: number;
  /** null: it would give away the answers of a few. */
  readonly all: AllValid | null;
}

/** What is not counted at many places in one named period. */
export interface PlacesNotCounted {
  /** undefined: every answer counts. */
  formsAt(place: number): { readonly held: number; readonly excluded: number; readonly answers: AnswersByUnit } | undefined;
  /** Of the respondents who are not counted. */
  readonly pattern: DisclosurePattern;
}

/**
 * Where a figure of all valid answers may stand beside the counted one: the pattern of the respondents who are not counted. `surveys`: one
 * list a survey of a series. What `counted` withholds is withheld here too.
 */
export function notCountedPattern(
  codes: FigureCodes,
  places: ReportPlaces,
  periods: PeriodAxis,
  surveys: readonly (readonly MonthCounts[])[],
  counted: DisclosurePattern,
  limits: Limits
): DisclosurePattern {
  const isWithheld = (code: number, place: number, period: string) => counted.markOf(code, place, period).disclosure !== 'shown';
  return disclosurePattern(codes, places, periods, surveys, limits, isWithheld);
}

/** Of any index at a place; `cells`: those of the index that must all be shown. Null: no answer to it is left out, or it is withheld. */
export function allValidAt(
  { formsAt, pattern }: PlacesNotCounted,
  counted: PlaceAnswers,
  { index, cells }: { readonly index: SurveyIndex; readonly cells: readonly number[] },
  place: number,
  period: Period,
  method: Method
): AllValid | null {
  const left = formsAt(place);
  if (!left || markOfAll(pattern, cells, place, period).disclosure !== 'shown') return null;
  const totals = addTotals(counted.totalsOf(place, index, period), indexTotals(left.answers, index));
  const value = valueOfTotals(totals, method, index.measure);
  return value === null ? null : { value, n: totals.members.reduce((sum, members) => sum + members, 0) };
}

/** For a value without its error: whose rows share a sampling unit makes no difference to it. */
function addTotals(one: FigureTotals, other: FigureTotals): FigureTotals {
  const both = (a: ArrayLike<number>, b: ArrayLike<number>) => Float64Array.from([...Array.from(a), ...Array.from(b)]);
  return {
    ...one,
    ratios: one.ratios.map((ratio, j) => ({ ...ratio, y: both(ratio.y, other.ratios[j]!.y), x: both(ratio.x, other.ratios[j]!.x) })),
    members: both(one.members, other.members),
    units: [...one.units, ...other.units],
    valid: one.valid + other.valid,
    weights: null,
    squares: null
  };
}

/** Counted by ground. */
export function countGrounds(
  forms: readonly { readonly status: 'held' | 'excluded'; readonly ground: string; readonly forms: number }[]
): NotCountedForms {
  const grounds = new Map<string, { held: number; excluded: number }>();
  for (const { status, ground, forms: n } of forms) {
    const own = grounds.get(ground) ?? { held: 0, excluded: 0 };
    grounds.set(ground, own);
    own[status] += n;
  }
  const listed = [...grounds].map(([ground, counts]) => ({ ground, ...counts }));
  return {
    held: listed.reduce((sum, { held }) => sum + held, 0),
    excluded: listed.reduce((sum, { excluded }) => sum + excluded, 0),
    grounds: listed.toSorted((a, b) => b.held + b.excluded - a.held - a.excluded || (a.ground < b.ground ? -1 : 1))
  };
}

export const ALL_ANSWERS_NAME: LocalizedText = { vi: 'Tất cả phiếu hợp lệ', en: 'All valid answers' };
