/**
 * Conditions as the file writes them, of items and values by their names there, made conditions of the questionnaire. Refused: a
 * question that does not stand before, and a value that is no answer to it.
 */
import type { Condition, Item } from '../questionnaire';
import type { Findings } from './findings';
import { mistake } from './findings';
import type { NamedCondition } from './read-expression';
import type { ChoiceList } from './read-choices';

/** An item that was read already, with its list. */
export interface EarlierItem {
  readonly item: Item;
  readonly list: ChoiceList;
}

/** By name in the file. */
export type EarlierItems = ReadonlyMap<string, EarlierItem>;

export function resolveCondition(named: NamedCondition, earlier: EarlierItems, cell: string, findings: Findings): Condition | undefined {
  const asked = earlier.get(named.item);
  if (!asked) {
    mistake(findings, cell, 'xlsform-condition-item', { item: named.item });
    return undefined;
  }
  const values = named.values.map((value) => asked.list.values.get(value));
  const unknown = named.values.find((_, i) => values[i] === undefined);
  if (unknown !== undefined) {
    mistake(findings, cell, 'xlsform-condition-value', { value: unknown, item: named.item });
    return undefined;
  }
  return { item: asked.item.code, values: values.map((value) => value!), ...(named.unless && { unless: true as const }) };
}
