/** Conditions in the language of an XLSForm's `relevant` and `choice_filter` columns. `read-expression.ts` reads them back. */
import type { Condition, Item, ResponseOption } from '../questionnaire';

/** By code, what kind of question it is: only of a question with several answers one asks whether one of them was selected. */
export type KindOf = (item: string) => Item['kind'];

/** The column of `choices` that says by which part of a filter an option is hidden. */
export const HIDE_GROUP = 'hide_group';

export function relevantOf(conditions: readonly Condition[], kindOf: KindOf): string {
  const alone = conditions.length === 1;
  return conditions.map((condition) => (alone ? bare(condition, kindOf) : closed(condition, kindOf))).join(' and ');
}

/** By each different condition that hides options, the word that `hide_group` says of them. */
export function hideGroups(options: readonly ResponseOption[]): ReadonlyMap<string, { readonly group: string; readonly when: Condition }> {
  const groups = new Map<string, { group: string; when: Condition }>();
  for (const { hideWhen } of options) {
    if (!hideWhen || groups.has(JSON.stringify(hideWhen))) continue;
    groups.set(JSON.stringify(hideWhen), { group: `h${groups.size + 1}`, when: hideWhen });
  }
  return groups;
}

/** '' where no option is ever hidden. */
export function choiceFilterOf(options: readonly ResponseOption[], kindOf: KindOf): string {
  return [...hideGroups(options).values()]
    .map(({ group, when }) => `not(${HIDE_GROUP} = '${group}' and ${closed(when, kindOf)})`)
    .join(' and ');
}

/** As a part of something longer. */
function closed(condition: Condition, kindOf: KindOf): string {
  const text = bare(condition, kindOf);
  return condition.unless || condition.values.length === 1 ? text : `(${text})`;
}

function bare({ item, values, unless }: Condition, kindOf: KindOf): string {
  const asked = `\${${item}}`;
  const any = values.map((value) => (kindOf(item) === 'choices' ? `selected(${asked}, '${value}')` : `${asked} = '${value}'`)).join(' or ');
  return unless ? `not(${any})` : any;
}
