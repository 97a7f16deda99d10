/**
 * The indices of a survey that agencies can be compared by, each with the key that an address carries: `overall`, a factor's code,
 * a PAPI-style score (`papi-d5`), `item.CODE`, `rate.CODE`.
 */
import { overallName } from '../method/share-words';
import type { Method } from '../method/method';
import { isScoreOnly } from '../method/method';
import type { LocalizedText, Questionnaire } from '../questionnaire/questionnaire';
import { componentFigure } from '../tally/component-figures';
import type { TallyLayout } from '../tally/layout';
import { OVERALL } from '../tally/layout';
import type { SurveyIndex } from '../scoring/survey-index';
import { figureIndex, itemIndexOf, rateIndex } from '../scoring/survey-index';
import type { FigureCodes } from './figure-codes';

export interface IndexChoice {
  readonly key: string;
  readonly name: LocalizedText;
  readonly group: 'figure' | 'component' | 'item' | 'rate';
  /** Of delays, requests for money and the like less is better. */
  readonly lowerIsBetter: boolean;
}

export interface ChosenIndex extends IndexChoice {
  readonly index: SurveyIndex;
  /** Cells of the disclosure pattern that must all be shown. */
  readonly codes: readonly number[];
}

const SUM_NAME: LocalizedText = { vi: 'Tổng điểm kiểu PAPI', en: 'PAPI-style sum' };

/** In the order in which a reader is offered them. */
export function indexChoices(questionnaire: Questionnaire, method: Method, layout: TallyLayout): readonly IndexChoice[] {
  const has = (code: string) => layout.figures.some((figure) => figure.code === code && figure.parts.length > 0);
  const better = { lowerIsBetter: false } as const;
  const isSum = isScoreOnly(method);
  const factors = questionnaire.sections.filter((section) => section.kind === 'factor' && has(section.code));
  const scores = (method.components?.dimensions ?? []).flatMap((dimension) => [
    dimension,
    ...dimension.subDimensions.map((sub) => ({ code: sub.code, name: prefixed(sub.code, sub.name) }))
  ]);
  const items = questionnaire.sections.flatMap((section) => section.items.filter((item) => item.kind === 'level'));
  const isRated = new Set(layout.items.filter((item) => item.satisfiedFrom !== null).map((item) => item.code));
  return [
    ...(has(OVERALL)
      ? [
          {
            key: OVERALL,
            name: isSum ? SUM_NAME : overallName(method),
            group: isSum ? ('component' as const) : ('figure' as const),
            ...better
          }
        ]
      : []),
    ...factors.map(({ code, name }) => ({ key: code, name, group: 'figure' as const, ...better })),
    ...scores.flatMap(({ code, name }) => {
      const figure = componentFigure(code);
      return has(figure) ? [{ key: figure, name, group: 'component' as const, ...better }] : [];
    }),
    ...items
      .filter(({ code }) => isRated.has(code))
      .map(({ code, text }) => ({ key: `item.${code}`, name: text, group: 'item' as const, ...better })),
    ...questionnaire.rates.map(({ code, name }) => ({ key: `rate.${code}`, name, group: 'rate' as const, lowerIsBetter: true }))
  ];
}

/** `key` is one of the choices'. */
export function chooseIndex(choice: IndexChoice, layout: TallyLayout, codes: FigureCodes): ChosenIndex {
  const [kind, code] = choice.key.split('.', 2);
  if (code !== undefined && kind === 'item') return { ...choice, index: itemIndexOf(layout, code), codes: [codes.items.get(code)!] };
  if (code !== undefined && kind === 'rate') return { ...choice, index: rateIndex(layout, code), codes: [codes.rates.get(code)!] };
  const index = figureIndex(layout, choice.key);
  return { ...choice, index, codes: figureCells(choice.key, layout, codes) };
}

/** A sum of dimensions is shown only where each of them is. */
export function figureCells(code: string, layout: TallyLayout, codes: FigureCodes): readonly number[] {
  const own = codes.figures.get(code)!;
  const overall = layout.figures[0]!;
  if (code !== OVERALL || overall.measure !== 'component-score') return [own];
  return [
    own,
    ...layout.figures.slice(1).flatMap((figure) => (figure.measure === 'component-score' ? [codes.figures.get(figure.code)!] : []))
  ];
}

function prefixed(code: string, name: LocalizedText): LocalizedText {
  return Object.fromEntries(Object.entries(name).map(([language, text]) => [language, `${code} ${text}`])) as LocalizedText;
}
