/**
 * How the answers to a level item are spread: counts by level, "does not apply" and "no answer" apart, the mean level (1 … k) and
 * the share dissatisfied, levels 1 and 2 (docs/methods.md, "SIPAS percentage"). A mean or share of no valid answers is null.
 */
import type { Estimate, Refusal } from '../estimation/estimate';
import { sum } from '../estimation/ratio';
import type { Method } from '../method/method';
import { itemIndex } from '../tally/layout';
import type { TallyLayout } from '../tally/layout';
import type { Tally } from '../tally/tally';
import type { AnswersByUnit } from './answers-by-unit';
import { estimateFigureTotals } from './estimate-figure';
import type { Sample } from './estimate-figure';
import { indexTotals, meanLevelIndex } from './survey-index';

const DISSATISFIED_UP_TO = 2;

export interface ItemLevels {
  /** Unweighted answers at level 1 … k. */
  readonly counts: readonly number[];
  readonly valid: number;
  readonly notApplicable: number;
  /** The item was shown and left empty. */
  readonly noAnswer: number;
  /** Weighted where the tally is. */
  readonly meanLevel: number | null;
  /** Share 0–1 of valid answers at the two lowest levels, weighted where the tally is. */
  readonly dissatisfied: number | null;
}

/** `tally`: the whole domain's. Throws on an unknown item or one without levels. */
export function describeItemLevels(layout: TallyLayout, tally: Tally, code: string): ItemLevels {
  const index = levelItem(layout, code);
  const { n, w = n, none } = tally.items[index]!;
  const counts = n.slice(1);
  const weights = w.slice(1);
  const total = sum(weights);
  const ofTotal = (part: number) => (total > 0 ? part / total : null);
  return {
    counts,
    valid: sum(counts),
    notApplicable: n[0]!,
    noAnswer: none,
    meanLevel: ofTotal(weights.reduce((levels, weight, i) => levels + (i + 1) * weight, 0)),
    dissatisfied: ofTotal(sum(weights.slice(0, DISSATISFIED_UP_TO)))
  };
}

/** The mean level with its standard error between PSUs and a t interval. */
export function estimateMeanLevel(
  layout: TallyLayout,
  method: Method,
  answers: AnswersByUnit,
  sample: Sample,
  code: string
): Estimate | Refusal {
  return estimateFigureTotals(indexTotals(answers, meanLevelIndex(layout, code)), sample, method, 'mean');
}

function levelItem(layout: TallyLayout, code: string): number {
  const index = itemIndex(layout, code);
  if (layout.items[index]!.kind !== 'level') throw new Error(`${code} has no levels`);
  return index;
}
