/**
 * A sheet of an XLSForm by its columns, whichever way a person wrote the headers: blanks or underscores, capitals, `relevance`,
 * `label::vi`, `label:Vietnamese (vi)`, or `label` alone, which is Vietnamese. Texts come without blanks around them and in NFC.
 * Refused: a column that stands twice.
 */
import { columnLetters } from '../../column-letters';
import type { Language } from '../questionnaire';
import type { Findings } from './findings';
import { mistake, note } from './findings';
import { readLanguageName } from './language-names';
import type { TextSheet, XlsFormSheet } from './sheets';
import { inLanguage } from './sheets';

export interface TableRow {
  /** '' where the column or the cell is missing. */
  readonly text: (column: string) => string;
  /** By language, what is not empty. */
  readonly words: (column: string) => ReadonlyMap<Language, string>;
  /** `survey!B12`; of a column that is not there, the row's first cell. */
  readonly cell: (column: string) => string;
}

export interface Table {
  /** Rows with something in them. */
  readonly rows: readonly TableRow[];
  readonly has: (column: string) => boolean;
  /** Of a column, in the order of the sheet. */
  readonly languages: (column: string) => readonly Language[];
  /** Columns with something in them, other than the `known` ones: each with its first such cell. */
  readonly others: (known: ReadonlySet<string>) => ReadonlyMap<string, string>;
}

const TRANSLATED = new Set(['label', 'hint', 'short_name', 'condition_hint', 'title']);
const ALIASES: Readonly<Record<string, string>> = { relevance: 'relevant', caption: 'label', value: 'name', command: 'type' };
const LONGEST_HEADER = 200;

export function readTable(name: XlsFormSheet, sheet: TextSheet, findings: Findings): Table {
  const columns = readHeader(name, sheet.header, findings);
  const rows = sheet.rows.flatMap((cells, i): readonly TableRow[] => {
    const texts = cells.map(clean);
    if (texts.every((cell) => cell === '')) return [];
    const text = (column: string) => texts[columns.get(column) ?? -1] ?? '';
    return [
      {
        text,
        words: (column) =>
          new Map(
            languagesOf(columns, column).flatMap((language) => {
              const words = text(inLanguage(column, language));
              return words === '' ? [] : [[language, words] as const];
            })
          ),
        cell: (column) => `${name}!${columnLetters(placeOf(columns, column) + 1)}${i + 2}`
      }
    ];
  });
  return {
    rows,
    has: (column) => columns.has(column) || languagesOf(columns, column).length > 0,
    languages: (column) => languagesOf(columns, column),
    others: (known) =>
      new Map(
        [...columns.keys()]
          .filter((column) => !known.has(column.split('::')[0]!))
          .flatMap((column) => {
            const row = rows.find((candidate) => candidate.text(column) !== '');
            return row ? [[column, row.cell(column)] as const] : [];
          })
      )
  };
}

function readHeader(sheet: XlsFormSheet, header: readonly string[], findings: Findings): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const [place, title] of header.entries()) {
    const cell = `${sheet}!${columnLetters(place + 1)}1`;
    const key = readTitle(title);
    if (key === undefined) note(findings, cell, 'xlsform-language-unknown', { value: clean(title) });
    else if (columns.has(key))
      mistake(findings, cell, 'cell-repeated', { value: clean(title), first: `${sheet}!${columnLetters(columns.get(key)! + 1)}1` });
    else if (key !== '') columns.set(key, place);
  }
  // `label` alone is Vietnamese, unless another column says that it is.
  for (const column of TRANSLATED) {
    const place = columns.get(column);
    if (place === undefined) continue;
    columns.delete(column);
    if (!columns.has(inLanguage(column, 'vi'))) columns.set(inLanguage(column, 'vi'), place);
    else note(findings, `${sheet}!${columnLetters(place + 1)}1`, 'xlsform-column-left-out', { column });
  }
  return columns;
}

/** `relevant`, `label::vi`; '': a column without a header. undefined: a text in a language that is not known. */
function readTitle(title: string): string | undefined {
  const words = clean(title).replace(/\s+/g, ' ');
  if (words.length > LONGEST_HEADER) return '';
  const [base = '', ...rest] = words.split(/\s?::?\s?/);
  const folded = base.toLowerCase().replaceAll(' ', '_');
  const column = Object.hasOwn(ALIASES, folded) ? ALIASES[folded]! : folded;
  if (rest.length === 0) return column;
  if (!TRANSLATED.has(column)) return inLanguage(column, rest.join('::'));
  const language = readLanguageName(rest.join('::'));
  return language === undefined ? undefined : inLanguage(column, language);
}

function languagesOf(columns: ReadonlyMap<string, number>, column: string): readonly Language[] {
  const before = inLanguage(column, '');
  return [...columns]
    .filter(([key]) => key.startsWith(before))
    .sort(([, one], [, other]) => one - other)
    .map(([key]) => key.slice(before.length));
}

/** A column's own place, or that of its first language, also where it is asked for in one that is not there. */
function placeOf(columns: ReadonlyMap<string, number>, column: string): number {
  const base = column.split('::')[0]!;
  const language = languagesOf(columns, base)[0];
  return columns.get(column) ?? (language === undefined ? 0 : columns.get(inLanguage(base, language))!);
}

/** What is not text in a row (a caller may be wrong, too) is no text. */
function clean(cell: string): string {
  return typeof cell === 'string' ? cell.normalize('NFC').trim() : '';
}
