/**
 * A CSV table as people really send it: UTF-8 with or without byte order mark, comma or semicolon (Excel in Vietnam), either line
 * end, quoted fields. Texts come back in NFC, without blanks at the ends. Every line that is no row of the table is named.
 */
import { parse } from 'csv-parse/sync';
import { badLine, Problem } from '../core/problem';

export interface CsvRow<Column extends string> {
  /** As an editor counts them; of a row over several lines, the last. */
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
}

export interface CsvTable<Column extends string> {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow<Column>[];
  /** With `;` a comma is a decimal sign. */
  readonly delimiter: ',' | ';';
}

/**
 * Rows with the cells of every column in the header; `required` are those that must be there, in any order.
 * `file` is its name, for the sentences. Throws `file-not-utf8`, `import-header` (a column missing), `column-repeated` or `import-row` (its details name the lines).
 */
export function readCsv<Column extends string>(bytes: Uint8Array, file: string, required: readonly Column[]): CsvTable<Column> {
  const text = decodeUtf8(bytes, file);
  const delimiter = delimiterOf(text);
  const [first, ...lines] = splitRecords(text, delimiter, file);
  // Lines of nothing but separators are what a spreadsheet leaves below its table.
  const records = lines.filter(({ record }) => record.some((cell) => cleanText(cell) !== ''));
  const header = first?.record.map(cleanText) ?? [];
  checkHeader(header, required, file);
  const uneven = records.filter(({ record }) => record.length !== header.length);
  if (uneven.length > 0)
    throw new Problem(
      'import-row',
      { file, count: uneven.length },
      uneven.map(({ line, record }) => badLine(line, 'row-cells', { found: record.length, expected: header.length }))
    );
  const rows = records.map(({ line, record }) => ({
    line,
    cells: Object.fromEntries(header.map((column, at) => [column, cleanText(record[at] ?? '')])) as Record<Column, string>
  }));
  return { header, rows, delimiter };
}

/** Names of columns that a sentence lists; more would bury it. */
const MOST_NAMED = 20;

/** Throws `import-header`, which says which columns there are, or `column-repeated`. */
export function checkHeader(header: readonly string[], required: readonly string[], file: string): void {
  const named = header.filter((column) => column !== '');
  const missing = required.filter((column) => !named.includes(column));
  if (missing.length > 0) throw new Problem('import-header', { file, columns: missing.join(', '), found: listedColumns(named) });
  const repeated = named.filter((column, at) => named.indexOf(column) !== at);
  if (repeated.length > 0) throw new Problem('column-repeated', { file, columns: repeated.join(', ') });
}

/** `–`: there are none. */
export function listedColumns(header: readonly string[]): string {
  const names = header.slice(0, MOST_NAMED).map((name) => (name.length > 40 ? `${name.slice(0, 39)}…` : name));
  return names.length === 0 ? '–' : [...names, ...(header.length > MOST_NAMED ? ['…'] : [])].join(', ');
}

/** Of larger numbers sums of squares could not be held. */
const MOST = 1e100;

/** A cell's number as people write it in such a table. NaN: no number, none there, or one beyond `MOST`. */
export function numberIn(cell: string, { delimiter }: Pick<CsvTable<string>, 'delimiter'>): number {
  const written = delimiter === ';' && /^[-+]?\d+,\d+$/.test(cell) ? cell.replace(',', '.') : cell;
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(written) ? Number(written) : NaN;
  return Math.abs(value) <= MOST ? value : NaN;
}

function decodeUtf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('file-not-utf8', { file });
  }
}

interface ParsedRecord {
  readonly line: number;
  readonly record: readonly string[];
}

function delimiterOf(text: string): ',' | ';' {
  const headerLine = text.slice(0, text.search(/[\r\n]|$/));
  return headerLine.split(';').length > headerLine.split(',').length ? ';' : ',';
}

function splitRecords(text: string, delimiter: string, file: string): readonly ParsedRecord[] {
  try {
    const parsed: unknown = parse(text, { delimiter, info: true, skip_empty_lines: true, relax_column_count: true });
    return (parsed as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({ line: info.lines, record }));
  } catch (failure) {
    const line = (failure as { lines?: number }).lines;
    if (line === undefined) throw failure;
    throw new Problem('import-row', { file, count: 1 }, [badLine(line, 'row-quotes')]);
  }
}

const cleanText = (text: string): string => text.normalize('NFC').trim();
