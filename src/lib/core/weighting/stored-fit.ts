/**
 * What a weighting run keeps of known totals, so that figures have the variance of fitted weights (docs/methods.md, "Variance of fitted
 * weights"): with the run the variables and their totals, with each respondent its levels and its weight before it was fitted.
 */
import type { SurveySample } from '../estimation/survey-sample';
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

/** `sample` has the fitted weights. Throws an Error on a level that the run does not know. */
export function withStoredFit(sample: SurveySample, { kind, margins }: StoredFit, rows: readonly StoredLevels[]): SurveySample {
  const levelOf = margins.map(({ variable, levels }, m) => {
    const indexes = new Map(levels.map((level, index) => [level, index]));
    return Int32Array.from(rows, (row) => {
      const index = indexes.get(row.levels[m]!);
      if (index === undefined) throw new Error(`${variable} has no level ${row.levels[m]}`);
      return index;
    });
  });
  if (kind === 'post-stratified') return { ...sample, calibration: { kind, groupOf: levelOf[0]!, groups: margins[0]!.levels.length } };
  return {
    ...sample,
    calibration: {
      kind,
      levelOf,
      totals: margins.map(({ totals }) => totals),
      baseWeights: Float64Array.from(rows, ({ before }) => before)
    }
  };
}
