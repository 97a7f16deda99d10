/**
 * A Tally is the answers of one set of responses, counted. It is the joint between collecting and arithmetic: everything
 * left of it does I/O, everything right of it is pure. Tallies add (`mergeTallies` is associative and commutative, with
 * `emptyTally` as zero), so days, counters and agencies combine.
 *
 * Numbers and arrays only; kept tallies are stored packed (pack-tally.ts).
 */

/** Counts for one item, `n` unweighted and `w` weighted; index 0 is "does not apply", index j the j-th level or option. */
export interface ItemTally {
  readonly n: readonly number[];
  /** Left out where every weight is 1: then it equals `n`. */
  readonly w?: readonly number[];
  /** Respondents to whom the item was shown (its condition held) who gave no answer at all. */
  readonly none: number;
}

/**
 * Sums over respondents of y², xy and x² with y their satisfied and x their valid answers to a figure's items (unweighted): what the
 * variance of a simple random sample of respondents is made of, which counts by item do not hold.
 */
export type Squares = readonly [yy: number, xy: number, xx: number];

export interface Tally {
  readonly respondents: number;
  /** Sum of the respondents' weights. Equals `respondents` where every weight is 1. */
  readonly weight: number;
  /** By figure code (a factor's section code, or `overall`): respondents with at least one valid answer to its items. */
  readonly answered: Readonly<Record<string, number>>;
  /** By code of the figures that are one pooled share (share-figures.ts). */
  readonly squares: Readonly<Record<string, Squares>>;
  /** One entry per item, in questionnaire order. */
  readonly items: readonly ItemTally[];
}
