/** A table of words, for a terminal and as Markdown (laid out as Prettier does). The first row is the head. */

export type Rows = readonly (readonly string[])[];

/** `left`: as many columns are aligned to the left, the others to the right. */
export function textTable(rows: Rows, left = 0): string {
  return padded(rows, left)
    .map((row) => `  ${row.join('  ')}`.trimEnd())
    .join('\n');
}

export function markdownTable(rows: Rows, left = 0): string {
  const [head, ...body] = padded(rows, left);
  const rule = head!.map((cell, column) => '-'.repeat(cell.length - 1) + (column < left ? '-' : ':'));
  return [head!, rule, ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function padded(rows: Rows, left: number): Rows {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => (column < left ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))));
}
