/**
 * The SIPAS percentage (as a share, 0–1) of one domain: overall, by factor and by item, each with its uncertainty. Satisfied is
 * an answer at or above the method's threshold on the item's scale; "does not apply" and "no answer" leave numerator and
 * denominator. Pooled: Σ satisfied / Σ valid; or the mean of the items' or factors' ratios (docs/methods.md, "SIPAS percentage").
 *
 * Refused: a figure without a valid answer (`empty`), and a mean of which a part has none (`missing-part`, with the parts).
 */
import type { Estimate, Refusal } from '../estimation/estimate';
import { sum } from '../estimation/ratio';
import type { Method } from '../method/method';
import { figureOf, itemIndex, OVERALL } from '../tally/layout';
import type { FigureLayout, TallyLayout } from '../tally/layout';
import { emptyTotals } from './answers-by-unit';
import type { AnswersByUnit, ItemScores, ItemTotals } from './answers-by-unit';
import { estimateFigureTotals } from './estimate-figure';
import type { Sample } from './estimate-figure';

export interface CodedEstimate {
  readonly code: string;
  readonly estimate: Estimate | Refusal;
}

export interface Satisfaction {
  readonly overall: Estimate | Refusal;
  /** In questionnaire order. */
  readonly factors: readonly (CodedEstimate & { readonly inOverall: boolean })[];
  /** Every level item with a satisfied threshold, in questionnaire order, also those outside the factors. */
  readonly items: readonly CodedEstimate[];
}

/** Every figure of a domain. For one figure of many domains (a list of agencies, a trend) take `estimateFigure`. */
export function estimateSatisfaction(layout: TallyLayout, method: Method, answers: AnswersByUnit, sample: Sample): Satisfaction {
  return {
    overall: estimateFigure(layout, method, answers, sample, OVERALL),
    factors: layout.figures
      .filter((figure) => figure.code !== OVERALL)
      .map(({ code, inOverall }) => ({ code, inOverall, estimate: estimateFigure(layout, method, answers, sample, code) })),
    items: layout.items
      .filter((item) => item.satisfiedFrom !== null)
      .map(({ code }) => ({ code, estimate: estimateItem(layout, method, answers, sample, code) }))
  };
}

/** One figure by its code: `overall` or a factor's section code. Throws on an unknown code. */
export function estimateFigure(
  layout: TallyLayout,
  method: Method,
  answers: AnswersByUnit,
  sample: Sample,
  code: string
): Estimate | Refusal {
  const figure: FigureLayout = figureOf(layout, code);
  const parts = figure.parts.map((part) => ({ part, totals: totalsOf(layout, answers, part.items) }));
  return estimateFigureTotals(
    {
      ratios: parts.map(({ part, totals }) => ({ code: part.code, coefficient: part.coefficient, y: totals.y, x: totals.x })),
      members: answers.answered(code),
      valid: parts.reduce((valid, { totals }) => valid + sum(totals.n), 0)
    },
    sample,
    method,
    'satisfied-share'
  );
}

/** One level item by its code. Throws on an unknown code or an item without a satisfied threshold. */
export function estimateItem(
  layout: TallyLayout,
  method: Method,
  answers: AnswersByUnit,
  sample: Sample,
  code: string
): Estimate | Refusal {
  const { y, x, n } = totalsOf(layout, answers, [itemIndex(layout, code)]);
  return estimateFigureTotals({ ratios: [{ code, coefficient: 1, y, x }], members: n, valid: sum(n) }, sample, method, 'satisfied-share');
}

function totalsOf(layout: TallyLayout, answers: AnswersByUnit, items: readonly number[]): ItemTotals {
  const totals = emptyTotals(answers.rows);
  for (const item of items) answers.addItem(item, satisfiedScores(layout, item), totals);
  return totals;
}

function satisfiedScores(layout: TallyLayout, item: number): ItemScores {
  const { code, positions, satisfiedFrom } = layout.items[item]!;
  if (satisfiedFrom === null) throw new Error(`${code} has no satisfied threshold`);
  const levels = Array.from({ length: positions + 1 }, (_, level) => level);
  return { numerator: levels.map((level) => (level >= satisfiedFrom ? 1 : 0)), denominator: levels.map((level) => (level > 0 ? 1 : 0)) };
}
