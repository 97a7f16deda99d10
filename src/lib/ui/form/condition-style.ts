/**
 * The style that hides a conditional question until its condition holds, for browsers that know `:has()`; others show it with
 * its printed hint. Codes and values are checked (`checkQuestionnaire`) to be lower case letters, digits and underscores.
 */
import type { Condition, Questionnaire } from '../../core/questionnaire/questionnaire';
import { itemsOf } from '../../core/questionnaire/questionnaire';

export function conditionStyle(questionnaire: Questionnaire): string {
  const conditional = itemsOf(questionnaire).filter((item) => item.showWhen?.length);
  if (conditional.length === 0) return '';
  const hidden = conditional.map((item) => `#${item.code}`).join(',');
  const shown = conditional.map((item) => `form${item.showWhen!.map(selectorOf).join('')} #${item.code}`).join(',');
  return `@supports selector(:has(a)){${hidden}{display:none}${shown}{display:block}}`;
}

function selectorOf({ item, values, unless }: Condition): string {
  const chosen = `:has(${values.map((value) => `[name=${item}][value="${value}"]:checked`).join(',')})`;
  return unless ? `:not(${chosen})` : chosen;
}
