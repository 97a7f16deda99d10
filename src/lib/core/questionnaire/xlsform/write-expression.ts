/** Conditions in the language of an XLSForm's `relevant` and `choice_filter` columns. `read-expression.ts` reads them back. */
import type { Condition, Item, ResponseOption } from '../questionnaire';

/** By code, an item's name in the file, and its kind: only where there may be several answers, one asks whether one was selected. */
export type AskedAs = (item: string) => { readonly name: string; readonly kind: Item['kind'] };

/** The column of `choices` that says by which part of a filter an option is hidden. */
export const HIDE_GROUP = 'hide_group';

export function relevantOf(conditions: readonly Condition[], askedAs: AskedAs): string {
  const alone = conditions.length === 1;
  return conditions.map((condition) => (alone ? bare(condition, askedAs) : closed(condition, askedAs))).join(' and ');
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
export function choiceFilterOf(options: readonly ResponseOption[], askedAs: AskedAs): string {
  return [...hideGroups(options).values()]
    .map(({ group, when }) => `not(${HIDE_GROUP} = '${group}' and ${closed(when, askedAs)})`)
    .join(' and ');
}

/** As a part of something longer. */
function closed(condition: Condition, askedAs: AskedAs): string {
  const text = bare(condition, askedAs);
  return condition.unless || condition.values.length === 1 ? text : `(${text})`;
}

function bare({ item, values, unless }: Condition, askedAs: AskedAs): string {
  const { name, kind } = askedAs(item);
  const asked = `\${${name}}`;
  const any = values.map((value) => (kind === 'choices' ? `selected(${asked}, '${value}')` : `${asked} = '${value}'`)).join(' or ');
  return unless ? `not(${any})` : any;
}
