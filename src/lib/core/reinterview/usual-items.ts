/** Which items are asked again: level items that are shown to everybody, a handful of different factors where the round sets none. */
import type { LevelItem, Questionnaire } from '../questionnaire/questionnaire';
import { itemsOf } from '../questionnaire/questionnaire';

const HANDFUL = 5;

/** Those that a round may choose from. */
export function askableItems(questionnaire: Questionnaire): readonly LevelItem[] {
  return itemsOf(questionnaire).filter((item): item is LevelItem => item.kind === 'level' && item.showWhen === undefined);
}

/** `chosen`: codes that the round sets; those that are no longer there are passed over. In the form's order. */
export function itemsAskedAgain(questionnaire: Questionnaire, chosen: readonly string[]): readonly LevelItem[] {
  const askable = askableItems(questionnaire);
  const set = askable.filter(({ code }) => chosen.includes(code));
  if (set.length > 0) return set;
  const factors = questionnaire.sections.filter(({ kind }) => kind === 'factor');
  const firsts = factors.flatMap(({ items }) => askable.find((item) => items.includes(item)) ?? []).slice(0, HANDFUL);
  return firsts.length > 0 ? firsts : askable.slice(0, HANDFUL);
}
