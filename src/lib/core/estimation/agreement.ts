/**
 * Agreement of two ratings of the same people on k ordered levels: exact, within one level, Cohen's kappa (1960), quadratically
 * weighted kappa (1968) and Gwet's AC1 (2008; docs/methods.md, "Agreement of two ratings").
 *
 *   kappa = (p_o − p_e)/(1 − p_e),  p_e = Σ_k p_k·p_·k            weighted: 1 − Σ (i − j)² p_ij / Σ (i − j)² p_i· p_·j
 *   AC1   = (p_o − p_e)/(1 − p_e),  p_e = Σ_k π_k(1 − π_k)/(q − 1),  π_k = (p_k· + p_·k)/2,  q the levels of the scale
 *
 * Kappa is undefined (null) when both always give the same one level, and near 0 when nearly everybody says 5: agreement stands beside
 * it. Refused (thrown): no pair, a rating outside 1 … levels.
 */

/** A pair of ratings, each 1 … levels. */
export type RatingPair = readonly [first: number, second: number];

export interface Agreement {
  readonly pairs: number;
  /** Shares 0–1. */
  readonly exact: number;
  readonly withinOne: number;
  readonly kappa: number | null;
  readonly weightedKappa: number | null;
  readonly ac1: number;
}

/** `levels`: of the scale, at least 2. */
export function measureAgreement(pairs: readonly RatingPair[], levels: number): Agreement {
  if (pairs.length === 0) throw new Error('agreement of no pair');
  if (levels < 2) throw new Error(`a scale of ${levels} level cannot be agreed on`);
  const table = Array.from({ length: levels }, () => new Float64Array(levels));
  for (const [first, second] of pairs) {
    if (!isLevel(first, levels) || !isLevel(second, levels)) throw new Error(`ratings ${first} and ${second} on ${levels} levels`);
    table[first - 1]![second - 1]! += 1 / pairs.length;
  }
  const firsts = table.map((row) => row.reduce((sum, share) => sum + share, 0));
  const seconds = table.map((_, level) => table.reduce((sum, row) => sum + row[level]!, 0));
  /** Σ of a weight over the observed table, and over that of two raters who know nothing of each other. */
  const observed = (weight: (i: number, j: number) => number) => sumOver(levels, (i, j) => weight(i, j) * table[i]![j]!);
  const expected = (weight: (i: number, j: number) => number) => sumOver(levels, (i, j) => weight(i, j) * firsts[i]! * seconds[j]!);

  const same = (i: number, j: number) => (i === j ? 1 : 0);
  const squared = (i: number, j: number) => (i - j) ** 2;
  const exact = observed(same);
  const byChance = firsts.reduce((sum, first, level) => {
    const share = (first + seconds[level]!) / 2;
    return sum + (share * (1 - share)) / (levels - 1);
  }, 0);
  return {
    pairs: pairs.length,
    exact,
    withinOne: observed((i, j) => (Math.abs(i - j) <= 1 ? 1 : 0)),
    kappa: beyondChance(1 - exact, 1 - expected(same)),
    weightedKappa: beyondChance(observed(squared), expected(squared)),
    ac1: (exact - byChance) / (1 - byChance)
  };
}

/**
 * Of items with different scales: each scale by itself, then the mean over the scales, each weighing as many pairs as it has (of kappa those
 * where it is defined). By number of levels; null: no pair.
 */
export function measureAgreements(byScale: ReadonlyMap<number, readonly RatingPair[]>): Agreement | null {
  const each = [...byScale].filter(([, pairs]) => pairs.length > 0).map(([levels, pairs]) => measureAgreement(pairs, levels));
  if (each.length === 0) return null;
  const mean = (of: (one: Agreement) => number | null): number | null => {
    const defined = each.filter((one) => of(one) !== null);
    const pairs = defined.reduce((sum, one) => sum + one.pairs, 0);
    return pairs === 0 ? null : defined.reduce((sum, one) => sum + of(one)! * one.pairs, 0) / pairs;
  };
  return {
    pairs: each.reduce((sum, { pairs }) => sum + pairs, 0),
    exact: mean(({ exact }) => exact)!,
    withinOne: mean(({ withinOne }) => withinOne)!,
    kappa: mean(({ kappa }) => kappa),
    weightedKappa: mean(({ weightedKappa }) => weightedKappa),
    ac1: mean(({ ac1 }) => ac1)!
  };
}

/** 1 − disagreement/expected disagreement; null where no disagreement could be expected. */
function beyondChance(disagreement: number, expectedDisagreement: number): number | null {
  return expectedDisagreement < 1e-12 ? null : 1 - disagreement / expectedDisagreement;
}

const isLevel = (rating: number, levels: number): boolean => Number.isInteger(rating) && rating >= 1 && rating <= levels;

function sumOver(levels: number, of: (i: number, j: number) => number): number {
  let sum = 0;
  for (let i = 0; i < levels; i++) for (let j = 0; j < levels; j++) sum += of(i, j);
  return sum;
}
