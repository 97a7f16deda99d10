/**
 * What reading an XLSForm finds: mistakes, each in its cell, which keep the file from being taken, and notes on what was assumed or
 * left out, for a person to look at afterwards. A note that says the same of many cells of a sheet is kept once, with the first
 * cell and how many there are. Of mistakes the first 200 are named.
 */
import type { ProblemCode, ProblemDetail, ProblemParameters } from '../../problem';

export interface Findings {
  readonly mistakes: Map<string, ProblemDetail>;
  readonly notes: Map<string, { readonly first: ProblemDetail; readonly count: number }>;
}

const MOST_SAID = 120;
/** More tell a person nothing new. */
const MOST_MISTAKES = 200;

export const noFindings = (): Findings => ({ mistakes: new Map(), notes: new Map() });

/** `cell`: `survey!B12`, or a sheet. */
export function mistake(findings: Findings, cell: string, code: ProblemCode, parameters: ProblemParameters = {}): void {
  if (findings.mistakes.size >= MOST_MISTAKES) return;
  const said = { ...shorten(parameters), cell };
  findings.mistakes.set(JSON.stringify([code, said]), { place: cell, code, parameters: said });
}

export function note(findings: Findings, cell: string, code: ProblemCode, parameters: ProblemParameters = {}): void {
  const said = shorten(parameters);
  const key = JSON.stringify([code, said, cell.split('!')[0]]);
  const known = findings.notes.get(key);
  const count = (known?.count ?? 0) + 1;
  const first = known && rowOf(known.first.place) <= rowOf(cell) ? known.first : { place: cell, code, parameters: { ...said, cell } };
  findings.notes.set(key, { first, count });
}

/** `survey!B12` → 12 */
const rowOf = (cell: string) => Number(/\d+$/.exec(cell)?.[0] ?? 0);

export function notesOf({ notes }: Findings): readonly ProblemDetail[] {
  return [...notes.values()].map(({ first, count }) => ({ ...first, parameters: { ...first.parameters, count } }));
}

/** What cells say, as far as a sentence needs it. */
function shorten(parameters: ProblemParameters): ProblemParameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > MOST_SAID ? `${value.slice(0, MOST_SAID)}…` : value
    ])
  );
}
