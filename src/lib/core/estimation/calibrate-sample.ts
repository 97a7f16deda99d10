/**
 * A sample whose weights are fitted to known totals, with what its variance must know of it
 * (docs/methods.md, "Variance of fitted weights").
 */
import type { MatchedMargin } from '../weighting/margin';
import { postStratify } from '../weighting/post-stratify';
import { rake } from '../weighting/rake';
import type { SurveySample } from './survey-sample';

/** R: postStratify. */
export function postStratifySample(sample: SurveySample, margin: MatchedMargin): SurveySample {
  return {
    ...sample,
    weights: postStratify(sample.weights, margin),
    calibration: { kind: 'post-stratified', groupOf: margin.levelOf, groups: margin.levels.length }
  };
}

/** R: calibrate(calfun = "raking"). `names`: the margins' variables. Throws margins-disagree, raking-impossible. */
export function rakeSample(sample: SurveySample, margins: readonly MatchedMargin[], names: readonly string[]): SurveySample {
  return {
    ...sample,
    weights: rake(sample.weights, margins, names),
    calibration: {
      kind: 'raked',
      levelOf: margins.map(({ levelOf }) => levelOf),
      totals: margins.map(({ totals }) => totals),
      baseWeights: sample.weights
    }
  };
}
