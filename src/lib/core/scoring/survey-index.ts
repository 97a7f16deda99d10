/**
 * A survey index: any figure, item or experience rate by which agencies can be compared, as the ratios it is made of
 * (docs/methods.md, "What a figure is"). Totals of an index come from one domain's answers; estimates, ranks and differences come
 * from the totals.
 */
import { sum } from '../estimation/ratio';
import type { FigurePart, ItemScores, TallyLayout } from '../tally/layout';
import { figureOf, isPooledShare, itemIndex, satisfiedScores } from '../tally/layout';
import type { AnswersByUnit, ItemTotals } from './answers-by-unit';
import { emptyTotals } from './answers-by-unit';
import type { Measure } from './estimate-figure';
import type { FigureTotals } from './linearise-figure';

export interface SurveyIndex {
  /** Figure, item or rate code. */
  readonly code: string;
  readonly measure: Measure;
  readonly parts: readonly FigurePart[];
  readonly constant: number;
  readonly bounds: readonly [lowest: number, highest: number];
  /** How its respondents are counted: by the figure's code, or, of an index of one item, from its answers. */
  readonly respondents: 'figure' | 'item';
  /** Tallies hold its squares under its code. */
  readonly hasSquares: boolean;
}

/** Throws on an unknown code. */
export function figureIndex(layout: TallyLayout, code: string): SurveyIndex {
  const figure = figureOf(layout, code);
  return { ...figure, respondents: 'figure', hasSquares: isPooledShare(figure) };
}

/** Throws on an unknown item or one without a satisfied threshold. */
export function itemIndexOf(layout: TallyLayout, code: string): SurveyIndex {
  const item = itemIndex(layout, code);
  return ofOneItem(code, item, satisfiedScores(layout.items[item]!), 'satisfied-share');
}

/** Throws on an unknown rate. */
export function rateIndex(layout: TallyLayout, code: string): SurveyIndex {
  const rate = layout.rates.find((candidate) => candidate.code === code);
  if (!rate) throw new Error(`unknown rate ${code}`);
  const positions = Array.from({ length: layout.items[rate.item]!.positions + 1 }, (_, position) => position);
  const scores = {
    numerator: positions.map((position) => (rate.counted.includes(position) ? 1 : 0)),
    denominator: positions.map((position) => (rate.leftOut.includes(position) ? 0 : 1))
  };
  return ofOneItem(code, rate.item, scores, 'case-share');
}

/** The mean level, 1 … k. Throws on an unknown item or one without levels. */
export function meanLevelIndex(layout: TallyLayout, code: string): SurveyIndex {
  const item = itemIndex(layout, code);
  if (layout.items[item]!.kind !== 'level') throw new Error(`${code} has no levels`);
  const levels = Array.from({ length: layout.items[item]!.positions + 1 }, (_, level) => level);
  return ofOneItem(code, item, { numerator: levels, denominator: levels.map((level) => (level > 0 ? 1 : 0)) }, 'mean', [
    1,
    levels.length - 1
  ]);
}

function ofOneItem(code: string, item: number, scores: ItemScores, measure: Measure, bounds: SurveyIndex['bounds'] = [0, 1]): SurveyIndex {
  const parts = [{ code, items: [item], scores: [scores], coefficient: 1 }];
  return { code, measure, parts, constant: 0, bounds, respondents: 'item', hasSquares: false };
}

export function indexTotals(answers: AnswersByUnit, { code, parts, constant, respondents, hasSquares }: SurveyIndex): FigureTotals {
  const totals = parts.map((part) => totalsOf(answers, part));
  const isOneItem = respondents === 'item';
  return {
    ratios: parts.map((part, j) => ({ code: part.code, coefficient: part.coefficient, y: totals[j]!.y, x: totals[j]!.x })),
    constant,
    members: isOneItem ? totals[0]!.n : answers.answered(code),
    units: answers.units,
    weights: answers.weights,
    ...(answers.fitted && { fitted: answers.fitted }),
    squares: isOneItem ? squaresOfItem(answers, parts[0]!) : hasSquares ? answers.squares(code) : null,
    valid: totals.reduce((valid, { n }) => valid + sum(n), 0)
  };
}

function totalsOf(answers: AnswersByUnit, { items, scores }: FigurePart): ItemTotals {
  const totals = emptyTotals(answers.rows);
  items.forEach((item, k) => answers.addItem(item, scores[k]!, totals));
  return totals;
}

/** A respondent answers one item once, so that the squares follow from the counts. */
function squaresOfItem(answers: AnswersByUnit, { items, scores }: FigurePart): readonly [number, number, number] | null {
  if (answers.weights || answers.isWeighted) return null;
  const { numerator, denominator } = scores[0]!;
  const totals = emptyTotals(answers.rows);
  const squared = { numerator: numerator.map((x, position) => (denominator[position] ? x * x : 0)), denominator };
  answers.addItem(items[0]!, squared, totals);
  const once = totalsOf(answers, { items, scores, code: '', coefficient: 1 });
  return [sum(totals.y), sum(once.y), sum(totals.x)];
}
