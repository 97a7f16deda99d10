/** A table of texts as somebody sent it: CSV, or the first sheet of a workbook (XLSX). */
import { Problem } from '../core/problem';
import { openWorkbook } from './open-workbook';
import type { CsvRow } from './read-csv';
import { checkHeader, readCsv } from './read-csv';
import { cellText, readCell } from './sheet-cell';

const MOST_ROWS = 20_000;
const MOST_COLUMNS = 50;
const ZIP = [0x50, 0x4b];

/** Throws as `readCsv` and `openWorkbook`, and `sheet-too-long`. */
export async function readTable<Column extends string>(
  bytes: Uint8Array,
  file: string,
  required: readonly Column[]
): Promise<readonly CsvRow<Column>[]> {
  if (bytes[0] !== ZIP[0] || bytes[1] !== ZIP[1]) {
    const { rows } = readCsv(bytes, file, required);
    if (rows.length > MOST_ROWS) throw new Problem('sheet-too-long', { file, max: MOST_ROWS });
    return rows;
  }
  const sheet = (await openWorkbook(bytes, file)).worksheets[0];
  const rows: { readonly line: number; readonly texts: readonly string[] }[] = [];
  if (sheet && sheet.rowCount > MOST_ROWS) throw new Problem('sheet-too-long', { file, max: MOST_ROWS });
  for (let line = 1; sheet && line <= sheet.rowCount; line++) {
    const row = sheet.getRow(line);
    const texts = Array.from({ length: Math.min(row.cellCount, MOST_COLUMNS) }, (_, i) => cellText(readCell(row.getCell(i + 1).value)));
    if (texts.some((text) => text !== '')) rows.push({ line, texts });
  }
  const header = rows[0]?.texts ?? [];
  checkHeader(header, required, file);
  return rows.slice(1).map(({ line, texts }) => ({
    line,
    cells: Object.fromEntries(required.map((column) => [column, texts[header.indexOf(column)] ?? ''])) as Record<Column, string>
  }));
}
