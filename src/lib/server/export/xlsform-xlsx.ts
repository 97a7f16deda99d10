/**
 * A questionnaire as an XLSForm workbook, to edit in Excel or LibreOffice or to ask with other tools. Every cell is text, escaped
 * where a spreadsheet would compute it. `read-xlsform.ts` takes it back.
 */
import type { Worksheet } from 'exceljs';
import type { Questionnaire } from '../../core/questionnaire/questionnaire';
import type { TextSheet } from '../../core/questionnaire/xlsform/sheets';
import { XLSFORM_SHEETS } from '../../core/questionnaire/xlsform/sheets';
import { writeXlsForm } from '../../core/questionnaire/xlsform/write-xlsform';
import { escapeFormula } from '../scorecard-sheet/layout';

const FONT = { name: 'Times New Roman', size: 12 };
const HEADER_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDCE6F1' } } as const;
/** In characters. */
const [NARROWEST, WIDEST] = [10, 60];
/** What a row is, and its name, stay in view. */
const COLUMNS_IN_VIEW = 2;

/** `version`: the questionnaire version's number. */
export async function questionnaireToXlsx(questionnaire: Questionnaire, version: number): Promise<Uint8Array> {
  // Loaded when the first workbook is asked for: it takes longer than the rest of the server.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const sheets = writeXlsForm(questionnaire, String(version));
  for (const name of XLSFORM_SHEETS) addSheet(workbook.addWorksheet(name), sheets[name]);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function addSheet(sheet: Worksheet, { header, rows }: TextSheet): void {
  const style = { font: FONT, numFmt: '@', alignment: { vertical: 'top', wrapText: true } } as const;
  sheet.columns = header.map((_, column) => ({ width: widthOf([header, ...rows].map((cells) => cells[column] ?? '')), style }));
  for (const cells of [header, ...rows]) {
    // An empty cell is none: tools take an empty text for an answer.
    const row = sheet.addRow(cells.map((cell) => (cell === '' ? null : asCell(cell))));
    row.eachCell((cell) => Object.assign(cell, style));
  }
  sheet.getRow(1).eachCell((cell) => {
    cell.font = { ...FONT, bold: true };
    cell.fill = HEADER_FILL;
  });
  sheet.views = [{ state: 'frozen', xSplit: COLUMNS_IN_VIEW, ySplit: 1 }];
}

function widthOf(cells: readonly string[]): number {
  const longest = Math.max(...cells.map((cell) => cell.length));
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 2));
}

/** XLSX writes what XML would not keep as `_x000D_`; a text that looks so itself is told apart by its first underscore. */
function asCell(text: string): string {
  return escapeFormula(text)
    .replace(/_x[0-9A-Fa-f]{4}_/g, (mark) => `_x005F${mark}`)
    .replaceAll('\r', '_x000D_');
}
