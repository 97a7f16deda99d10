/**
 * The SIPAS percentage (as a share, 0–1) of one domain: overall, by factor and by item, each with its uncertainty. Satisfied is
 * an answer at or above the method's threshold on the item's scale; "does not apply" and "no answer" leave numerator and
 * denominator. Pooled: Σ satisfied / Σ valid; or the mean of the items' or factors' ratios (docs/methods.md, "SIPAS percentage").
 *
 * Refused: a figure without a valid answer (`empty`), and a mean of which a part has none (`missing-part`, with the parts).
 */
import type { Estimate, Refusal } from '../estimation/estimate';
import type { Method } from '../method/method';
import { OVERALL } from '../tally/layout';
import type { TallyLayout } from '../tally/layout';
import type { AnswersByUnit } from './answers-by-unit';
import { estimateFigureTotals } from './estimate-figure';
import type { Sample } from './estimate-figure';
import { figureIndex, indexTotals, itemIndexOf } from './survey-index';

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
      .filter((figure) => figure.code !== OVERALL && figure.measure === 'satisfied-share')
      .map(({ code, inOverall }) => ({ code, inOverall, estimate: estimateFigure(layout, method, answers, sample, code) })),
    items: layout.items
      .filter((item) => item.satisfiedFrom !== null)
      .map(({ code }) => ({ code, estimate: estimateItem(layout, method, answers, sample, code) }))
  };
}

/** One figure by its code: `overall`, a factor's section code, or a PAPI-style score's. Throws on an unknown code. */
export function estimateFigure(
  layout: TallyLayout,
  method: Method,
  answers: AnswersByUnit,
  sample: Sample,
  code: string
): Estimate | Refusal {
  const index = figureIndex(layout, code);
  return estimateFigureTotals(indexTotals(answers, index), sample, method, index.measure, index.bounds);
}

/** One level item by its code. Throws on an unknown item or one without a satisfied threshold. */
export function estimateItem(
  layout: TallyLayout,
  method: Method,
  answers: AnswersByUnit,
  sample: Sample,
  code: string
): Estimate | Refusal {
  const index = itemIndexOf(layout, code);
  return estimateFigureTotals(indexTotals(answers, index), sample, method, index.measure);
}
