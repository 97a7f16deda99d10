/** How the values of an index are drawn and printed: shares in per cent, scores and means as they are. */
import type { Interval } from '../../core/estimation/estimate';
import type { Ranking } from '../../core/report/ranking';
import type { DisplayLanguage } from '../../i18n/format';
import {
  formatInterval,
  formatMean,
  formatPercentNumber,
  formatPoints,
  formatScore,
  formatScoreChange,
  formatTarget
} from '../../i18n/format';
import { m } from '../../paraglide/messages.js';
import type { Axis } from '../report/axis';
import { axisAround, axisFor } from '../report/axis';

export interface IndexScale {
  readonly axis: Axis;
  /** The column's header. */
  readonly unit: string;
  /** In a column whose header says the unit. */
  number(value: number): string;
  /** In a sentence. */
  text(value: number): string;
  tick(value: number): string;
  interval(interval: Interval): string;
  change(difference: number): string;
}

export function indexScale(
  { index, agencies, reference }: Pick<Ranking, 'index' | 'agencies' | 'reference'>,
  language: DisplayLanguage
): IndexScale {
  const estimates = agencies.flatMap(({ state, estimate }) => (state === 'ranked' && estimate ? [estimate] : []));
  const limits = estimates.flatMap(({ value, interval }) => [interval?.lower ?? value, interval?.upper ?? value]);
  const drawn = reference ? [...limits, reference.value] : limits;
  if (index.measure === 'satisfied-share' || index.measure === 'case-share')
    return {
      axis: index.measure === 'satisfied-share' ? axisFor(drawn) : axisAround(drawn, [0, 1]),
      unit: m.ranking_unit_share({}, { locale: language }),
      number: (value) => formatPercentNumber(value, language),
      text: (value) => `${formatPercentNumber(value, language)}%`,
      tick: (value) => formatTarget(value, language).replace('%', ''),
      interval: (interval) => formatInterval(interval, language),
      change: (difference) => formatPoints(difference, language)
    };
  const isScore = index.measure === 'component-score';
  const number = (value: number) => (isScore ? formatScore(value, language) : formatMean(value, language));
  return {
    axis: axisAround(drawn, index.bounds),
    unit: isScore ? m.ranking_unit_score({}, { locale: language }) : m.ranking_unit_mean({}, { locale: language }),
    number,
    text: number,
    tick: (value) => number(value).replace(/[,.]?0+$/, ''),
    interval: ({ lower, upper }) => `${number(lower)}–${number(upper)}`,
    change: (difference) => formatScoreChange(difference, language)
  };
}
