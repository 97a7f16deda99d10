/** The printed number of each level item in the factors: 1, 2, 3 … through the whole questionnaire. */
import type { Questionnaire } from '../../core/questionnaire/questionnaire';

export function itemNumbers(questionnaire: Questionnaire): ReadonlyMap<string, number> {
  const numbered = questionnaire.sections.filter((section) => section.kind === 'factor').flatMap((section) => section.items);
  return new Map(numbered.map((item, i) => [item.code, i + 1]));
}
