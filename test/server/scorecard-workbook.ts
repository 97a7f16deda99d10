/** A scorecard's workbook, written, changed as a person would change it, and read back. */
import ExcelJS from 'exceljs';
import type { Worksheet } from 'exceljs';
import { Problem } from '../../src/lib/core/problem';
import type { LineFigure } from '../../src/lib/core/scoring/assemble-scorecard';
import { assembleScorecard } from '../../src/lib/core/scoring/assemble-scorecard';
import { findShippedParRules } from '../../src/lib/core/scoring/par-rules-shipped';
import type { Scorecard } from '../../src/lib/core/scoring/scorecard';
import { scorecardToXlsx } from '../../src/lib/server/export/scorecard-xlsx';
import { readScorecardXlsx } from '../../src/lib/server/operations/read-scorecard-xlsx';

export async function writeCard(card: Scorecard, figures: readonly LineFigure[] = [], agencyName = 'Văn phòng UBND tỉnh Sơn La') {
  const rules = findShippedParRules(card.rules)!;
  return scorecardToXlsx({ card: assembleScorecard(rules, card, figures), rules, agencyName });
}

export async function openSheet(bytes: Uint8Array): Promise<Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
  return workbook.worksheets[0]!;
}

export async function change(bytes: Uint8Array, edit: (sheet: Worksheet) => void): Promise<Uint8Array> {
  const sheet = await openSheet(bytes);
  edit(sheet);
  return new Uint8Array(await sheet.workbook.xlsx.writeBuffer());
}

export function readBack(file: Uint8Array) {
  return readScorecardXlsx({ file, fileName: 'bang-diem.xlsx', findRules: findShippedParRules });
}

/** The problem that reading ends in. */
export async function problemOf(file: Uint8Array): Promise<Problem> {
  const outcome: unknown = await readBack(file).catch((failure: unknown) => failure);
  if (!(outcome instanceof Problem)) throw new Error(`no Problem but ${JSON.stringify(outcome)}`);
  return outcome;
}

/** `D7 cell-number`, in the order in which they are named. */
export async function mistakesOf(file: Uint8Array): Promise<readonly string[]> {
  const problem = await problemOf(file);
  return [...(problem.code === 'cells-invalid' ? [] : [problem.code]), ...problem.details.map(({ place, code }) => `${place} ${code}`)];
}
