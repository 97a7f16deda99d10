/** Finds the table of a scorecard in a workbook: the sheet, the columns by their headers, the rows down to the total, the labels above. */
import type { Workbook, Worksheet } from 'exceljs';
import { columnLetters } from '../../core/column-letters';
import { Problem } from '../../core/problem';
import { listedColumns } from '../read-csv';
import type { ScorecardColumn } from './layout';
import { SCORECARD_COLUMNS, SCORECARD_LABELS, TOTAL_LABEL, unescapeFormula } from './layout';
import type { CellContent } from '../sheet-cell';
import { cellText, readCell } from '../sheet-cell';

export interface TableRow {
  /** As the sheet counts. */
  readonly number: number;
  readonly cells: Readonly<Record<ScorecardColumn, CellContent>>;
}

export interface ScorecardTable {
  /** Rows with something in them, without the total. */
  readonly rows: readonly TableRow[];
  readonly total: TableRow | undefined;
  /** By label, the cell beside it that holds something, or the one right beside it. */
  readonly labels: ReadonlyMap<string, { readonly cell: string; readonly text: string }>;
  /** `D7` */
  readonly address: (column: ScorecardColumn, row: number) => string;
}

const MOST_ROWS = 500;
/** The header stands within these; a person may have put something above. */
const HEADER_WITHIN = 60;
const MOST_COLUMNS = 60;
/** Headers and labels are shorter. */
const LONGEST_LABEL = 200;
/** Rows of an XLSX sheet. */
const SHEET_ROWS = 1_048_576;
/** Columns that a file needs not have: they are not read. */
const OPTIONAL: readonly ScorecardColumn[] = ['lost'];

/** Throws `import-header` (columns missing), `column-repeated` and `sheet-too-long`. */
export function findTable(workbook: Workbook, file: string): ScorecardTable {
  const found = workbook.worksheets.map((sheet) => ({ sheet, header: findHeader(sheet) })).find(({ header }) => header !== undefined);
  const headers = SCORECARD_COLUMNS.filter(({ key }) => !OPTIONAL.includes(key)).map((column) => column.header);
  if (!found?.header) throw new Problem('import-header', { file, columns: headers.join('; '), found: '–' });
  const { sheet, header } = found;

  const texts = rowTexts(sheet, header);
  const places = new Map(SCORECARD_COLUMNS.map(({ key, header: text }) => [key, texts.indexOf(fold(text))]));
  const missing = headers.filter((text) => !texts.includes(fold(text)));
  const written = rowContents(sheet, header).map(cellText).filter((text) => text.trim() !== ''); // prettier-ignore
  if (missing.length > 0) throw new Problem('import-header', { file, columns: missing.join('; '), found: listedColumns(written) });
  const repeated = SCORECARD_COLUMNS.filter(({ header: text }) => texts.filter((each) => each === fold(text)).length > 1);
  if (repeated.length > 0) throw new Problem('column-repeated', { file, columns: repeated.map((column) => column.header).join('; ') });

  const address = (column: ScorecardColumn, row: number) => `${columnLetters(places.get(column)! + 1)}${row}`;
  return { ...readRows(sheet, header, places, file), labels: readLabels(sheet, header), address };
}

function readRows(sheet: Worksheet, header: number, places: ReadonlyMap<ScorecardColumn, number>, file: string) {
  const rows: TableRow[] = [];
  const last = Math.min(sheet.rowCount, SHEET_ROWS);
  for (let number = header + 1; number <= last; number++) {
    const row = sheet.findRow(number);
    if (!row) continue;
    const contents = SCORECARD_COLUMNS.map(({ key }) => {
      const place = places.get(key)!;
      return [key, place < 0 ? { kind: 'empty' } : readCell(row.findCell(place + 1)?.value)] as const;
    });
    const cells = Object.fromEntries(contents) as Record<ScorecardColumn, CellContent>;
    if (contents.every(([, content]) => content.kind === 'empty')) continue;
    if ([cells.code, cells.name].some((content) => fold(cellText(content)) === fold(TOTAL_LABEL)))
      return { rows, total: { number, cells } };
    if (rows.length === MOST_ROWS) throw new Problem('sheet-too-long', { file, max: MOST_ROWS });
    rows.push({ number, cells });
  }
  return { rows, total: undefined };
}

function findHeader(sheet: Worksheet): number | undefined {
  const [code, max] = ['code', 'max'].map((key) => fold(SCORECARD_COLUMNS.find((column) => column.key === key)!.header));
  for (let number = 1; number <= HEADER_WITHIN; number++) {
    const texts = rowTexts(sheet, number);
    if (texts.includes(code!) && texts.includes(max!)) return number;
  }
  return undefined;
}

function readLabels(sheet: Worksheet, header: number): ScorecardTable['labels'] {
  const wanted = new Map(Object.values(SCORECARD_LABELS).map((label) => [fold(label), label as string]));
  const labels = new Map<string, { cell: string; text: string }>();
  for (let number = 1; number < header; number++) {
    const contents = rowContents(sheet, number);
    contents.forEach((content, at) => {
      const text = fold(cellText(content));
      const label = wanted.get(text.endsWith(':') ? text.slice(0, -1).trimEnd() : text);
      if (label === undefined || labels.has(label)) return;
      const beside = contents.findIndex((other, place) => place > at && cellText(other) !== '');
      const place = beside < 0 ? at + 1 : beside;
      labels.set(label, {
        cell: `${columnLetters(place + 1)}${number}`,
        text: unescapeFormula(beside < 0 ? '' : cellText(contents[beside]!))
      });
    });
  }
  return labels;
}

function rowTexts(sheet: Worksheet, number: number): readonly string[] {
  return rowContents(sheet, number).map((content) => fold(cellText(content)));
}

function rowContents(sheet: Worksheet, number: number): readonly CellContent[] {
  const row = sheet.findRow(number);
  return Array.from({ length: MOST_COLUMNS }, (_, i) => readCell(row?.findCell(i + 1)?.value));
}

/** Words as they are compared: case, line breaks and doubled blanks do not count. Longer than any header or label: none. */
function fold(text: string): string {
  if (text.length > LONGEST_LABEL) return '';
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
