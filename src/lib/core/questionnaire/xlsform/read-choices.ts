/**
 * The `choices` sheet as lists. A list is a scale if its rows say so in the column `scale`; in a file without that column, if its
 * names are the numbers 1 … k, at least three (two are a yes and a no more often than not), and perhaps `na`.
 *
 * Refused: rows without list, name or label; a name that stands twice in a list, more than 300 choices.
 */
import type { Language, LocalizedText } from '../questionnaire';
import { claimName } from './claim-name';
import { codeOf } from './codes';
import type { Findings } from './findings';
import { mistake, note } from './findings';
import { readText } from './read-text';
import type { Table, TableRow } from './read-table';

export interface ListedChoice {
  /** As the file has it, and as expressions say it. */
  readonly name: string;
  /** As an option's value. */
  readonly value: string;
  readonly label: LocalizedText;
  readonly row: TableRow;
}

export interface ChoiceList {
  readonly name: string;
  readonly choices: readonly ListedChoice[];
  /** By name, the option's value. */
  readonly values: ReadonlyMap<string, string>;
  /** The scale's code, where the file says that the list is one; '': it looks like one. */
  readonly scale: string | undefined;
}

const LEAST_LEVELS = 3;
/** A person finds nothing in a longer list, and every question that uses it holds all of them. */
const MOST_CHOICES = 300;

export function readChoices(table: Table | undefined, languages: readonly Language[], findings: Findings): ReadonlyMap<string, ChoiceList> {
  const rows = new Map<string, TableRow[]>();
  for (const row of table?.rows ?? []) {
    const list = row.text('list_name');
    if (list !== '' && !rows.has(list)) rows.set(list, []);
    if (list !== '') rows.get(list)!.push(row);
    else if (row.text('name') !== '' || row.words('label').size > 0) mistake(findings, row.cell('list_name'), 'cell-empty');
  }
  const marked = table?.has('scale') ?? false;
  return new Map([...rows].map(([name, own]) => [name, readList(name, own, marked, languages, findings)]));
}

function readList(
  name: string,
  rows: readonly TableRow[],
  marked: boolean,
  languages: readonly Language[],
  findings: Findings
): ChoiceList {
  const first = new Map<string, string>();
  const named = rows.filter((row) => {
    const own = row.text('name');
    const known = first.get(own);
    if (own === '') mistake(findings, row.cell('name'), 'cell-empty');
    else if (known !== undefined) mistake(findings, row.cell('name'), 'cell-repeated', { value: own, first: known });
    else first.set(own, row.cell('name'));
    return own !== '' && known === undefined;
  });
  const codes = [...rows.map((row) => row.text('scale'))].filter((code) => code !== '');
  const scale = marked ? codes[0] : looksLikeScale([...first.keys()]) ? '' : undefined;
  for (const row of rows)
    if (scale && row.text('scale') !== '' && row.text('scale') !== scale)
      mistake(findings, row.cell('scale'), 'cell-differs', { value: row.text('scale'), expected: scale });
  const values = valuesOf([...first.keys()]);
  const choices = named.flatMap((row): readonly ListedChoice[] => {
    const own = row.text('name');
    const value = values.get(own)!;
    const label = readText(row, 'label', languages, findings);
    if (!label) mistake(findings, row.cell('label'), 'cell-empty');
    if (value !== own) note(findings, row.cell('name'), 'xlsform-renamed', { value: own, code: value });
    return label ? [{ name: own, value, label, row }] : [];
  });
  if (choices.length > MOST_CHOICES)
    mistake(findings, choices[MOST_CHOICES]!.row.cell('name'), 'xlsform-list-long', { list: name, max: MOST_CHOICES });
  return { name, choices: choices.slice(0, MOST_CHOICES), values, scale };
}

/** Names that are values already keep them, whatever stands before them. */
function valuesOf(names: readonly string[]): ReadonlyMap<string, string> {
  const kept = names.filter((name) => codeOf(name, 'option') === name);
  const taken = new Set(kept);
  return new Map(names.map((name) => [name, taken.has(name) ? name : claimName(taken, codeOf(name, 'option'))]));
}

export const isNotApplicable = (name: string) => name.toLowerCase() === 'na';

function looksLikeScale(names: readonly string[]): boolean {
  const levels = names.filter((name) => !isNotApplicable(name));
  return levels.length >= LEAST_LEVELS && names.length - levels.length <= 1 && isCounted(levels);
}

/** Exactly the numbers 1 … k, in whatever order. */
export function isCounted(names: readonly string[]): boolean {
  const wanted = new Set(names.map((_, i) => String(i + 1)));
  return new Set(names).size === names.length && names.every((name) => wanted.has(name));
}
