/** The answers of many places in named periods, for comparing them by any index: what reading gives, and what estimates come from. */
import type { Period } from '../calendar/period';
import type { Estimate, Refusal } from '../estimation/estimate';
import type { Method } from '../method/method';
import type { Sample } from '../scoring/estimate-figure';
import { estimateFigureTotals } from '../scoring/estimate-figure';
import type { FigureTotals } from '../scoring/linearise-figure';
import type { SurveyIndex } from '../scoring/survey-index';
import type { PeriodFigure } from './change';
import type { CellMark, DisclosurePattern } from './disclosure-pattern';
import type { PeriodSample } from './overall-figures';
import type { Figure } from './report';

export interface PlaceAnswers {
  /** One place's totals of an index in a period. */
  totalsOf(place: number, index: SurveyIndex, period: Period): FigureTotals;
  sampleOf(period: Period): PeriodSample;
}

/** What `changeOfIndex` compares: the figure of a place in a period, with what it is made of. */
export function periodFigure(figure: Figure, answers: PlaceAnswers, index: SurveyIndex, place: number, period: Period): PeriodFigure {
  return { figure, sample: answers.sampleOf(period).sample, totals: () => answers.totalsOf(place, index, period) };
}

export function estimateOf(answers: PlaceAnswers, index: SurveyIndex, place: number, period: Period, method: Method): Estimate | Refusal {
  const sample: Sample = answers.sampleOf(period).sample;
  return estimateFigureTotals(answers.totalsOf(place, index, period), sample, method, index.measure, index.bounds);
}

/** Of several cells the first that is not shown; a figure made of all of them is withheld for its reason. */
export function markOfAll(pattern: DisclosurePattern, codes: readonly number[], place: number, period: Period): CellMark {
  const marks = codes.map((code) => pattern.markOf(code, place, period.code));
  const [own] = marks;
  if (own!.disclosure !== 'shown') return own!;
  // A score whose part nobody answered does not exist: that is said by the estimate, not by a mark.
  const hidden = marks.find(({ disclosure }) => disclosure !== 'shown' && disclosure !== 'none');
  return hidden ? { disclosure: 'complement', respondents: own!.respondents } : own!;
}
