/**
 * Compiles a questionnaire version and a method version into a layout; then any number of responses is counted with it.
 *
 * Refused (thrown, since `checkQuestionnaire` and creating a survey should have found them first): a factor item whose scale
 * has no satisfied threshold in the method, a condition or rate that names an unknown item or value, a condition on a later
 * item, a rate that counts what it leaves out, and a rate of a multiple-choice item (its tally does not hold how many people
 * answered).
 */
import type { Method } from '../method/method';
import type { Item, Questionnaire, Section } from '../questionnaire/questionnaire';
import { itemsOf, scaleOf } from '../questionnaire/questionnaire';
import { componentFigures } from './component-figures';
import type { ItemLayout, RateLayout, TallyLayout } from './layout';
import { shareFigures } from './share-figures';

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

  const components = method.components
    ? componentFigures(method.components, items, (item, value) => positionOf(questionnaire, all[item]!, value))
    : [];
  return { items, figures: [...shareFigures(questionnaire, method, items, components), ...components], rates };
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
