/**
 * Ranks of scorecards of one year and one version of the rules by total points, as printed: equal totals share the better rank (1,
 * 2, 2, 4; docs/methods.md, "PAR INDEX points"). Against the year before only where both years went by the same version of the
 * rules.
 *
 * Refused: cards of several years or rules in one ranking (`scorecards-mixed`). A card without a total has no rank.
 */
import { Problem } from '../problem';
import { subtractPoints, toHundredths } from './par-points';
import type { RulesName } from './par-rules';
import { rulesLabel } from './par-rules';

/** What of an assembled scorecard a ranking needs. */
export interface RankableScorecard {
  readonly agencyCode: string;
  readonly year: number;
  readonly rules: RulesName;
  readonly points: number | null;
}

export interface RankedScorecard extends RankableScorecard {
  /** null: no total yet. */
  readonly rank: number | null;
  /** Agencies ranked. */
  readonly of: number;
}

/** Best first, ties by agency code, those without a total last. */
export function rankScorecards(cards: readonly RankableScorecard[]): readonly RankedScorecard[] {
  if (new Set(cards.map(({ year, rules }) => `${year} ${rulesLabel(rules)}`)).size > 1) throw new Problem('scorecards-mixed');
  const totals = cards.flatMap(({ points }) => (points === null ? [] : [toHundredths(points)]));
  const ranked = cards.map(({ agencyCode, year, rules, points }) => ({
    agencyCode,
    year,
    rules,
    points,
    rank: points === null ? null : 1 + totals.filter((other) => other > toHundredths(points)).length,
    of: totals.length
  }));
  return ranked.toSorted(
    (a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.agencyCode < b.agencyCode ? -1 : Number(a.agencyCode > b.agencyCode))
  );
}

/**
 * change           points gained and places gained (up is positive)
 * none             there is no card of the year before
 * different-rules  it was made by other rules, so the two do not compare
 * incomplete       one of the two has no total
 */
export type YearChange =
  | { readonly kind: 'change'; readonly points: number; readonly places: number }
  | { readonly kind: 'none' | 'different-rules' | 'incomplete' };

/** `before`: the agency's card in the ranking of the year before; undefined: it has none. */
export function compareWithYearBefore(card: RankedScorecard, before: RankedScorecard | undefined): YearChange {
  if (!before) return { kind: 'none' };
  if (before.year !== card.year - 1 || before.agencyCode !== card.agencyCode)
    throw new Error(`${before.agencyCode} ${before.year} is not the year before ${card.agencyCode} ${card.year}`);
  if (rulesLabel(before.rules) !== rulesLabel(card.rules)) return { kind: 'different-rules' };
  if (card.points === null || card.rank === null || before.points === null || before.rank === null) return { kind: 'incomplete' };
  return { kind: 'change', points: subtractPoints(card.points, before.points), places: placesGained(card.rank, before.rank) };
}

/**
 * Up is positive.
 * @example placesGained(6, 10) === 4
 */
export function placesGained(rank: number, rankBefore: number): number {
  return rankBefore - rank;
}
