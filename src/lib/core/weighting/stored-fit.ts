/**
 * What a weighting run keeps of known totals, so that figures have the variance of fitted weights (docs/methods.md, "Variance of fitted
 * weights"): with the run the variables and their totals, with each respondent its levels and its weight before it was fitted.
 */
import type { FittedWeights } from './apply-steps';

export interface StoredFit {
  readonly kind: FittedWeights['kind'];
  readonly margins: readonly { readonly variable: string; readonly levels: readonly string[]; readonly totals: readonly number[] }[];
}

export interface StoredLevels {
  /** Weight before it was fitted. */
  readonly before: number;
  /** One a margin. */
  readonly levels: readonly string[];
}

export function storedFit({ kind, variables, margins }: FittedWeights): StoredFit {
  return { kind, margins: margins.map(({ levels, totals }, m) => ({ variable: variables[m]!, levels, totals })) };
}

export function storedLevels({ margins, before }: FittedWeights, row: number): StoredLevels {
  return { before: before[row]!, levels: margins.map(({ levels, levelOf }) => levels[levelOf[row]!]!) };
}
