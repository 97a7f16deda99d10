/**
 * What the file of a round's answers may say of who answered (docs/methods.md, "The file of answers"; Sweeney 2002, k-anonymity). Its design
 * columns must stay for anybody to repeat the variance, and they tell the agency: fpc and weights are in the record of the draw. So whoever
 * looks is taken to know the place of a row, and within a place no combination of facts (field, who the person is, what happened to the
 * dossier) is told of fewer than five rows: facts are hidden from the last in the rows of small cells, and where those that tell nothing
 * are few alone, the smallest other cell with them.
 */

/** A cell of fewer rows is small. */
export const SMALLEST_CELL = 5;
export const HIDDEN = '*';

export interface MicrodataRow {
  /** All that the design's columns tell, in one text: it stays as it is, and it is taken as known which agency or cluster it belongs to. */
  readonly place: string;
  /** What an office may know of its own dossiers and their people; the most wanted first: hidden last. */
  readonly facts: readonly string[];
}

export interface ProtectedRows {
  /** Facts of the rows in the order given; HIDDEN stands for what is not told. */
  readonly rows: readonly (readonly string[])[];
  /** Before anything was hidden: small cells, and the rows in them. */
  readonly small: { readonly cells: number; readonly rows: number };
  /** Rows without each fact. */
  readonly hidden: readonly number[];
  /** Rows in places that are small themselves: no fact is told of them. */
  readonly left: number;
}

export function protectRows(given: readonly MicrodataRow[], smallest: number = SMALLEST_CELL): ProtectedRows {
  const before = groups(given.keys(), (row) => JSON.stringify([given[row]!.place, given[row]!.facts]));
  const small = before.filter((rows) => rows.length < smallest);
  const facts = given.map((row) => [...row.facts]);
  const places = groups(given.keys(), (row) => given[row]!.place);
  for (const rows of places) hideFacts(rows, facts, smallest);
  return {
    rows: facts,
    small: { cells: small.length, rows: countRows(small) },
    hidden: (given[0]?.facts ?? []).map((_, fact) => facts.reduce((sum, row) => sum + (row[fact] === HIDDEN ? 1 : 0), 0)),
    left: countRows(places.filter((rows) => rows.length < smallest))
  };
}

const countRows = (cells: readonly (readonly number[])[]): number => cells.reduce((sum, rows) => sum + rows.length, 0);

/** Changes `facts` of these rows, which share a place. */
function hideFacts(rows: readonly number[], facts: readonly string[][], smallest: number): void {
  const cells = () => groups(rows, (row) => JSON.stringify(facts[row]));
  for (let fact = facts[rows[0]!]!.length - 1; fact >= 0; fact--)
    for (const cell of cells()) if (cell.length < smallest) for (const row of cell) facts[row]![fact] = HIDDEN;
  for (;;) {
    const [hidden, others] = apart(cells(), ([row]) => facts[row!]!.every((fact) => fact === HIDDEN));
    if (!hidden[0] || !others[0] || hidden[0].length >= smallest) return;
    for (const row of others.reduce((least, cell) => (cell.length < least.length ? cell : least))) facts[row]!.fill(HIDDEN);
  }
}

function apart<T>(all: readonly T[], is: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(is), all.filter((one) => !is(one))];
}

function groups(rows: Iterable<number>, keyOf: (row: number) => string): readonly (readonly number[])[] {
  const found = new Map<string, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = found.get(key);
    if (group) group.push(row);
    else found.set(key, [row]);
  }
  return [...found.values()];
}
