/**
 * Weighted least squares on columns of ones and zeros, of which each row has a few: the normal equations X'DX·B = X'Dz are taken apart once
 * (LDL', Golub and Van Loan 2013, 4.1.2), so that each further z costs two triangular solves. A column that the others before it already
 * hold gets the coefficient 0, as where margins repeat each other (docs/methods.md, "Variance of fitted weights").
 */
export interface Columns {
  readonly rows: number;
  readonly columns: number;
  /** `at[row * perRow + i]`: the columns with a 1 in the row; −1: none. */
  readonly at: Int32Array;
  readonly perRow: number;
}

/** Of a pivot to its column's own sum of squares: less is what rounding leaves of 0. */
const HELD = 1e-10;

/** `weights`: D, above 0. The result gives B of X'Dz; it reads `right` and leaves it. */
export function factorNormalEquations(
  { rows, columns, at, perRow }: Columns,
  weights: Float64Array
): (right: Float64Array) => Float64Array {
  // Lower triangle, row by row.
  const lower = new Float64Array(columns * columns);
  for (let row = 0, first = 0; row < rows; row++, first += perRow)
    for (let i = first; i < first + perRow; i++) {
      const a = at[i]!;
      if (a < 0) continue;
      for (let j = first; j <= i; j++) {
        const b = at[j]!;
        if (b >= 0) lower[Math.max(a, b) * columns + Math.min(a, b)]! += weights[row]!;
      }
    }
  const pivots = factor(lower, columns);
  return (right) => {
    const solution = right.slice();
    for (let i = 0; i < columns; i++) {
      if (pivots[i] === 0) {
        solution[i] = 0;
        continue;
      }
      let rest = solution[i]!;
      for (let k = 0, place = i * columns; k < i; k++, place++) rest -= lower[place]! * solution[k]!;
      solution[i] = rest;
    }
    for (let i = columns - 1; i >= 0; i--) {
      if (pivots[i] === 0) continue;
      let rest = solution[i]! / pivots[i]!;
      for (let k = i + 1, place = k * columns + i; k < columns; k++, place += columns) rest -= lower[place]! * solution[k]!;
      solution[i] = rest;
    }
    return solution;
  };
}

/** Leaves L below the diagonal, with rows and columns of 0 where a column is held by others; returns D, 0 there. */
function factor(lower: Float64Array, size: number): Float64Array {
  const pivots = new Float64Array(size);
  const scaled = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const own = lower.subarray(i * size, i * size + i + 1);
    const scale = own[i]!;
    let pivot = scale;
    for (let j = 0; j < i; j++) {
      let rest = own[j]!;
      const other = j * size;
      for (let k = 0; k < j; k++) rest -= scaled[k]! * lower[other + k]!;
      // L·D of this row; L once it is divided.
      scaled[j] = rest;
      own[j] = pivots[j] === 0 ? 0 : rest / pivots[j]!;
      pivot -= rest * own[j]!;
    }
    pivots[i] = pivot <= HELD * scale ? 0 : pivot;
    if (pivots[i] === 0) own.fill(0);
  }
  return pivots;
}
