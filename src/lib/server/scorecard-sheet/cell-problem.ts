/** Problems of a scorecard's workbook, named by the cell: those of reading a cell, and those that the points themselves have. */
import type { ProblemCode, ProblemDetail, ProblemParameters } from '../../core/problem';

/** By `fieldPlace` (`1.2:leaders`), the cell's address. */
export type CellPlaces = ReadonlyMap<string, string>;

const MOST_SAID = 40;

export function cellProblem(cell: string, code: ProblemCode, parameters: ProblemParameters = {}): ProblemDetail {
  const value = parameters['value'];
  return { place: cell, code, parameters: { ...parameters, ...(typeof value === 'string' && { value: shorten(value) }), cell } };
}

/** A problem of a line and column, moved to its cell: `F9` instead of `1.2`. */
export function locateProblem(problem: ProblemDetail, cells: CellPlaces): ProblemDetail {
  const cell = cells.get(problem.place);
  return cell === undefined ? problem : { ...problem, place: cell, parameters: { ...problem.parameters, place: cell } };
}

/** What a cell says, as far as a sentence needs it. */
function shorten(text: string): string {
  return text.length > MOST_SAID ? `${text.slice(0, MOST_SAID)}…` : text;
}
