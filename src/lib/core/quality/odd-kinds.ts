/**
 * Which kinds of form are the oddest at a counter (docs/methods.md, "Quality of answers"): those that would come more often from somebody
 * who fills in for others than from this counter's citizens, in the order of that ratio (Neyman and Pearson 1933), while the counter
 * may be expected to receive no more than a given share of them. The shares of a stuffer are this project's guess; they decide which
 * forms are counted, and how many of them are usual is the counter's own history. Nobody is odder for being dissatisfied: marks know one
 * column from several, and not which column (mark-responses.ts).
 */
import { isTwiceMarked, KINDS, LEVELS, MARKS } from './kinds';
import type { Mark } from './kinds';

/** By level, from ordinary to strange. */
const STUFFED_SHARES: Readonly<Record<Mark, readonly number[]>> = {
  hours: [0.35, 0.25, 0.05, 0.3, 0.05],
  pace: [0.3, 0.3, 0.4],
  device: [0.35, 0.1, 0.2, 0.35],
  company: [0.35, 0.1, 0.2, 0.35],
  comment: [0.97, 0.03],
  answers: [0.25, 0.75]
};

const LARGEST_SHARE = 0.05;

const STUFFED = Float64Array.from({ length: KINDS }, (_, kind) =>
  MARKS.reduce((product, mark) => product * STUFFED_SHARES[mark][LEVELS[mark][kind]!]!, 1)
);
const CANDIDATES = Array.from(STUFFED.keys()).filter(isTwiceMarked);

export interface OddKinds {
  /** By kind: 1 where it is one of the oddest. */
  readonly odd: Uint8Array;
  /** The share of the counter's forms to be expected in them, 0–1. */
  readonly share: number;
}

/** Kinds that may be odd, the oddest first. `shares`: to be expected of each kind. */
export function orderByOddness(shares: Float64Array): readonly number[] {
  const usual = shares.map((share, kind) => share / STUFFED[kind]!);
  return CANDIDATES.toSorted((a, b) => usual[a]! - usual[b]! || b - a);
}

/** The first of `order` that together have at most the share `wanted`, 0–1, and never more than one form in twenty. */
export function oddestKinds(shares: Float64Array, order: readonly number[], wanted: number): OddKinds {
  const most = Math.min(wanted, LARGEST_SHARE);
  const odd = new Uint8Array(KINDS);
  let share = 0;
  for (const kind of order) {
    if (share + shares[kind]! > most) break;
    share += shares[kind]!;
    odd[kind] = 1;
  }
  return { odd, share };
}
