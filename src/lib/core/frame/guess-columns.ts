/** Which column of a list is which field, and where its header stands: guessed from the names, for a person to confirm. */
import type { ColumnsByField, FrameField, FrameKind } from './frame-fields';
import { fieldsOf } from './frame-fields';
import { headerKey, likeness } from './header-names';

/** The likeliest pairs first; each field gets one column at most, and each column one field. */
export function guessColumns(kind: FrameKind, headers: readonly string[]): ColumnsByField {
  const pairs = headers.flatMap((header, column) => {
    const key = headerKey(header);
    return fieldsOf(kind).map((field) => ({ field, column, likeness: likeness(kind, field, key) }));
  });
  const columns: Partial<Record<FrameField, number>> = {};
  const taken = new Set<number>();
  for (const pair of pairs.filter((one) => one.likeness > 0).toSorted((a, b) => b.likeness - a.likeness || a.column - b.column)) {
    if (columns[pair.field] !== undefined || taken.has(pair.column)) continue;
    columns[pair.field] = pair.column;
    taken.add(pair.column);
  }
  return columns;
}

/** As an earlier list of the same kind was read (by the names its columns had), and guessed where that names no column of this one. */
export function rememberColumns(
  kind: FrameKind,
  headers: readonly string[],
  earlier: Readonly<Partial<Record<FrameField, string>>>
): ColumnsByField {
  const keys = headers.map(headerKey);
  const known = fieldsOf(kind).flatMap((field) => {
    const header = earlier[field];
    const column = header === undefined ? -1 : keys.indexOf(headerKey(header));
    return column < 0 ? [] : [[field, column] as const];
  });
  const taken = new Set<number>(known.map(([, column]) => column));
  const guessed = Object.entries(guessColumns(kind, headers)).filter(
    ([field, column]) => !taken.has(column) && !known.some(([name]) => name === field)
  );
  return Object.fromEntries([...known, ...guessed]);
}

/** Lists come with their title, an office's name and empty lines above the header. */
const HEADER_WITHIN = 20;

/**
 * The place of the header among the first rows: the row in which most names are known, the earliest of those; where none is known, the
 * first row with two filled cells or more. 0: there is no such row.
 */
export function findHeader(kind: FrameKind, rows: readonly (readonly string[])[]): number {
  const scores = rows.slice(0, HEADER_WITHIN).map((row) => Object.keys(guessColumns(kind, row)).length);
  const best = Math.max(0, ...scores);
  if (best >= 2) return scores.indexOf(best);
  return Math.max(
    0,
    rows.slice(0, HEADER_WITHIN).findIndex((row) => row.filter((cell) => cell.trim() !== '').length >= 2)
  );
}
