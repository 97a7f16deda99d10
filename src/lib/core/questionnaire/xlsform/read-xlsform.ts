/**
 * Reads an XLSForm (xlsform.org) as a questionnaire: one that `writeXlsForm` wrote, also after a person changed it, or one that was made
 * elsewhere with `select_one`, `select_multiple`, groups, notes, skips and one open text. It never throws on what sheets say.
 *
 * Refused, each in its cell: what a questionnaire has no place for (repeats, calculations, numbers, dates, a second open text,
 * conditions with arithmetic or with `or` between different questions), and what is wrong in itself (a name twice, a list that is
 * not there). What is only missing is assumed or left out, and a note says so; the notes are for a person to go through.
 */
import type { ProblemDetail } from '../../problem';
import { checkQuestionnaire } from '../check-questionnaire';
import type { Item, Questionnaire } from '../questionnaire';
import type { Findings } from './findings';
import { mistake, noFindings, note, notesOf } from './findings';
import { itemCodes } from './item-names';
import { readChoices } from './read-choices';
import { readItems } from './read-items';
import type { QuestionRow } from './read-outline';
import { readOutline } from './read-outline';
import { readRates } from './read-rates';
import { readScales } from './read-scales';
import { readSections } from './read-sections';
import { readComment, readLanguages, readMinutes, readStem, readTitle } from './read-settings';
import type { Table } from './read-table';
import { readTable } from './read-table';
import type { XlsFormSheet, XlsFormSheets } from './sheets';

export interface XlsFormReading {
  /** undefined: there are mistakes. */
  readonly questionnaire: Questionnaire | undefined;
  /** `place` is a cell (`survey!B12`), or a sheet that is not there. */
  readonly mistakes: readonly ProblemDetail[];
  /** What was assumed or left out; `count` says in how many cells, of which `place` is the first. */
  readonly notes: readonly ProblemDetail[];
}

const MOST_QUESTIONS = 300;
const KNOWN_COLUMNS = new Set([
  ...['type', 'name', 'label', 'hint', 'relevant', 'required', 'appearance', 'choice_filter', 'constraint', 'disabled'],
  ...['section_kind', 'code', 'short_name', 'source', 'official_text', 'condition_hint']
]);
const KNOWN_CHOICE_COLUMNS = ['list_name', 'name', 'label', 'scale', 'hide_group'];

export function readXlsForm(sheets: Partial<XlsFormSheets>): XlsFormReading {
  const findings = noFindings();
  const table = (name: XlsFormSheet) => (sheets[name] ? readTable(name, sheets[name], findings) : undefined);
  const [survey, choices] = [table('survey'), table('choices')];
  if (!survey) mistake(findings, 'survey', 'xlsform-sheet-missing', { sheet: 'survey' });
  const complete = hasColumns(survey, ['type', 'name', 'label'], 'survey', findings);
  const listed = hasColumns(choices, ['list_name', 'name', 'label'], 'choices', findings);
  const read = survey && complete && listed ? readForm(survey, choices, table, findings) : undefined;
  // What every part of the file allows may still not go together; nobody may store it.
  if (read && findings.mistakes.size === 0)
    for (const fault of checkQuestionnaire(read)) mistake(findings, 'survey', 'xlsform-fault', { fault });
  const mistakes = [...findings.mistakes.values()];
  return { questionnaire: mistakes.length === 0 ? read : undefined, mistakes, notes: notesOf(findings) };
}

function hasColumns(table: Table | undefined, needed: readonly string[], sheet: XlsFormSheet, findings: Findings): boolean {
  const missing = table ? needed.filter((column) => !table.has(column)) : [];
  for (const column of missing) mistake(findings, `${sheet}!A1`, 'xlsform-column-missing', { column, sheet });
  return missing.length === 0;
}

function readForm(
  survey: Table,
  choices: Table | undefined,
  table: (name: XlsFormSheet) => Table | undefined,
  findings: Findings
): Questionnaire | undefined {
  const extra = table('questionnaire');
  const languages = readLanguages(survey, extra, findings);
  const outline = readOutline(survey, findings);
  const questions = outline.sections.flatMap((section) => section.questions);
  const [over] = questions.slice(MOST_QUESTIONS);
  if (over) mistake(findings, over.row.cell('type'), 'xlsform-questions', { max: MOST_QUESTIONS });
  if (questions.length === 0) mistake(findings, 'survey', 'xlsform-empty');
  if (over || questions.length === 0) return undefined;

  const lists = readChoices(choices, languages, findings);
  const scales = readScales(lists, new Set(questions.flatMap(({ type }) => (type.kind === 'one' ? [type.list] : []))), findings);
  const { items, filterColumns } = readItems({ questions, codes: itemCodes(questions, findings), lists, scales, languages }, findings);
  const itemOf = new Map<QuestionRow, Item | undefined>(questions.map((question, i) => [question, items[i]]));
  const sections = outline.sections.map((section) => ({ ...section, items: section.questions.flatMap((one) => itemOf.get(one) ?? []) }));
  const known = items.flatMap((item) => item ?? []);
  noteLeftOut(survey, KNOWN_COLUMNS, findings);
  if (choices) noteLeftOut(choices, new Set([...KNOWN_CHOICE_COLUMNS, ...filterColumns]), findings);
  noteHints(questions, findings);
  return {
    ...readTitle(table('settings'), extra, languages, findings),
    stem: readStem(outline.stem, languages, findings),
    languages,
    minutes: readMinutes(extra, questions.length, findings),
    scales: scales.scales,
    sections: readSections(sections, languages, findings),
    rates: readRates(table('rates'), known, scales.scales, languages, findings),
    ...(outline.comment && { comment: readComment(outline.comment, languages, findings) })
  };
}

function noteLeftOut(table: Table, known: ReadonlySet<string>, findings: Findings): void {
  for (const [column, cell] of table.others(known)) note(findings, cell, 'xlsform-column-left-out', { column });
}

/** A questionnaire has hints for conditions and for the comment only, and no limits on choices. */
function noteHints(questions: readonly QuestionRow[], findings: Findings): void {
  for (const { row } of questions) {
    if (row.words('hint').size > 0) note(findings, row.cell('hint'), 'xlsform-column-left-out', { column: 'hint' });
    if (row.text('constraint') !== '') note(findings, row.cell('constraint'), 'xlsform-column-left-out', { column: 'constraint' });
  }
}
