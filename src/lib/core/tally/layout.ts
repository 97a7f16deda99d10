/**
 * What counting needs to know of a questionnaire and a method, worked out once: positions instead of texts, conditions as item
 * indexes, and which items make which figure by which rule. Compile it per questionnaire version and method version, then
 * count any number of responses with it.
 *
 * Refused (thrown, since `checkQuestionnaire` and creating a survey should have found them first): a factor item whose scale
 * has no satisfied threshold in the method, a condition or rate that names an unknown item or value, a condition on a later
 * item, a rate that counts what it leaves out, and a rate of a multiple-choice item (its tally does not hold how many people
 * answered).
 */
import type { Method } from '../method/method';
import type { Item, Questionnaire, Section } from '../questionnaire/questionnaire';
import { itemsOf, scaleOf } from '../questionnaire/questionnaire';

/** The code of the figure over every factor the method lists. */
export const OVERALL = 'overall';

export interface ItemLayout {
  readonly code: string;
  /** Section code. */
  readonly section: string;
  readonly kind: Item['kind'];
  /** Answers are 1 … `positions` (levels or options); 0 is "does not apply". */
  readonly positions: number;
  /** The lowest satisfied level; null for an item without levels, or outside the factors on a scale the method does not know. */
  readonly satisfiedFrom: number | null;
  /** All must hold for the item to be shown; empty: always shown. */
  readonly conditions: readonly ConditionLayout[];
}

export interface ConditionLayout {
  /** Index of an earlier item. */
  readonly item: number;
  readonly positions: readonly number[];
  /** It holds where the answer is none of the positions. */
  readonly unless: boolean;
}

/** One ratio of a figure, Σ satisfied / Σ valid over its items, and its coefficient in the figure. */
export interface FigurePart {
  /** What is missing where the ratio does not exist: the item's, the factor's or the figure's code. */
  readonly code: string;
  readonly items: readonly number[];
  readonly coefficient: number;
}

export interface FigureLayout {
  /** `overall`, or a section of kind `factor`. */
  readonly code: string;
  /** False for a factor that the method leaves out of the overall figure; true for `overall` itself. */
  readonly inOverall: boolean;
  readonly items: readonly number[];
  /** The figure is Σ coefficient · ratio. One part: pooled. */
  readonly parts: readonly FigurePart[];
}

export interface RateLayout {
  readonly code: string;
  readonly item: number;
  readonly counted: readonly number[];
  /** Positions that leave the denominator; always includes 0 ("does not apply"). */
  readonly leftOut: readonly number[];
}

export interface TallyLayout {
  readonly items: readonly ItemLayout[];
  /** `overall` first, then the factor sections in questionnaire order. */
  readonly figures: readonly FigureLayout[];
  readonly rates: readonly RateLayout[];
}

/** Compiles a questionnaire and a method. Throws an Error on what the file's opening lists. */
export function compileLayout(questionnaire: Questionnaire, method: Method): TallyLayout {
  const all = itemsOf(questionnaire);
  const indexOf = new Map(all.map((item, i) => [item.code, i]));
  const lookUp = (code: string, wantedBy: string): number => {
    const index = indexOf.get(code);
    if (index === undefined) throw new Error(`${questionnaire.code}: ${wantedBy} names the unknown item ${code}`);
    return index;
  };

  const items = questionnaire.sections.flatMap((section) =>
    section.items.map((item): ItemLayout => {
      const conditions = (item.showWhen ?? []).map(({ item: code, values, unless = false }) => {
        const index = lookUp(code, `the condition of ${item.code}`);
        if (index >= indexOf.get(item.code)!) throw new Error(`${questionnaire.code}: ${item.code} depends on the later item ${code}`);
        return { item: index, positions: values.map((value) => positionOf(questionnaire, all[index]!, value)), unless };
      });
      const positions = item.kind === 'level' ? scaleOf(questionnaire, item).levels.length : item.options.length;
      return {
        code: item.code,
        section: section.code,
        kind: item.kind,
        positions,
        satisfiedFrom: satisfiedFrom(method, section, item),
        conditions
      };
    })
  );

  const rates = questionnaire.rates.map((rate): RateLayout => {
    const index = lookUp(rate.item, `the rate ${rate.code}`);
    const item = all[index]!;
    if (item.kind === 'choices')
      throw new Error(`${questionnaire.code}: the rate ${rate.code} is of the multiple-choice item ${rate.item}`);
    const positionsOf = (values: readonly string[]) => values.map((value) => positionOf(questionnaire, item, value));
    const counted = positionsOf(rate.values);
    const leftOut = [...new Set([0, ...positionsOf(rate.leaveOut ?? [])])];
    if (counted.some((position) => leftOut.includes(position)))
      throw new Error(`${questionnaire.code}: the rate ${rate.code} counts what it leaves out`);
    return { code: rate.code, item: index, counted, leftOut };
  });

  return { items, figures: figuresOf(questionnaire, method, items), rates };
}

/** Index of an item by its code. Throws on an unknown one. */
export function itemIndex(layout: TallyLayout, code: string): number {
  const index = layout.items.findIndex((item) => item.code === code);
  if (index < 0) throw new Error(`unknown item ${code}`);
  return index;
}

/** A figure by its code (`overall` or a factor's section code). Throws on an unknown one. */
export function figureOf(layout: TallyLayout, code: string): FigureLayout {
  const figure = layout.figures.find((candidate) => candidate.code === code);
  if (!figure) throw new Error(`unknown figure ${code}`);
  return figure;
}

function figuresOf(questionnaire: Questionnaire, method: Method, items: readonly ItemLayout[]): readonly FigureLayout[] {
  const factors = questionnaire.sections
    .filter((section) => section.kind === 'factor')
    .map((section) => ({
      code: section.code,
      items: items.flatMap((item, i) => (item.section === section.code && item.kind === 'level' ? [i] : []))
    }))
    .filter((factor) => factor.items.length > 0);
  if (factors.some((factor) => factor.code === OVERALL)) throw new Error(`${questionnaire.code}: no factor may have the code ${OVERALL}`);

  const pooled = (code: string, indexes: readonly number[]): FigurePart[] => [{ code, items: indexes, coefficient: 1 }];
  const meanOf = (parts: readonly { code: string; items: readonly number[] }[]): FigurePart[] =>
    parts.map(({ code, items: indexes }) => ({ code, items: indexes, coefficient: 1 / parts.length }));
  const meanOfItems = (indexes: readonly number[]) => meanOf(indexes.map((i) => ({ code: items[i]!.code, items: [i] })));

  const entering = factors.filter((factor) => method.factors.includes(factor.code));
  const everyItem = entering.flatMap((factor) => factor.items);
  const overallParts = {
    pooled: () => pooled(OVERALL, everyItem),
    'mean-of-items': () => meanOfItems(everyItem),
    'mean-of-factors': () => meanOf(entering)
  }[method.aggregation]();
  // Under mean-of-factors a single factor has nothing to be the mean of: it is pooled.
  const factorParts = (factor: { code: string; items: readonly number[] }) =>
    method.aggregation === 'mean-of-items' ? meanOfItems(factor.items) : pooled(factor.code, factor.items);

  return [
    { code: OVERALL, inOverall: true, items: everyItem, parts: overallParts },
    ...factors.map((factor) => ({ ...factor, inOverall: entering.includes(factor), parts: factorParts(factor) }))
  ];
}

function satisfiedFrom(method: Method, section: Section, item: Item): number | null {
  if (item.kind !== 'level') return null;
  const threshold = method.satisfiedFrom[item.scale];
  if (threshold === undefined && section.kind === 'factor')
    throw new Error(`method ${method.family} ${method.number}: no satisfied threshold for the scale ${item.scale} of ${item.code}`);
  return threshold ?? null;
}

/** The position that a form value stands for: `na` is 0, a level its number, an option its place counted from 1. */
function positionOf(questionnaire: Questionnaire, item: Item, value: string): number {
  const position =
    item.kind !== 'level'
      ? item.options.findIndex((option) => option.value === value) + 1 || undefined
      : value === 'na'
        ? 0
        : scaleOf(questionnaire, item).levels.find((level) => String(level.level) === value)?.level;
  if (position === undefined) throw new Error(`${questionnaire.code}: ${item.code} has no answer ${value}`);
  return position;
}
