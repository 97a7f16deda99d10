/**
 * The rows of a scorecard's workbook as lines of the card: codes against the rules, maxima against theirs, points as numbers or as
 * texts with a comma, rounded to the two decimals that the sheet shows. A cell that does not fit is named and read as empty.
 */
import type { ProblemDetail } from '../../core/problem';
import { roundPoints } from '../../core/scoring/par-points';
import type { ParRules, PointLine } from '../../core/scoring/par-rules';
import { pointLinesOf, rulesLabel } from '../../core/scoring/par-rules';
import { readPoints } from '../../core/scoring/read-points';
import type { Composition, ScorecardLine } from '../../core/scoring/scorecard';
import { fieldPlace, GROUP_OF_SOURCE, POINT_GROUPS, TOTAL_LINE } from '../../core/scoring/scorecard';
import type { CellPlaces } from './cell-problem';
import { cellProblem } from './cell-problem';
import type { ScorecardColumn } from './layout';
import { unescapeFormula } from './layout';
import type { ScorecardTable, TableRow } from './find-table';
import type { CellContent } from '../sheet-cell';
import { cellText } from '../sheet-cell';

interface ReadLines {
  readonly lines: readonly ScorecardLine[];
  readonly composition: Composition | null;
  readonly cells: CellPlaces;
  readonly mistakes: readonly ProblemDetail[];
}

/** What a row of the sheet is in the rules; `line` undefined: an area that divides into criteria. */
interface Expected {
  readonly max: number;
  readonly line: PointLine | undefined;
}

const REASON_LENGTH = 2000;

export function readLines(table: ScorecardTable, rules: ParRules): ReadLines {
  const expected = new Map<string, Expected>(
    rules.areas.flatMap((area) => [
      [area.code, { max: area.max, line: undefined }] as const,
      ...pointLinesOf(area).map((line) => [line.code, { max: line.max, line }] as const)
    ])
  );
  const mistakes: ProblemDetail[] = [];
  const cells = new Map<string, string>();
  const lines: ScorecardLine[] = [];
  const firstCell = new Map<string, string>();
  for (const row of table.rows) {
    const at = (column: ScorecardColumn) => table.address(column, row.number);
    const code = unescapeFormula(cellText(row.cells.code));
    const known = expected.get(code);
    const first = firstCell.get(code);
    if (code === '') mistakes.push(cellProblem(at('code'), 'cell-empty'));
    else if (!known) mistakes.push(cellProblem(at('code'), 'cell-code-unknown', { value: code, rules: rulesLabel(rules) }));
    else if (first !== undefined) mistakes.push(cellProblem(at('code'), 'cell-repeated', { value: code, first }));
    else {
      firstCell.set(code, at('code'));
      placeCells(cells, code, at);
      mistakes.push(...mistakesOfMax(row, known.max, at('max')));
      const line = readLine(code, row, known.line, at, mistakes);
      if (known.line || line.reason !== null) lines.push(line);
    }
  }
  const absent = [...expected].filter(([code, { line }]) => line && !firstCell.has(code));
  mistakes.push(...absent.map(([code]): ProblemDetail => ({ place: code, code: 'sheet-line-missing', parameters: { code } })));
  const composition = table.total ? readComposition(table.total, table, cells, mistakes) : null;
  return { lines, composition, cells, mistakes };
}

function placeCells(cells: Map<string, string>, code: string, at: (column: ScorecardColumn) => string): void {
  for (const field of ['code', 'selfAssessed', ...POINT_GROUPS] as const) cells.set(fieldPlace(code, field), at(field));
  cells.set(fieldPlace(code, 'combined'), at('points'));
}

function readLine(
  code: string,
  { cells }: TableRow,
  line: PointLine | undefined,
  at: (column: ScorecardColumn) => string,
  mistakes: ProblemDetail[]
): ScorecardLine {
  const reason = unescapeFormula(cellText(cells.reason));
  // Line breaks and tabs may stand in a reason.
  if (reason.length > REASON_LENGTH || /[^\P{C}\n\r\t]/u.test(reason))
    mistakes.push(cellProblem(at('reason'), 'cell-text', { max: REASON_LENGTH }));
  const entered = (column: ScorecardColumn) => (line ? readEntered(cells[column], at(column), mistakes) : null);
  const groups = { appraised: entered('appraised'), leaders: entered('leaders'), citizens: entered('citizens') };
  return {
    code,
    selfAssessed: entered('selfAssessed'),
    ...groups,
    combined: line ? readCombined(cells.points, line, groups, at('points'), mistakes) : null,
    reason: reason === '' ? null : reason
  };
}

/** Points of all groups together: a number typed where the sheet would add the groups up, or a formula that needs none of them. */
function readCombined(
  content: CellContent,
  line: PointLine,
  groups: Readonly<Record<(typeof POINT_GROUPS)[number], number | null>>,
  cell: string,
  mistakes: ProblemDetail[]
): number | null {
  if (line.sources.length < 2 || content.kind === 'formula-empty') return null;
  const complete = line.sources.every((source) => groups[GROUP_OF_SOURCE[source]] !== null);
  if ('formula' in content && content.formula && complete) return null;
  return readEntered(content, cell, mistakes);
}

function readEntered(content: CellContent, cell: string, mistakes: ProblemDetail[]): number | null {
  if (content.kind === 'empty') return null;
  if (content.kind === 'formula-empty') {
    mistakes.push(cellProblem(cell, 'cell-formula'));
    return null;
  }
  const points = content.kind === 'number' ? content.value : content.kind === 'text' ? readPoints(content.value) : undefined;
  if (points !== undefined && Math.abs(points) < 1e6) return roundPoints(points);
  mistakes.push(cellProblem(cell, 'cell-number', { value: String(content.value) }));
  return null;
}

function mistakesOfMax({ cells }: TableRow, max: number, cell: string): readonly ProblemDetail[] {
  const mistakes: ProblemDetail[] = [];
  const value = readEntered(cells.max, cell, mistakes);
  if (mistakes.length > 0) return mistakes;
  if (value === null) return [cellProblem(cell, 'cell-empty')];
  return value === max ? [] : [cellProblem(cell, 'cell-differs', { value, expected: max })];
}

/** Declared where any total of a group is a number and no formula. */
function readComposition(
  total: TableRow,
  table: ScorecardTable,
  cells: Map<string, string>,
  mistakes: ProblemDetail[]
): Composition | null {
  const at = (column: ScorecardColumn) => table.address(column, total.number);
  placeCells(cells, TOTAL_LINE, at);
  const typed = (content: CellContent) => content.kind === 'other' || ('formula' in content && !content.formula);
  if (!POINT_GROUPS.some((group) => typed(total.cells[group]))) return null;
  const before = mistakes.length;
  const values = POINT_GROUPS.map((group) => {
    const value = readEntered(total.cells[group], at(group), mistakes);
    if (value === null && total.cells[group].kind === 'empty') mistakes.push(cellProblem(at(group), 'cell-empty'));
    return value ?? 0;
  });
  const [appraised = 0, leaders = 0, citizens = 0] = values;
  return mistakes.length > before ? null : { appraised, leaders, citizens };
}
