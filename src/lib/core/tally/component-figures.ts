/**
 * The figures that are PAPI-style scores (docs/methods.md, "PAPI-style component scores"): of each sub-dimension that the questionnaire
 * covers, of each dimension whose every sub-dimension it covers, and their sum. All are linear in the indicators' means x̄:
 *
 *   s_q = 1 + 9·(x̄ − min)/(max − min)      reversed: 1 + 9·(max − x̄)/(max − min)
 *   sub-dimension: mean of its s_q (1–10)      dimension: mean of its k sub-dimensions (1–10)      sum over 8 dimensions (8–80)
 *
 * so each is constant + Σ ±9/((max − min)·k·m)·x̄ with m the indicators of the sub-dimension. Indicators whose item the questionnaire
 * does not have are left out of the map; an indicator nobody answered leaves its figures undefined: nothing is imputed.
 *
 * Refused (thrown): an item that is an indicator twice; an indicator of a multiple-choice item.
 */
import type { ComponentMap, Dimension, Indicator, SubDimension } from '../method/component-map';
import type { FigureLayout, FigurePart, ItemLayout, ItemScores } from './layout';

/** The figure code of a dimension or sub-dimension; sections of a questionnaire may be called as dimensions are. */
export const componentFigure = (code: string): string => `papi-${code}`;

/** `positionOf`: the position of a form value on an item. */
export function componentFigures(
  map: ComponentMap,
  items: readonly ItemLayout[],
  positionOf: (item: number, value: string) => number
): readonly FigureLayout[] {
  const used = new Set<string>();
  const indexOf = (indicator: Indicator) => {
    const index = items.findIndex((item) => item.code === indicator.item);
    if (index < 0) return -1;
    if (used.has(indicator.item)) throw new Error(`${indicator.item} is an indicator twice`);
    if (items[index]!.kind === 'choices') throw new Error(`${indicator.item} takes several answers and is no indicator`);
    used.add(indicator.item);
    return index;
  };
  return map.dimensions.flatMap((dimension) => {
    const subs = dimension.subDimensions.map((sub) => subDimensionScore(sub, items, indexOf, positionOf));
    const covered = subs.filter((sub) => sub !== null);
    return covered.length < subs.length ? covered : [...covered, dimensionScore(dimension, covered)];
  });
}

/** The sum over the dimensions; where the questionnaire does not cover one of them it has no part, so it does not exist. */
export function sumOfDimensions(
  { dimensions }: Pick<ComponentMap, 'dimensions'>,
  figures: readonly FigureLayout[]
): Omit<FigureLayout, 'code' | 'inOverall'> {
  const scores = dimensions.flatMap(({ code }) => figures.find((figure) => figure.code === componentFigure(code)) ?? []);
  const whole = scores.length === dimensions.length ? scores : [];
  return { measure: 'component-score', ...combine(whole, 1), bounds: [dimensions.length, dimensions.length * 10] };
}

function dimensionScore({ code, subDimensions }: Dimension, subs: readonly FigureLayout[]): FigureLayout {
  const common = { code: componentFigure(code), measure: 'component-score', inOverall: false, bounds: [1, 10] } as const;
  return { ...common, ...combine(subs, 1 / subDimensions.length) };
}

/** Σ of figures, each times `factor`. */
function combine(figures: readonly FigureLayout[], factor: number): Pick<FigureLayout, 'items' | 'parts' | 'constant'> {
  return {
    items: figures.flatMap(({ items }) => items),
    parts: figures.flatMap(({ parts }) => parts.map((part) => ({ ...part, coefficient: part.coefficient * factor }))),
    constant: figures.reduce((sum, { constant }) => sum + constant * factor, 0)
  };
}

/** null: the questionnaire has none of its items. */
function subDimensionScore(
  { code, indicators }: SubDimension,
  items: readonly ItemLayout[],
  indexOf: (indicator: Indicator) => number,
  positionOf: (item: number, value: string) => number
): FigureLayout | null {
  const present = indicators.map((indicator) => ({ indicator, item: indexOf(indicator) })).filter(({ item }) => item >= 0);
  if (present.length === 0) return null;
  const share = 1 / present.length;
  const parts = present.map(({ indicator, item }): FigurePart => ({
    code: indicator.item,
    items: [item],
    scores: [indicatorScores(indicator, items[item]!, (value) => positionOf(item, value))],
    coefficient: (share * 9 * (indicator.reversed ? -1 : 1)) / (indicator.max - indicator.min)
  }));
  const constant = present.reduce((sum, { indicator: { min, max, reversed } }) => {
    const from = reversed ? max : -min;
    return sum + share * (1 + (9 * from) / (max - min));
  }, 0);
  const common = { code: componentFigure(code), measure: 'component-score', inOverall: false, bounds: [1, 10] } as const;
  return { ...common, items: present.map(({ item }) => item), parts, constant };
}

/** x over 1 for every answer the indicator names; other answers leave it. */
function indicatorScores({ values }: Indicator, { positions }: ItemLayout, positionOf: (value: string) => number): ItemScores {
  const numerator = new Array<number>(positions + 1).fill(0);
  const denominator = new Array<number>(positions + 1).fill(0);
  for (const [value, x] of Object.entries(values)) {
    const position = positionOf(value);
    numerator[position] = x;
    denominator[position] = 1;
  }
  return { numerator, denominator };
}
