/**
 * The questions of `survey` as items, in their order, so that a condition looks back only. Refused: a question without words or with
 * fewer than two choices, a list that is not there, conditions that a questionnaire cannot hold.
 */
import type { Condition, Item, Language, ResponseOption, WordingSource } from '../questionnaire';
import { showingWords } from '../condition-words';
import type { Findings } from './findings';
import { mistake, note } from './findings';
import type { ChoiceList } from './read-choices';
import { readRelevant } from './read-expression';
import { readHiddenOptions } from './read-hidden-options';
import type { QuestionRow } from './read-outline';
import type { ReadScales } from './read-scales';
import { ownWords, readText } from './read-text';
import type { TableRow } from './read-table';
import type { EarlierItem } from './resolve-condition';
import { resolveCondition } from './resolve-condition';

export interface ItemsInput {
  readonly questions: readonly QuestionRow[];
  /** By place among the questions. */
  readonly codes: readonly string[];
  readonly lists: ReadonlyMap<string, ChoiceList>;
  readonly scales: ReadScales;
  readonly languages: readonly Language[];
}

export interface ReadItems {
  /** By place among the questions; undefined: it could not be read, and a mistake says why. */
  readonly items: readonly (Item | undefined)[];
  /** Columns of `choices` that a filter uses. */
  readonly filterColumns: ReadonlySet<string>;
}

/** What a condition may look like, for the sentence about one that cannot be held. */
const EXAMPLE = "${q1} = 'a' or ${q1} = 'b'";
const SOURCES: readonly WordingSource[] = ['official', 'edited', 'project', 'uncertain'];

export function readItems(input: ItemsInput, findings: Findings): ReadItems {
  const earlier = new Map<string, EarlierItem>();
  const filterColumns = new Set<string>();
  const items = input.questions.map(({ row, type, groups }, i): Item | undefined => {
    const list = input.lists.get(type.list);
    const text = readText(row, 'label', input.languages, findings);
    for (const group of groups) note(findings, group.cell('relevant'), 'xlsform-group-condition', { name: group.text('name') });
    const showWhen = [...groups, row].flatMap((conditional) => readConditions(conditional, earlier, findings));
    if (!text) mistake(findings, row.cell('label'), 'cell-empty');
    if (!list) mistake(findings, row.cell('type'), 'xlsform-list-unknown', { list: type.list });
    if (!text || !list) return undefined;

    const officialText = row.text('official_text');
    const about = {
      ...{ code: input.codes[i]!, text, source: readSource(row, findings) },
      ...(officialText !== '' && { officialText }),
      ...(isRequired(row) && { required: true as const }),
      ...(showWhen.length > 0 && { showWhen }),
      ...readHint(row, showWhen, earlier, input, findings)
    };
    const scale = type.kind === 'one' ? input.scales.byList.get(list.name) : undefined;
    if (scale && row.text('choice_filter') !== '') mistake(findings, row.cell('choice_filter'), 'xlsform-choice-filter-scale');
    const item: Item = scale
      ? { kind: 'level', ...about, scale: scale.scale, ...(scale.notApplicable && { notApplicable: scale.notApplicable }) }
      : { kind: type.kind === 'one' ? 'choice' : 'choices', ...about, options: readOptions(row, list, earlier, filterColumns, findings) };
    if (!earlier.has(row.text('name'))) earlier.set(row.text('name'), { item, list });
    return item;
  });
  return { items, filterColumns };
}

function readConditions(row: TableRow, earlier: ReadonlyMap<string, EarlierItem>, findings: Findings): readonly Condition[] {
  const relevant = row.text('relevant');
  const cell = row.cell('relevant');
  if (relevant === '') return [];
  const conditions = readRelevant(relevant);
  if (!conditions) mistake(findings, cell, 'xlsform-condition', { value: relevant, example: EXAMPLE });
  return (conditions ?? []).flatMap((condition) => resolveCondition(condition, earlier, cell, findings) ?? []);
}

function readHint(
  row: TableRow,
  showWhen: readonly Condition[],
  earlier: ReadonlyMap<string, EarlierItem>,
  { languages, scales }: ItemsInput,
  findings: Findings
): Pick<Item, 'conditionHint'> {
  const written = readText(row, 'condition_hint', languages, findings);
  if (written) return { conditionHint: written };
  if (showWhen.length === 0) return {};
  note(findings, row.cell('relevant'), 'xlsform-default-hint');
  const items = [...earlier.values()].map(({ item }) => item);
  return { conditionHint: ownWords(languages, showingWords(showWhen, { items, scales: scales.scales })) };
}

function readSource(row: TableRow, findings: Findings): WordingSource {
  const written = row.text('source');
  const source = SOURCES.find((candidate) => candidate === written.toLowerCase());
  if (!source && written !== '') mistake(findings, row.cell('source'), 'xlsform-word', { value: written, known: SOURCES.join(', ') });
  if (written === '') note(findings, row.cell('name'), 'xlsform-default-source');
  return source ?? 'project';
}

function readOptions(
  row: TableRow,
  list: ChoiceList,
  earlier: ReadonlyMap<string, EarlierItem>,
  filterColumns: Set<string>,
  findings: Findings
): readonly ResponseOption[] {
  if (list.choices.length < 2) mistake(findings, row.cell('type'), 'xlsform-list-short', { list: list.name });
  const { hideWhen, columns } = readHiddenOptions(row, list.choices, earlier, findings);
  for (const column of columns) filterColumns.add(column);
  return list.choices.map(({ value, label }) => {
    const condition = hideWhen.get(value);
    return { value, label, ...(condition && { hideWhen: condition }) };
  });
}

export const isRequired = (row: TableRow) => !['', 'no', 'false', 'false()'].includes(row.text('required').toLowerCase());
