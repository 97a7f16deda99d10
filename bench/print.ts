/** How every bench prints: a figure, what it stands beside, and the ratio of the two. */

export interface Line {
  readonly what: string;
  readonly figure: string;
  /** The named baseline, from the same run where it can be. */
  readonly beside: string;
  readonly ratio: string;
  readonly aim: string;
}

const HEAD: Line = { what: '', figure: 'here', beside: 'beside', ratio: 'ratio', aim: 'aim' };

export function printLines(title: string, lines: readonly Line[]): void {
  const rows = [HEAD, ...lines].map((line) => [line.what, line.figure, line.beside, line.ratio, line.aim]);
  const widths = HEAD_COLUMNS.map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  console.log(`\n${title}`);
  for (const row of rows) console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd());
}

const HEAD_COLUMNS = [0, 1, 2, 3, 4] as const;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export const rounded = (value: number, digits: number): string => value.toFixed(digits);
