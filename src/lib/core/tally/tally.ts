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

export interface Tally {
  readonly respondents: number;
  /** Sum of the respondents' weights. Equals `respondents` where every weight is 1. */
  readonly weight: number;
  /** By figure code (a factor's section code, or `overall`): respondents with at least one valid answer to its items. */
  readonly answered: Readonly<Record<string, number>>;
  /** One entry per item, in questionnaire order. */
  readonly items: readonly ItemTally[];
}
