/**
 * What the file of a round's answers may say of who answered (docs/methods.md, "The file of answers"; Sweeney 2002, k-anonymity): no
 * combination of agency, known-total classes and profile is shared by fewer than five rows. Classes that weights were fitted to stay, for
 * without them nobody can repeat the variance; so an agency's name is hidden in a whole stratum where a class in it is small, and then
 * parts of the profile, from the last, in the rows of small cells, with the smallest other cell where the hidden ones alone were few.
 * A stratum whose name alone were hidden would be the one that is missing: the smallest other is hidden with it. Parts of the profile are hidden
 * stratum by stratum: its label says nothing, but its weights and its population do, which are in the record of the draw.
 */

/** A cell of fewer rows is small. */
export const SMALLEST_CELL = 5;
export const HIDDEN = '*';

export interface MicrodataRow {
  /** A label that tells nobody which it is. */
  readonly stratum: string;
  readonly agency: string;
  /** Classes that weights were fitted to. */
  readonly classes: readonly string[];
  /** The most wanted first: hidden last. */
  readonly profile: readonly string[];
}

export interface ProtectedRows {
  /** In the order given; HIDDEN stands for what is not told. */
  readonly rows: readonly { readonly agency: string; readonly profile: readonly string[] }[];
  /** Before anything was hidden: small cells, and the rows in them. */
  readonly small: { readonly cells: number; readonly rows: number };
  /** Rows without the agency's name, and without each part of the profile. */
  readonly hidden: { readonly agency: number; readonly profile: readonly number[] };
  /** Rows in cells that stay small: by stratum and classes alone. */
  readonly left: number;
}

export function protectRows(given: readonly MicrodataRow[], smallest: number = SMALLEST_CELL): ProtectedRows {
  const before = groups(given.keys(), (row) => JSON.stringify([given[row]!.agency, given[row]!.classes, given[row]!.profile]));
  const small = before.filter((rows) => rows.length < smallest);

  const unnamed = unnamedStrata(given, smallest);
  const agencies = given.map(({ stratum, agency }) => (unnamed.has(stratum) ? HIDDEN : agency));
  const profiles = given.map(({ profile }) => [...profile]);
  const places = groups(given.keys(), (row) => JSON.stringify([given[row]!.stratum, agencies[row], given[row]!.classes]));
  for (const rows of places) hideProfiles(rows, profiles, smallest);

  const count = (isHidden: (row: number) => boolean) => given.reduce((sum, _, row) => sum + (isHidden(row) ? 1 : 0), 0);
  return {
    rows: given.map((_, row) => ({ agency: agencies[row]!, profile: profiles[row]! })),
    small: { cells: small.length, rows: small.reduce((sum, rows) => sum + rows.length, 0) },
    hidden: {
      agency: count((row) => agencies[row] === HIDDEN),
      profile: (given[0]?.profile ?? []).map((_, part) => count((row) => profiles[row]![part] === HIDDEN))
    },
    left: places.filter((rows) => rows.length < smallest).reduce((sum, rows) => sum + rows.length, 0)
  };
}

/** Strata in which naming the agency would leave a small cell; never one alone, where there are others. */
function unnamedStrata(given: readonly MicrodataRow[], smallest: number): ReadonlySet<string> {
  const strata = groups(given.keys(), (row) => given[row]!.stratum).toSorted((a, b) => a.length - b.length);
  const isSmall = (rows: readonly number[]) =>
    groups(rows, (row) => JSON.stringify([given[row]!.agency, given[row]!.classes])).some((cell) => cell.length < smallest);
  const hidden = strata.filter(isSmall);
  const other = strata.find((rows) => !hidden.includes(rows));
  if (hidden.length === 1 && other) hidden.push(other);
  return new Set(hidden.map(([row]) => given[row!]!.stratum));
}

/** Changes `profiles` of these rows, which share agency and classes. */
function hideProfiles(rows: readonly number[], profiles: readonly string[][], smallest: number): void {
  const parts = profiles[rows[0]!]!.length;
  const cells = () => groups(rows, (row) => JSON.stringify(profiles[row]));
  for (let part = parts - 1; part >= 0; part--)
    for (const cell of cells()) if (cell.length < smallest) for (const row of cell) profiles[row]![part] = HIDDEN;
  for (;;) {
    const [least, next] = cells().toSorted((a, b) => a.length - b.length);
    if (!least || !next || least.length >= smallest) return;
    for (const row of [...least, ...next]) profiles[row]!.fill(HIDDEN);
  }
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
