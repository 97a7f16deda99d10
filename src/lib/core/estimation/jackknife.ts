/**
 * The delete-one jackknife of a raked sample that rakes again without each PSU (Wolter 2007, ch. 4; R: as.svrepdesign type "JK1" or
 * "JKn", rake, replicates centred at their mean; docs/methods.md, "Variance of fitted weights"):
 *
 *   v = Σ_h (1 − f_h)·(n_h − 1)/n_h · Σ_i (θ_(hi) − θ̄)²
 *
 * with θ_(hi) from weights w·n_h/(n_h − 1) in the stratum without the PSU. A census stratum (f = 1) has no replicates. Refused: a replicate in which a category loses its last
 * member or the domain its last respondent; a stratum with one PSU.
 */
import { Problem } from '../problem';
import { rake } from '../weighting/rake';
import type { SurveySample } from './survey-sample';

/** The PSU without which the sample can no longer be weighted, or says nothing of the domain. */
export interface JackknifeRefusal {
  readonly psu: number;
}

/** `valueOf`: the statistic with a replicate's weights, 0 in the deleted PSU; null where it does not exist. */
export function jackknifeVariance(sample: SurveySample, valueOf: (weights: Float64Array) => number | null): number | JackknifeRefusal {
  const { psuOf, stratumOf, strata, calibration } = sample;
  if (calibration?.kind !== 'raked') throw new Error('a jackknife that rakes again needs a raked sample');
  const { levelOf, totals, baseWeights } = calibration;

  const values: { readonly h: number; readonly value: number }[] = [];
  for (let psu = 0; psu < stratumOf.length; psu++) {
    const h = stratumOf[psu]!;
    const { units, samplingFraction = 0 } = strata[h]!;
    if (samplingFraction >= 1) continue;
    const kept = Array.from(psuOf.keys()).filter((row) => psuOf[row] !== psu);
    const isLost = totals.some((levels, m) => new Set(kept.map((row) => levelOf[m]![row])).size < levels.length);
    if (units < 2 || isLost) return { psu };
    const raised = kept.map((row) => baseWeights[row]! * (stratumOf[psuOf[row]!] === h ? units / (units - 1) : 1));
    const margins = totals.map((levels, m) => ({
      levelOf: Int32Array.from(kept, (row) => levelOf[m]![row]!),
      levels: levels.map((_, level) => `${level}`),
      totals: levels
    }));
    const value = valueOf(spread(kept, rakeOrNull(raised, margins), psuOf.length));
    if (value === null) return { psu };
    values.push({ h, value });
  }

  const mean = values.reduce((sum, { value }) => sum + value, 0) / values.length;
  return values.reduce((variance, { h, value }) => {
    const { units, samplingFraction = 0 } = strata[h]!;
    return variance + ((1 - samplingFraction) * (units - 1) * (value - mean) ** 2) / units;
  }, 0);
}

function rakeOrNull(weights: readonly number[], margins: Parameters<typeof rake>[1]): Float64Array | null {
  try {
    return rake(
      weights,
      margins,
      margins.map((_, m) => `${m}`)
    );
  } catch (failure) {
    if (failure instanceof Problem) return null;
    throw failure;
  }
}

function spread(kept: readonly number[], weights: Float64Array | null, rows: number): Float64Array {
  const all = new Float64Array(rows);
  if (weights) kept.forEach((row, i) => (all[row] = weights[i]!));
  return all;
}
