/**
 * The table of a scorecard's workbook, row by row: what is entered as numbers, what follows from it as formulas with their
 * results. A sum with a part missing is an empty text, as on the pages.
 */
import type { CellFormulaValue } from 'exceljs';
import { subtractPoints } from '../../core/scoring/par-points';
import type { AssembledLine, AssembledScorecard, PointGroup } from '../../core/scoring/scorecard';
import { GROUP_OF_SOURCE, POINT_GROUPS } from '../../core/scoring/scorecard';
import type { ScorecardColumn } from '../scorecard-sheet/layout';
import { escapeFormula, SCORECARD_COLUMNS, TOTAL_LABEL } from '../scorecard-sheet/layout';

type SheetCell = string | number | null | CellFormulaValue;

export interface SheetRow {
  readonly cells: Readonly<Partial<Record<ScorecardColumn, SheetCell>>>;
  readonly bold: boolean;
  /** Columns that the rules give this row no points in. */
  readonly closed: readonly ScorecardColumn[];
  /** An area's row: what the total adds. */
  readonly area: AssembledLine | null;
}

const LETTERS = Object.fromEntries(SCORECARD_COLUMNS.map(({ key }, i) => [key, String.fromCharCode(65 + i)])) as Record<
  ScorecardColumn,
  string
>;
const SUMMED = ['selfAssessed', ...POINT_GROUPS, 'points'] as const;

/** `first`: the sheet's row of the first line. */
export function lineRows({ areas }: AssembledScorecard, first: number): readonly SheetRow[] {
  let at = first;
  return areas.flatMap((area): readonly SheetRow[] => {
    const row = at;
    const { criteria } = area;
    at += 1 + (criteria?.length ?? 0);
    if (criteria === null) return [{ ...enteredRow(area, row), bold: true, area }];
    const parts = criteria.map((_, i) => row + 1 + i);
    const sums = SUMMED.map((column) => [column, sumCell(column, parts, countGiven(criteria, column), area[column])] as const);
    const head = { cells: { ...headCells(area), ...Object.fromEntries(sums), lost: lostCell(area, row) }, closed: closedOf(area) };
    return [
      { ...head, bold: true, area },
      ...criteria.map((criterion, i) => ({ ...enteredRow(criterion, parts[i]!), bold: false, area: null }))
    ];
  });
}

/** `lines` begin at row `at − lines.length`. A declared composition stands as numbers, so that it stays one. */
export function totalRow(card: AssembledScorecard, lines: readonly SheetRow[], at: number): SheetRow {
  const areaRows = lines.flatMap(({ area }, i) => (area ? [at - lines.length + i] : []));
  const sums = SUMMED.map((column) => {
    if (column === 'points' || column === 'selfAssessed')
      return [column, sumCell(column, areaRows, card.areas.length, card[column])] as const;
    const given = countGiven(card.areas, column);
    return [column, card.composition?.[column] ?? sumCell(column, areaRows, given, card.groups[column])] as const;
  });
  const max: CellFormulaValue = { formula: `ROUND(SUM(${listCells('max', areaRows)}),2)`, result: card.max };
  return {
    cells: { name: TOTAL_LABEL, max, ...Object.fromEntries(sums), lost: lostCell(card, at) },
    bold: true,
    closed: [],
    area: null
  };
}

function headCells({ code, name, max, reason }: AssembledLine) {
  return { code, name: escapeFormula(name.vi), max, reason: reason === null ? null : escapeFormula(reason) };
}

/** A row that points are given to. */
function enteredRow(line: AssembledLine, row: number): Pick<SheetRow, 'cells' | 'closed'> {
  const { selfAssessed, appraised, leaders, citizens, combined, points, sources } = line;
  const groups = `${LETTERS.appraised}${row}:${LETTERS.citizens}${row}`;
  const sum = { formula: `IF(COUNT(${groups})<${sources.length},"",ROUND(SUM(${groups}),2))`, result: points ?? '' };
  return {
    cells: { ...headCells(line), selfAssessed, appraised, leaders, citizens, points: combined ?? sum, lost: lostCell(line, row) },
    closed: closedOf(line)
  };
}

function closedOf(line: AssembledLine): readonly PointGroup[] {
  return POINT_GROUPS.filter((group) => !gives(line, group));
}

/** Lines with something to add in a column. */
function countGiven(lines: readonly AssembledLine[], column: (typeof SUMMED)[number]): number {
  return column === 'points' || column === 'selfAssessed' ? lines.length : lines.filter((line) => gives(line, column)).length;
}

function gives(line: AssembledLine, group: PointGroup): boolean {
  return line.sources.some((source) => GROUP_OF_SOURCE[source] === group);
}

/** null where no row has anything to add. */
function sumCell(column: ScorecardColumn, rows: readonly number[], given: number, result: number | null): SheetCell {
  const cells = listCells(column, rows);
  return given === 0 ? null : { formula: `IF(COUNT(${cells})<${given},"",ROUND(SUM(${cells}),2))`, result: result ?? '' };
}

function lostCell({ max, points }: { readonly max: number; readonly points: number | null }, row: number): CellFormulaValue {
  const at = `${LETTERS.points}${row}`;
  return {
    formula: `IF(${at}="","",ROUND(${at}-${LETTERS.max}${row},2))`,
    result: points === null ? '' : subtractPoints(points, max)
  };
}

/** `C9,C12`, or `C9:C12` where they follow one another. */
function listCells(column: ScorecardColumn, rows: readonly number[]): string {
  const [first = 0, last = 0] = [rows[0], rows.at(-1)];
  const cell = (row: number) => `${LETTERS[column]}${row}`;
  return rows.length > 1 && last - first === rows.length - 1 ? `${cell(first)}:${cell(last)}` : rows.map(cell).join(',');
}
