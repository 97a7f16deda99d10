/**
 * A ratio of weighted totals R = Y/X, or a fixed linear combination Σ a_j R_j of such ratios, with its Taylor-linearised values by
 * PSU: u_i = Σ_j a_j (y_ij − R_j x_ij)/X_j (Wolter 2007, ch. 6; R: svyratio, svycontrast; docs/methods.md, "Standard error"). A
 * share and a mean are the ratio with x = w. Refused: a ratio without valid answers (X = 0) does not exist; its index is reported
 * and nothing is computed.
 */

/** Weighted totals of one ratio, one row per PSU with a member of the domain. PSUs without one need no row: their u is 0. */
export interface RatioTotals {
  readonly y: ArrayLike<number>;
  readonly x: ArrayLike<number>;
}

export interface Linearised {
  readonly value: number;
  /** u per row, summed over the ratios before anything is squared. */
  readonly u: Float64Array;
}

/** Indexes of the ratios that do not exist. */
export interface MissingRatios {
  readonly missing: readonly number[];
}

/** Relative: less than this of what was added up is what rounding leaves of 0. */
const ROUNDING = 1e-12;

/** `coefficients[j]` belongs to `ratios[j]`; every ratio has the same rows. */
export function lineariseRatios(ratios: readonly RatioTotals[], coefficients: readonly number[]): Linearised | MissingRatios {
  const rows = ratios[0]?.y.length ?? 0;
  const totals = ratios.map(({ y, x }) => ({ y: sum(y), x: sum(x) }));
  const missing = totals.flatMap((total, j) => (Math.abs(total.x) > ROUNDING * sizeOf(ratios[j]!.x) ? [] : [j]));
  if (missing.length > 0 || ratios.length === 0) return { missing };

  let value = 0;
  const u = new Float64Array(rows);
  ratios.forEach(({ y, x }, j) => {
    const ratio = totals[j]!.y / totals[j]!.x;
    const scale = coefficients[j]! / totals[j]!.x;
    value += coefficients[j]! * ratio;
    for (let i = 0; i < rows; i++) u[i]! += scale * (y[i]! - ratio * x[i]!);
  });
  return { value, u };
}

function sizeOf(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += Math.abs(values[i]!);
  return total;
}

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
