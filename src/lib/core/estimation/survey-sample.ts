/**
 * A sample of respondents with what its design says of each: weight, stratum, PSU and finite population correction (R:
 * svydesign(nest = TRUE); docs/methods.md, "Standard error"). PSU labels are nested within strata. Of a multi-stage sample this is
 * the first stage.
 *
 * Refused: a weight that is not positive; a correction that differs within a stratum, or is smaller than its sampled PSUs.
 */
import { Problem } from '../problem';
import { positiveWeights } from '../weighting/positive-weights';
import type { SampleStratum } from './sample-design';

/** What weighting to known totals took out of the variance; rows are the sample's. */
export type Calibration =
  /** `groupOf`: the post-stratum of each row, from 0. */
  | { readonly kind: 'post-stratified'; readonly groupOf: Int32Array; readonly groups: number }
  /** `levelOf[m]`: the level of each row on margin m, from 0; `totals[m]` the population's by level. Base weights are those before raking. */
  | {
      readonly kind: 'raked';
      readonly levelOf: readonly Int32Array[];
      readonly totals: readonly (readonly number[])[];
      readonly baseWeights: Float64Array;
    };

export interface SurveySample {
  /** Final weights, one a row. */
  readonly weights: Float64Array;
  /** PSU of each row, from 0. */
  readonly psuOf: Int32Array;
  /** Stratum of each PSU, from 0. */
  readonly stratumOf: Int32Array;
  readonly strata: readonly (SampleStratum & { readonly label: string })[];
  readonly calibration?: Calibration;
}

/** One value a row; left out: weights of N_h/n_h where an fpc says them (as R) and else of 1, one stratum, every row a PSU, replacement. */
export interface DesignColumns {
  readonly rows: number;
  readonly weights?: ArrayLike<number>;
  readonly strata?: readonly string[];
  readonly psus?: readonly string[];
  /** PSUs in the stratum's population; 1 or less: the fraction of them that was taken. */
  readonly fpc?: ArrayLike<number>;
  /** What a row is called in a refusal: `line 7`. */
  readonly nameOf?: (row: number) => string;
}

/** Throws weight-not-positive, fpc-varies, fpc-too-small. */
export function makeSurveySample({ rows, weights, strata, psus, fpc, nameOf = (row) => `${row + 1}` }: DesignColumns): SurveySample {
  const stratumIndex = new Map<string, number>();
  const psuIndex = new Map<string, number>();
  const psuOf = new Int32Array(rows);
  const stratumOf: number[] = [];
  const fpcOf: number[] = [];
  for (let row = 0; row < rows; row++) {
    const label = strata?.[row] ?? '';
    const h = indexOf(stratumIndex, label);
    if (fpc && fpcOf[h] === undefined) fpcOf[h] = fpc[row]!;
    else if (fpc && !Object.is(fpcOf[h], fpc[row]))
      throw new Problem('fpc-varies', { stratum: label || '1', one: said(fpcOf[h]!), other: said(fpc[row]!), place: nameOf(row) });
    const psu = indexOf(psuIndex, psus ? `${h} ${psus[row]}` : `${row}`);
    psuOf[row] = psu;
    stratumOf[psu] = h;
  }

  const units = new Array<number>(stratumIndex.size).fill(0);
  for (const h of stratumOf) units[h]!++;
  const sampled = [...stratumIndex.keys()].map((label, h) => ({
    label,
    units: units[h]!,
    ...(fpc && { samplingFraction: samplingFraction(fpcOf[h]!, units[h]!, label) })
  }));
  const weightOf = (row: number) => (weights ? weights[row]! : 1 / (sampled[stratumOf[psuOf[row]!]!]!.samplingFraction ?? 1));
  return {
    weights: positiveWeights(
      Array.from({ length: rows }, (_, row) => weightOf(row)),
      nameOf
    ),
    psuOf,
    stratumOf: Int32Array.from(stratumOf),
    strata: sampled
  };
}

/** A population size in a sentence; none is no number. */
function said(fpc: number): number | string {
  return Number.isNaN(fpc) ? '–' : fpc;
}

/** R's two readings of an fpc: a number of PSUs, or, at 1 or less, a fraction. */
function samplingFraction(fpc: number, units: number, stratum: string): number {
  if (!(fpc > 0)) throw new Problem('fpc-too-small', { stratum: stratum || '1', fpc: said(fpc), units });
  if (fpc <= 1) return fpc;
  if (fpc < units) throw new Problem('fpc-too-small', { stratum: stratum || '1', fpc: said(fpc), units });
  return units / fpc;
}

function indexOf(known: Map<string, number>, key: string): number {
  const index = known.get(key) ?? known.size;
  known.set(key, index);
  return index;
}
