/**
 * Cells of a scorecard's workbook that the sheet computes: sums of criteria, points of one group, the total. Formulas are not
 * looked at, for all they say is computed again; a number that was typed or pasted over one must be what it would be.
 */
import type { ProblemDetail } from '../../core/problem';
import { roundPoints } from '../../core/scoring/par-points';
import { readPoints } from '../../core/scoring/read-points';
import type { AssembledScorecard } from '../../core/scoring/scorecard';
import { cellProblem } from './cell-problem';
import type { ScorecardColumn } from './layout';
import type { ScorecardTable, TableRow } from './find-table';
import { cellText } from '../sheet-cell';

type Computed = readonly (readonly [column: ScorecardColumn, value: number | null])[];

export function computedMistakes(table: ScorecardTable, card: AssembledScorecard): readonly ProblemDetail[] {
  const computed = new Map<string, Computed>(
    card.areas.flatMap((area) => [
      [
        area.code,
        area.criteria === null
          ? area.sources.length > 1
            ? []
            : [['points', area.points]]
          : [
              ['selfAssessed', area.selfAssessed],
              ['appraised', area.appraised],
              ['leaders', area.leaders],
              ['citizens', area.citizens],
              ['points', area.points]
            ]
      ] as const,
      ...(area.criteria ?? []).map(({ code, points }) => [code, [['points', points]]] as const)
    ])
  );
  return [
    ...table.rows.flatMap((row) => mistakesOfRow(table, row, computed.get(cellText(row.cells.code)) ?? [])),
    ...(table.total
      ? mistakesOfRow(table, table.total, [
          ['max', card.max],
          ['selfAssessed', card.selfAssessed],
          ['points', card.points]
        ])
      : [])
  ];
}

function mistakesOfRow(table: ScorecardTable, { number, cells }: TableRow, computed: Computed): readonly ProblemDetail[] {
  return computed.flatMap(([column, expected]) => {
    const content = cells[column];
    const cell = table.address(column, number);
    if (content.kind === 'other') return [cellProblem(cell, 'cell-number', { value: content.value })];
    if (!('formula' in content) || content.formula) return [];
    const value = content.kind === 'number' ? content.value : readPoints(content.value);
    if (value === undefined) return [cellProblem(cell, 'cell-number', { value: cellText(content) })];
    if (expected === null) return [cellProblem(cell, 'cell-computed')];
    return roundPoints(value) === expected ? [] : [cellProblem(cell, 'cell-differs', { value: roundPoints(value), expected })];
  });
}
