/**
 * The shape of a questionnaire: everything that answers are stored and counted by, without the texts. Answers to two versions
 * add up exactly where their shapes are equal: the same items, scales and options, in the same order and under the same conditions.
 */
import type { Condition, Item, Questionnaire } from './questionnaire';
import { itemsOf, requiredItemsOf } from './questionnaire';

/** A text to compare with another one, not to read. */
export function questionnaireShape(questionnaire: Questionnaire): string {
  const answersOf = (item: Item) =>
    item.kind === 'level'
      ? [item.scale, item.notApplicable !== undefined]
      : item.options.map((one) => [one.value, one.hideWhen ? conditionShape(one.hideWhen) : null]);
  return JSON.stringify([
    itemsOf(questionnaire).map((item) => [item.code, item.kind, answersOf(item), (item.showWhen ?? []).map(conditionShape)]),
    questionnaire.scales.map((scale) => [scale.code, scale.levels.map((level) => level.level)]),
    questionnaire.sections.map((section) => [section.code, section.kind, section.items.length])
  ]);
}

/**
 * True if a survey that runs may go on with the other version: answers add up, what is computed of them means the same (the rates
 * with what they count and leave out), and the same items must be answered.
 */
export function isRewording(before: Questionnaire, after: Questionnaire): boolean {
  const fixed = (one: Questionnaire) => JSON.stringify([one.rates.map(({ name: _, ...rate }) => rate), requiredItemsOf(one)]);
  return questionnaireShape(before) === questionnaireShape(after) && fixed(before) === fixed(after);
}

/** What a condition says, whichever way its record was put together. */
export function conditionShape({ item, values, unless }: Condition) {
  return [item, values, unless === true] as const;
}
