/**
 * A scorecard as a workbook in Vietnamese, to read, print (A4, landscape) and fill in: numbers with two decimals, sums as formulas
 * with their results beside them. Points that are not there are empty cells, never zeros. `operations/read-scorecard-xlsx.ts`
 * takes the same layout back. Lost points stand with a minus, as the provinces' plans print them.
 */
import type { Row, Worksheet } from 'exceljs';
import type { ParRules } from '../../core/scoring/par-rules';
import { rulesLabel } from '../../core/scoring/par-rules';
import type { AssembledScorecard } from '../../core/scoring/scorecard';
import { escapeFormula, SCORECARD_COLUMNS, SCORECARD_LABELS, SCORECARD_TITLE } from '../scorecard-sheet/layout';
import { lineRows, totalRow } from './scorecard-rows';
import type { SheetRow } from './scorecard-rows';
import { surveyNotes } from './scorecard-survey-notes';

interface ScorecardSheet {
  readonly card: AssembledScorecard;
  readonly rules: ParRules;
  /** In Vietnamese. */
  readonly agencyName: string;
  /** Of the stored card; left out: none is stored. */
  readonly revision?: number;
}

const FONT = { name: 'Times New Roman', size: 12 };
const THIN = { style: 'thin' } as const;
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const HEADER_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDCE6F1' } } as const;
/** A cell that the rules give no points to. */
const CLOSED_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } } as const;
const LAST_COLUMN = SCORECARD_COLUMNS.length;

export async function scorecardToXlsx(input: ScorecardSheet): Promise<Uint8Array> {
  // Loaded when the first workbook is asked for: it takes longer than the rest of the server.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  workbook.calcProperties.fullCalcOnLoad = true;
  const sheet = workbook.addWorksheet('Bảng điểm');
  sheet.columns = SCORECARD_COLUMNS.map(({ key, width }) => ({ key, width, style: { font: FONT } }));

  addTitle(sheet, input);
  sheet.addRow([]);
  const header = sheet.addRow(SCORECARD_COLUMNS.map((column) => column.header));
  styleHeader(header);
  const lines = lineRows(input.card, header.number + 1);
  for (const row of [...lines, totalRow(input.card, lines, header.number + 1 + lines.length)]) addLine(sheet, row);
  addNotes(sheet, surveyNotes(input.card));

  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: header.number }];
  sheet.pageSetup = {
    ...{ paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    printTitlesRow: `${header.number}:${header.number}`
  };
  sheet.headerFooter.oddFooter = '&CTrang &P/&N';
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function addTitle(sheet: Worksheet, { card, rules, agencyName, revision }: ScorecardSheet): void {
  const title = sheet.addRow([SCORECARD_TITLE]);
  title.font = { ...FONT, size: 14, bold: true };
  sheet.mergeCells(1, 1, 1, LAST_COLUMN);
  title.getCell(1).alignment = { horizontal: 'center' };
  const entries: readonly (readonly [string, string | number])[] = [
    [SCORECARD_LABELS.agency, escapeFormula(agencyName)],
    [SCORECARD_LABELS.agencyCode, escapeFormula(card.agencyCode)],
    [SCORECARD_LABELS.year, card.year],
    [SCORECARD_LABELS.rules, rulesLabel(rules)],
    ...(revision === undefined ? [] : [[SCORECARD_LABELS.revision, revision] as const]),
    [SCORECARD_LABELS.note, escapeFormula(`${rules.name.vi}. ${rules.note.vi}`)]
  ];
  for (const entry of entries) {
    const row = sheet.addRow([...entry]);
    row.getCell(1).font = { ...FONT, bold: true };
    row.getCell(1).alignment = { vertical: 'top' };
    const value = row.getCell(2);
    value.alignment = { horizontal: 'left', vertical: 'top', wrapText: true };
    value.numFmt = typeof entry[1] === 'number' ? '0' : '@';
    sheet.mergeCells(row.number, 2, row.number, LAST_COLUMN);
  }
  // Merged cells do not grow with their text.
  sheet.getRow(sheet.rowCount).height = 66;
}

function styleHeader(header: Row): void {
  header.height = 54;
  header.eachCell((cell) => {
    cell.font = { ...FONT, bold: true };
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.border = BORDER;
    cell.fill = HEADER_FILL;
  });
}

function addLine(sheet: Worksheet, { cells, bold, closed }: SheetRow): void {
  const row = sheet.addRow(SCORECARD_COLUMNS.map(({ key }) => cells[key] ?? null));
  SCORECARD_COLUMNS.forEach(({ key }, i) => {
    const cell = row.getCell(i + 1);
    const text = key === 'code' || key === 'name' || key === 'reason';
    cell.font = { ...FONT, bold };
    cell.border = BORDER;
    // As text, a code 1.10 stays one when it is typed again, and so does what looks like a formula.
    cell.numFmt = text ? '@' : '0.00';
    cell.alignment = { vertical: 'top', horizontal: text ? 'left' : 'right', wrapText: text };
    if (closed.includes(key)) cell.fill = CLOSED_FILL;
  });
}

function addNotes(sheet: Worksheet, notes: readonly string[]): void {
  if (notes.length === 0) return;
  sheet.addRow([]);
  for (const note of notes) {
    const row = sheet.addRow([escapeFormula(note)]);
    row.font = { ...FONT, italic: true };
    row.getCell(1).alignment = { wrapText: true, vertical: 'top' };
    sheet.mergeCells(row.number, 1, row.number, LAST_COLUMN);
  }
}
