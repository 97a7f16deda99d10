/**
 * Experience rates: the share of a questionnaire's named answers among respondents who were shown the item and answered it, without
 * the answers a rate leaves out ("not due yet" of lateness) and without "does not apply" (docs/methods.md, "Experience rates").
 * Interval between PSUs as for any share. Refused: a rate that nobody answered (`empty`).
 */
import type { Estimate, Refusal } from '../estimation/estimate';
import { sum } from '../estimation/ratio';
import type { Method } from '../method/method';
import type { TallyLayout } from '../tally/layout';
import { emptyTotals } from './answers-by-unit';
import type { AnswersByUnit } from './answers-by-unit';
import { estimateFigureTotals } from './estimate-figure';
import type { Sample } from './estimate-figure';
import { indexTotals, rateIndex } from './survey-index';

export interface RateEstimate {
  readonly code: string;
  /** Respondents (unweighted) whose answer counts, of the estimate's `n`. */
  readonly count: number;
  readonly estimate: Estimate | Refusal;
}

/** In the order of the questionnaire's rates. */
export function estimateRates(layout: TallyLayout, method: Method, answers: AnswersByUnit, sample: Sample): readonly RateEstimate[] {
  return layout.rates.map(({ code, item, counted }) => {
    const index = rateIndex(layout, code);
    const cases = Array.from({ length: layout.items[item]!.positions + 1 }, (_, position) => (counted.includes(position) ? 1 : 0));
    const only = emptyTotals(answers.rows);
    answers.addItem(item, { numerator: cases, denominator: cases }, only);
    return { code, count: sum(only.n), estimate: estimateFigureTotals(indexTotals(answers, index), sample, method, index.measure) };
  });
}
