/**
 * Reads an XLSForm workbook (XLSX) as a questionnaire: the sheets by their names, whatever their order and capitals, as a person or
 * another program saved them. What the questionnaire holds and refuses is core's (`core/questionnaire/xlsform/read-xlsform.ts`).
 */
import type { Workbook, Worksheet } from 'exceljs';
import { columnLetters } from '../core/column-letters';
import type { ProblemCode, ProblemDetail, ProblemParameters } from '../core/problem';
import { Problem } from '../core/problem';
import type { Questionnaire } from '../core/questionnaire/questionnaire';
import { readXlsForm } from '../core/questionnaire/xlsform/read-xlsform';
import type { TextSheet, XlsFormSheet } from '../core/questionnaire/xlsform/sheets';
import { XLSFORM_SHEETS } from '../core/questionnaire/xlsform/sheets';
import { openWorkbook } from './open-workbook';
import { cellProblem } from './scorecard-sheet/cell-problem';
import { unescapeFormula } from './scorecard-sheet/layout';
import type { CellContent } from './sheet-cell';
import { cellText, readCell } from './sheet-cell';

export interface XlsFormFile {
  readonly questionnaire: Questionnaire;
  /** What was assumed or left out, for a person to look at. `place` is a cell. */
  readonly notes: readonly ProblemDetail[];
}

/** The last row that may say something. */
const MOST_ROWS = 5000;
/** What stands further right is not read. */
const MOST_COLUMNS = 200;
const LONGEST_TEXT = 4000;
/** Beyond what the format lets a cell hold: nothing is cut that should be too long. */
const LONGEST_CELL = 100_000;
/** Line breaks and tabs may stand in a text. */
const UNSTORABLE = /(?![\n\r\t])[\p{Cc}\p{Cs}]/u;

/**
 * `fileName`: for the sentences. Throws `body-too-large`, `workbook-unreadable`, `sheet-too-long`, or `cells-invalid`, whose details name
 * every cell that cannot be taken.
 */
export async function readXlsFormFile(file: Uint8Array, fileName: string): Promise<XlsFormFile> {
  const workbook = await openWorkbook(file, fileName);
  const unreadable: ProblemDetail[] = [];
  const sheets: Partial<Record<XlsFormSheet, TextSheet>> = {};
  for (const name of XLSFORM_SHEETS) {
    const sheet = sheetNamed(workbook, name);
    if (sheet) sheets[name] = readSheet(sheet, name, fileName, unreadable);
  }
  const { questionnaire, mistakes, notes } = readXlsForm(sheets);
  const all = unreadable.length > 0 ? unreadable : mistakes;
  if (!questionnaire || all.length > 0) throw new Problem('cells-invalid', { file: fileName, count: all.length }, all);
  return { questionnaire, notes };
}

function sheetNamed(workbook: Workbook, name: XlsFormSheet): Worksheet | undefined {
  return workbook.worksheets.find((sheet) => sheet.name.trim().toLowerCase() === name);
}

function readSheet(sheet: Worksheet, name: XlsFormSheet, file: string, unreadable: ProblemDetail[]): TextSheet {
  const rows: (readonly string[])[] = [];
  // Programs count formatted rows, too, down to the end of the sheet.
  for (let number = 1; number <= sheet.rowCount; number++) {
    const row = sheet.findRow(number);
    if (!row) continue;
    const width = Math.min(row.cellCount, MOST_COLUMNS);
    const cells = Array.from({ length: width }, (_, i) => {
      const cell = `${name}!${columnLetters(i + 1)}${number}`;
      return readText(readCell(row.findCell(i + 1)?.value, LONGEST_CELL), cell, unreadable);
    });
    if (cells.every((cell) => cell === '')) continue;
    if (number > MOST_ROWS) throw new Problem('sheet-too-long', { file, max: MOST_ROWS });
    while (rows.length < number - 1) rows.push([]);
    rows.push(cells);
  }
  const [header = [], ...rest] = rows;
  return { header, rows: rest };
}

function readText(content: CellContent, cell: string, unreadable: ProblemDetail[]): string {
  const text = unescapeFormula(cellText(content));
  const refuse = (code: ProblemCode, parameters: ProblemParameters = {}) => unreadable.push(cellProblem(cell, code, parameters));
  // A date is what a spreadsheet made of a text like 5-6; an error stands for a text that is gone.
  if (content.kind === 'other' && !['TRUE', 'FALSE'].includes(text)) refuse('cell-value', { value: text });
  if (content.kind === 'formula-empty') refuse('cell-formula');
  if (text.length > LONGEST_TEXT || UNSTORABLE.test(text)) refuse('cell-text', { max: LONGEST_TEXT });
  return text;
}
