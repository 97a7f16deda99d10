/**
 * The rules of an XLSForm as far as this project's files go, written from the reference at xlsform.org: types, names, groups, lists,
 * references, expressions, languages, settings. The converter that other tools use, pyxform, is not part of the tests: what it
 * refuses beyond these rules is not found here. Nothing of the project's own reader is used, which would repeat its mistakes.
 */
import type { TextSheet, XlsFormSheets } from '../../src/lib/core/questionnaire/xlsform/sheets';

type Row = Readonly<Record<string, string>>;

/** Kept by the standard for a group of its own. */
const RESERVED = 'meta';
const XML_NAME = /^[A-Za-z_][A-Za-z0-9._-]*$/;
const TYPES = ['begin_group', 'end_group', 'note', 'text', 'integer', 'decimal', 'date', 'time', 'dateTime', 'geopoint', 'calculate'];
const SELECT = /^(select_one|select_multiple) (\S+)$/;
const LITERAL = /^'[^']*'$|^"[^"]*"$|^\d+(\.\d+)?$/;

/** Sentences, each with its place; none: the file keeps the rules. */
export function xlsFormFaults({ survey, choices, settings }: Pick<XlsFormSheets, 'survey' | 'choices' | 'settings'>): readonly string[] {
  const [questions, listed] = [rowsOf(survey), rowsOf(choices)];
  return [
    ...faultsOfHeaders('survey', survey, ['type', 'name']),
    ...faultsOfHeaders('choices', choices, ['list_name', 'name']),
    ...questions.flatMap((row, i) => faultsOfType(`survey row ${i + 2}`, row, listed)),
    ...faultsOfNames(questions),
    ...faultsOfGroups(questions),
    ...faultsOfLists(questions, listed),
    ...questions.flatMap((row, i) => faultsOfExpressions(`survey row ${i + 2}`, row, questions.slice(0, i), choices.header)),
    ...faultsOfLanguages(survey, choices, settings),
    ...(settings.rows.length === 1 ? [] : [`settings has ${settings.rows.length} rows`])
  ];
}

const rowsOf = ({ header, rows }: TextSheet): readonly Row[] =>
  rows.map((cells) => Object.fromEntries(header.map((column, i) => [column, cells[i] ?? ''])));
const isQuestion = (row: Row) => !['begin_group', 'end_group', 'note', ''].includes(row['type'] ?? '');
const repeated = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);

function faultsOfHeaders(sheet: string, { header }: TextSheet, needed: readonly string[]): readonly string[] {
  return [
    ...needed.filter((column) => !header.includes(column)).map((column) => `${sheet}: no column ${column}`),
    ...repeated(header).map((column) => `${sheet}: the column ${column} stands twice`),
    ...header.filter((column) => column.trim() !== column || column === '').map((column) => `${sheet}: the header "${column}"`),
    // Columns of choices become elements of XML.
    ...header
      .filter((column) => sheet === 'choices' && !XML_NAME.test(column.split('::')[0]!))
      .map((column) => `choices: the header ${column}`)
  ];
}

function faultsOfType(place: string, row: Row, choices: readonly Row[]): readonly string[] {
  const type = row['type'] ?? '';
  const list = SELECT.exec(type)?.[2];
  if (list === undefined) return TYPES.includes(type) ? [] : [`${place}: the type ${type}`];
  return [
    ...(choices.some((choice) => choice['list_name'] === list) ? [] : [`${place}: no list ${list}`]),
    ...(labelsOf(row).every((label) => label !== '') ? [] : [`${place}: a label is missing`])
  ];
}

function faultsOfNames(rows: readonly Row[]): readonly string[] {
  const names = rows.filter((row) => row['type'] !== 'end_group').map((row) => row['name'] ?? '');
  return [
    ...names.filter((name) => !XML_NAME.test(name) || name === RESERVED).map((name) => `survey: the name "${name}"`),
    ...repeated(names).map((name) => `survey: the name ${name} stands twice`)
  ];
}

function faultsOfGroups(rows: readonly Row[]): readonly string[] {
  let depth = 0;
  const faults: string[] = [];
  for (const [i, { type }] of rows.entries()) {
    if (type === 'begin_group') depth += 1;
    if (type === 'end_group') depth -= 1;
    if (depth < 0) faults.push(`survey row ${i + 2}: a group ends that did not begin`);
  }
  return depth > 0 ? [...faults, 'survey: a group does not end'] : faults;
}

function faultsOfLists(questions: readonly Row[], choices: readonly Row[]): readonly string[] {
  const several = new Set(questions.flatMap(({ type = '' }) => (type.startsWith('select_multiple ') ? [type.split(' ')[1]] : [])));
  return choices.flatMap((choice, i) => {
    const { list_name: list = '', name = '' } = choice;
    const place = `choices row ${i + 2}`;
    return [
      ...(/^\S+$/.test(list) ? [] : [`${place}: the list "${list}"`]),
      ...(name === '' || (several.has(list) && /\s/.test(name)) ? [`${place}: the name "${name}"`] : []),
      ...(labelsOf(choice).every((label) => label !== '') ? [] : [`${place}: a label is missing`]),
      ...(choices.findIndex((other) => other['list_name'] === list && other['name'] === name) === i
        ? []
        : [`${place}: ${name} stands twice`])
    ];
  });
}

const labelsOf = (row: Row) => Object.entries(row).flatMap(([column, label]) => (column.startsWith('label') ? [label] : []));

function faultsOfExpressions(place: string, row: Row, before: readonly Row[], columns: readonly string[]): readonly string[] {
  const known = before.filter(isQuestion).map((other) => other['name']);
  return (['relevant', 'choice_filter'] as const).flatMap((column) => {
    const expression = row[column] ?? '';
    const references = [...expression.matchAll(/\$\{([^}]*)\}/g)].map(([, name]) => name);
    return [
      ...references.filter((name) => !known.includes(name)).map((name) => `${place}, ${column}: ${name} does not stand before`),
      ...(expression === '' || isExpression(expression, column === 'choice_filter' ? columns : [])
        ? []
        : [`${place}, ${column}: ${expression} is no expression`])
    ];
  });
}

/**
 * expression = all { 'or' all }; all = one { 'and' one };
 * one = 'not' '(' expression ')' | '(' expression ')' | 'selected' '(' operand ',' operand ')' | operand ('=' | '!=') operand;
 * operand = '${name}' | literal | column
 */
function isExpression(text: string, columns: readonly string[]): boolean {
  const words = text.match(/\$\{[^}]*\}|'[^']*'|"[^"]*"|!=|[(),=]|[^\s(),=!'"$]+|\S/g) ?? [];
  let at = 0;
  const take = (word: string) => words[at] === word && ++at > 0;
  const operand = () => {
    const word = words[at] ?? '';
    return (/^\$\{[A-Za-z_][\w.-]*\}$/.test(word) || LITERAL.test(word) || columns.includes(word)) && ++at > 0;
  };
  const bracketed = (): boolean => take('(') && any() && take(')');
  const one = (): boolean => {
    if (words[at] === 'not' && words[at + 1] === '(') return take('not') && bracketed();
    if (words[at] === 'selected' && words[at + 1] === '(')
      return take('selected') && take('(') && operand() && take(',') && operand() && take(')');
    return words[at] === '(' ? bracketed() : operand() && (take('=') || take('!=')) && operand();
  };
  const all = (): boolean => one() && (!take('and') || all());
  const any = (): boolean => all() && (!take('or') || any());
  return any() && at === words.length;
}

function faultsOfLanguages(survey: TextSheet, choices: TextSheet, settings: TextSheet): readonly string[] {
  const languages = ({ header }: TextSheet, column: string) =>
    header.filter((title) => title.startsWith(`${column}::`)).map((title) => title.slice(column.length + 2));
  const own = languages(survey, 'label');
  const fallback = rowsOf(settings)[0]?.['default_language'] ?? '';
  return [
    ...(own.length > 0 ? [] : ['survey: no label']),
    ...(own.join() === languages(choices, 'label').join() || choices.rows.length === 0
      ? []
      : ['choices: labels in other languages than survey']),
    ...(['', own.join()].includes(languages(survey, 'hint').join()) ? [] : ['survey: hints in other languages than labels']),
    ...(own.includes(fallback) ? [] : [`settings: the default language ${fallback} is none of the form's`])
  ];
}
