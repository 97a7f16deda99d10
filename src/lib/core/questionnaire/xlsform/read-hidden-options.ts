/**
 * The options that a `choice_filter` hides. Held are `not(column = 'x' and …condition…)`, as this project writes it, and the usual
 * `column = ${item}` and `selected(column, ${item})` of cascading lists. An option can be hidden by one condition only.
 */
import type { Condition } from '../questionnaire';
import type { Findings } from './findings';
import { mistake } from './findings';
import type { ListedChoice } from './read-choices';
import type { FilterPart } from './read-expression';
import { readChoiceFilter } from './read-expression';
import type { TableRow } from './read-table';
import type { EarlierItems } from './resolve-condition';
import { resolveCondition } from './resolve-condition';

export interface HiddenOptions {
  /** By an option's value. */
  readonly hideWhen: ReadonlyMap<string, Condition>;
  /** Columns of `choices` that the filter uses. */
  readonly columns: readonly string[];
}

/** For the sentence about a filter that cannot be held. */
const EXAMPLE = "not(hide_group = 'h1' and ${q1} = 'a')";

export function readHiddenOptions(
  row: TableRow,
  choices: readonly ListedChoice[],
  earlier: EarlierItems,
  findings: Findings
): HiddenOptions {
  const filter = row.text('choice_filter');
  const cell = row.cell('choice_filter');
  const parts = filter === '' ? [] : readChoiceFilter(filter);
  if (!parts) mistake(findings, cell, 'xlsform-choice-filter', { value: filter, example: EXAMPLE });
  const hideWhen = new Map<string, Condition>();
  for (const part of parts ?? []) {
    const resolved = part.kind === 'hide' ? resolveCondition(part.when, earlier, cell, findings) : undefined;
    for (const choice of choices) {
      const condition =
        part.kind === 'hide'
          ? choice.row.text(part.column) === part.value
            ? resolved
            : undefined
          : matching(part, choice, earlier, findings, cell);
      if (condition && hideWhen.has(choice.value)) mistake(findings, cell, 'xlsform-choice-filter-two', { value: choice.name });
      else if (condition) hideWhen.set(choice.value, condition);
    }
  }
  return { hideWhen, columns: (parts ?? []).map(({ column }) => column) };
}

function matching(
  part: FilterPart & { readonly kind: 'match' },
  { row }: ListedChoice,
  earlier: EarlierItems,
  findings: Findings,
  cell: string
): Condition | undefined {
  const said = row.text(part.column);
  if (said === '') {
    mistake(findings, row.cell(part.column), 'cell-empty');
    return undefined;
  }
  return resolveCondition({ item: part.item, values: part.several ? said.split(/\s+/) : [said], unless: true }, earlier, cell, findings);
}
