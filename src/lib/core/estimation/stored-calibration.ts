/**
 * A sample with what a weighting run kept of known totals, so that its figures have the variance of fitted weights (docs/methods.md,
 * "Variance of fitted weights").
 */
import type { StoredFit, StoredLevels } from '../weighting/stored-fit';
import type { SurveySample } from './survey-sample';

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
