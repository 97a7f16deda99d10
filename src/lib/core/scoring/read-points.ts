/**
 * Points as people type them: `8,99`, `8.99`, `10` (docs/methods.md, "PAR INDEX points"). With more than two decimals it is not
 * clear whether a thousand is meant (`1.000`), so that is refused, and so is anything else that is no plain number. undefined: not a
 * number of points.
 * @example readPoints('8,99') === 8.99
 */
export function readPoints(text: string): number | undefined {
  const plain = text.trim().replace('−', '-');
  return /^[+-]?\d{1,6}([.,]\d{1,2})?$/.test(plain) ? Number(plain.replace(',', '.')) + 0 : undefined;
}
