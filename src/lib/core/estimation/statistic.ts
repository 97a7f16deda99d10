/**
 * What is estimated from respondents, and its linearised values z by Taylor's series (Wolter 2007, ch. 6;
 * docs/methods.md, "Standard error"; R: svymean, svyratio, svytotal, svycontrast): a fixed linear combination Σ a_j R_j of ratios R
 * = Σwy/Σwx (a mean and a share have x = 1), or a total Σwy.
 *
 *   combination   z_k = Σ_j a_j (y_jk − R_j x_jk)/X_j          total   z_k = y_k          0 outside the domain
 *
 * Refused: a ratio with X = 0 does not exist; its index is reported.
 */
import { lineariseRatios } from './ratio';
import type { MissingRatios } from './ratio';

export type Statistic =
  | {
      readonly kind: 'ratios';
      /** Values by respondent, unweighted. */
      readonly ratios: readonly { readonly y: ArrayLike<number>; readonly x: ArrayLike<number> }[];
      readonly coefficients: readonly number[];
    }
  | { readonly kind: 'total'; readonly y: ArrayLike<number> };

export interface LinearisedRows {
  readonly value: number;
  /** By respondent, without the weight. */
  readonly z: Float64Array;
  /** By respondent, in the unit of the statistic: what simple random sampling's variance is made of (design-effect.ts). */
  readonly residual: Float64Array;
}

/** `members`: 1 for respondents of the domain, else 0. */
export function lineariseStatistic(
  statistic: Statistic,
  weights: ArrayLike<number>,
  members: ArrayLike<number>
): LinearisedRows | MissingRatios {
  const rows = weights.length;
  const weightOf = (row: number) => (members[row] ? weights[row]! : 0);
  const weighted = (values: ArrayLike<number>) =>
    Float64Array.from({ length: rows }, (_, row) => weightOf(row) * (members[row] ? values[row]! : 0));
  const size = weightedSum(weightOf, rows);

  if (statistic.kind === 'total') {
    const y = weighted(statistic.y);
    const value = y.reduce((sum, one) => sum + one, 0);
    const mean = value / size;
    const inDomain = (row: number, of: (y: number) => number) => (members[row] ? of(statistic.y[row]!) : 0);
    if (size === 0) return { missing: [0] };
    return {
      value,
      z: Float64Array.from({ length: rows }, (_, row) => inDomain(row, (one) => one)),
      residual: Float64Array.from({ length: rows }, (_, row) => inDomain(row, (one) => (one - mean) * size))
    };
  }

  const ratios = statistic.ratios.map(({ y, x }) => ({ y: weighted(y), x: weighted(x) }));
  const linearised = lineariseRatios(ratios, statistic.coefficients);
  if ('missing' in linearised) return linearised;
  const z = Float64Array.from(linearised.u, (u, row) => (members[row] ? u / weights[row]! : 0));
  return { value: linearised.value, z, residual: z.map((one) => one * size) };
}

function weightedSum(weightOf: (row: number) => number, rows: number): number {
  let total = 0;
  for (let row = 0; row < rows; row++) total += weightOf(row);
  return total;
}
