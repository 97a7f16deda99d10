/**
 * The style that hides a conditional question until its condition holds, and options where they make no sense, for browsers that know
 * `:has()`; others show all, with the printed hint. Codes and values are checked (`checkQuestionnaire`) to be lower case letters,
 * digits and underscores.
 */
import type { Condition, Item, Questionnaire } from '../../core/questionnaire/questionnaire';
import { itemsOf } from '../../core/questionnaire/questionnaire';

export function conditionStyle(questionnaire: Questionnaire): string {
  const items = itemsOf(questionnaire);
  const conditional = items.filter((item) => item.showWhen?.length);
  const rules = [
    rule(
      conditional.map((item) => `#${item.code}`),
      'none'
    ),
    rule(
      conditional.map((item) => `form${item.showWhen!.map(selectorOf).join('')} #${item.code}`),
      'block'
    ),
    rule(items.flatMap(hiddenOptions), 'none')
  ].join('');
  return rules === '' ? '' : `@supports selector(:has(a)){${rules}}`;
}

const rule = (selectors: readonly string[], display: 'block' | 'none'): string =>
  selectors.length === 0 ? '' : `${selectors.join(',')}{display:${display}}`;

function hiddenOptions(item: Item): readonly string[] {
  if (item.kind === 'level') return [];
  return item.options.flatMap(({ value, hideWhen }) =>
    hideWhen ? [`form${selectorOf(hideWhen)} label:has([name=${item.code}][value="${value}"])`] : []
  );
}

function selectorOf({ item, values, unless }: Condition): string {
  const chosen = `:has(${values.map((value) => `[name=${item}][value="${value}"]:checked`).join(',')})`;
  return unless ? `:not(${chosen})` : chosen;
}
