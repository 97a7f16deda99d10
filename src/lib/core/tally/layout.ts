/**
 * What counting needs to know of a questionnaire and a method, worked out once (compile-layout.ts): positions instead of texts,
 * conditions as item indexes, and which items make which figure by which rule (docs/methods.md, "What a figure is").
 */
import type { Item } from '../questionnaire/questionnaire';

/** The code of the figure over every factor the method lists. */
export const OVERALL = 'overall';

export interface ItemLayout {
  readonly code: string;
  /** Section code. */
  readonly section: string;
  readonly kind: Item['kind'];
  /** Answers are 1 … `positions` (levels or options); 0 is "does not apply". */
  readonly positions: number;
  /** The lowest satisfied level; null for an item without levels, or outside the factors on a scale the method does not know. */
  readonly satisfiedFrom: number | null;
  /** All must hold for the item to be shown; empty: always shown. */
  readonly conditions: readonly ConditionLayout[];
}

export interface ConditionLayout {
  /** Index of an earlier item. */
  readonly item: number;
  readonly positions: readonly number[];
  /** It holds where the answer is none of the positions. */
  readonly unless: boolean;
}

/** What an answer adds to a ratio's numerator and denominator; index = position, 0 is "does not apply". */
export interface ItemScores {
  readonly numerator: readonly number[];
  readonly denominator: readonly number[];
}

/** One ratio of a figure over its items, and its coefficient in the figure. */
export interface FigurePart {
  /** What is missing where the ratio does not exist: the item's, the factor's or the figure's code. */
  readonly code: string;
  readonly items: readonly number[];
  /** `scores[k]` belongs to `items[k]`. */
  readonly scores: readonly ItemScores[];
  readonly coefficient: number;
}

/** A share of satisfied answers (0–1), or a PAPI-style score (a sub-dimension's and a dimension's 1–10, their sum 8–80). */
export type FigureMeasure = 'satisfied-share' | 'component-score';

export interface FigureLayout {
  /** `overall`, a section of kind `factor`, a PAPI-style sub-dimension or dimension. */
  readonly code: string;
  readonly measure: FigureMeasure;
  /** False for a factor that the method leaves out of the overall figure, and for PAPI-style scores; true for `overall` itself. */
  readonly inOverall: boolean;
  readonly items: readonly number[];
  /** The figure is constant + Σ coefficient · ratio. One part of a share: pooled. */
  readonly parts: readonly FigurePart[];
  readonly constant: number;
  readonly bounds: readonly [lowest: number, highest: number];
}

export interface RateLayout {
  readonly code: string;
  readonly item: number;
  readonly counted: readonly number[];
  /** Positions that leave the denominator; always includes 0 ("does not apply"). */
  readonly leftOut: readonly number[];
}

export interface TallyLayout {
  readonly items: readonly ItemLayout[];
  /** `overall` first, then the factor sections in questionnaire order, then PAPI-style scores (component-figures.ts). */
  readonly figures: readonly FigureLayout[];
  readonly rates: readonly RateLayout[];
}

/** Index of an item by its code. Throws on an unknown one. */
export function itemIndex(layout: TallyLayout, code: string): number {
  const index = layout.items.findIndex((item) => item.code === code);
  if (index < 0) throw new Error(`unknown item ${code}`);
  return index;
}

/** A figure by its code (`overall` or a factor's section code). Throws on an unknown one. */
export function figureOf(layout: TallyLayout, code: string): FigureLayout {
  const figure = layout.figures.find((candidate) => candidate.code === code);
  if (!figure) throw new Error(`unknown figure ${code}`);
  return figure;
}

/** Whether a figure is one pooled share: tallies hold its squares. */
export function isPooledShare({ measure, parts }: FigureLayout): boolean {
  return measure === 'satisfied-share' && parts.length === 1;
}

/** Satisfied over valid: levels 1 … k are valid. Throws an Error for an item without a satisfied threshold. */
export function satisfiedScores({ code, positions, satisfiedFrom: from }: ItemLayout): ItemScores {
  if (from === null) throw new Error(`${code} has no satisfied threshold`);
  const levels = Array.from({ length: positions + 1 }, (_, level) => level);
  return { numerator: levels.map((level) => (level >= from ? 1 : 0)), denominator: levels.map((level) => (level > 0 ? 1 : 0)) };
}
