/**
 * The figures that are shares of satisfied answers: overall and by factor, pooled or as means of the parts' ratios as the method
 * says. Factors that the method leaves out have a figure of their own.
 */
import type { Method } from '../method/method';
import type { Questionnaire } from '../questionnaire/questionnaire';
import { sumOfDimensions } from './component-figures';
import type { FigureLayout, FigurePart, ItemLayout } from './layout';
import { OVERALL, satisfiedScores } from './layout';

/** Where the method sums components, `overall` is their sum, if the questionnaire covers every dimension. */
export function shareFigures(
  questionnaire: Questionnaire,
  method: Method,
  items: readonly ItemLayout[],
  components: readonly FigureLayout[]
): readonly FigureLayout[] {
  const factors = questionnaire.sections
    .filter((section) => section.kind === 'factor')
    .map((section) => ({
      code: section.code,
      items: items.flatMap((item, i) => (item.section === section.code && item.kind === 'level' ? [i] : []))
    }))
    .filter((factor) => factor.items.length > 0);
  if (factors.some((factor) => factor.code === OVERALL)) throw new Error(`${questionnaire.code}: no factor may have the code ${OVERALL}`);
  const scoresOf = (indexes: readonly number[]) => indexes.map((i) => satisfiedScores(items[i]!));

  const pooled = (code: string, indexes: readonly number[]): FigurePart[] => [
    { code, items: indexes, scores: scoresOf(indexes), coefficient: 1 }
  ];
  const meanOf = (parts: readonly { code: string; items: readonly number[] }[]): FigurePart[] =>
    parts.map(({ code, items: indexes }) => ({ code, items: indexes, scores: scoresOf(indexes), coefficient: 1 / parts.length }));
  const meanOfItems = (indexes: readonly number[]) => meanOf(indexes.map((i) => ({ code: items[i]!.code, items: [i] })));

  const entering = factors.filter((factor) => method.factors.includes(factor.code));
  const everyItem = entering.flatMap((factor) => factor.items);
  // Under mean-of-factors a single factor has nothing to be the mean of: it is pooled.
  const factorParts = (factor: { code: string; items: readonly number[] }) =>
    method.aggregation === 'mean-of-items' ? meanOfItems(factor.items) : pooled(factor.code, factor.items);
  const share = { measure: 'satisfied-share', constant: 0, bounds: [0, 1] } as const;
  const overall = {
    pooled: () => ({ ...share, items: everyItem, parts: pooled(OVERALL, everyItem) }),
    'mean-of-items': () => ({ ...share, items: everyItem, parts: meanOfItems(everyItem) }),
    'mean-of-factors': () => ({ ...share, items: everyItem, parts: meanOf(entering) }),
    'sum-of-components': () => sumOfDimensions(method.components ?? { dimensions: [] }, components)
  }[method.aggregation]();

  return [
    { ...overall, code: OVERALL, inOverall: true },
    ...factors.map((factor) => ({ ...share, ...factor, inOverall: entering.includes(factor), parts: factorParts(factor) }))
  ];
}
