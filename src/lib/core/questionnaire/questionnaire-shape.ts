/**
 * The shape of a questionnaire: everything that answers are stored and counted by, without the texts. Answers to two versions add up
 * exactly where their shapes are equal (the same items, scales and options, in the same order and under the same conditions) and the
 * words of the answers are: "Hài lòng" is what people chose and what is counted, so another word is another measure, while a question
 * may be put more clearly (docs/decisions/0021).
 */
import type { Condition, Item, LocalizedText, Questionnaire } from './questionnaire';
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

/** True if answers to the two versions may be added up and compared. */
export function addsUp(before: Questionnaire, after: Questionnaire): boolean {
  if (questionnaireShape(before) !== questionnaireShape(after)) return false;
  const languages = before.languages.filter((language) => after.languages.includes(language));
  return JSON.stringify(answerWords(before, languages)) === JSON.stringify(answerWords(after, languages));
}

/**
 * True if a survey that runs may go on with the other version: answers add up, what is computed of them means the same (the rates
 * with what they count and leave out), and the same items must be answered.
 */
export function isRewording(before: Questionnaire, after: Questionnaire): boolean {
  const fixed = (one: Questionnaire) => JSON.stringify([one.rates.map(({ name: _, ...rate }) => rate), requiredItemsOf(one)]);
  return addsUp(before, after) && fixed(before) === fixed(after);
}

/** What people choose from, in these languages; letters of another case, or a space too many, are the same word. */
function answerWords(questionnaire: Questionnaire, languages: readonly string[]) {
  const wordsOf = (label: LocalizedText | undefined) =>
    languages.map((language) => (label?.[language] ?? '').normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase());
  return [
    questionnaire.scales.flatMap(({ levels }) => levels.map(({ label }) => wordsOf(label))),
    itemsOf(questionnaire).map((item) =>
      item.kind === 'level' ? wordsOf(item.notApplicable) : item.options.map(({ label }) => wordsOf(label))
    )
  ];
}

/** What a condition says, whichever way its record was put together. */
export function conditionShape({ item, values, unless }: Condition) {
  return [item, values, unless === true] as const;
}
