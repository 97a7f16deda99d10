/**
 * Figures of a sample whose weights were fitted to known totals: their linearised values are residuals over every respondent, also
 * those outside the domain, so that every PSU has a u (docs/methods.md, "Variance of fitted weights"). Samples of several rounds stand
 * one after the other, each fitted by itself; one without a member of the domain says nothing.
 */
import { calibrationResiduals } from '../estimation/calibration-residuals';
import { jackknifeVariance } from '../estimation/jackknife';
import type { SurveySample } from '../estimation/survey-sample';

export interface FittedSample {
  readonly rounds: readonly {
    readonly sample: SurveySample;
    /** The PSU's label of each row. */
    readonly units: readonly string[];
  }[];
}

/** A domain's rows in it, counted through the rounds. */
export interface FittedRows {
  readonly sample: FittedSample;
  readonly rowOf: ArrayLike<number>;
}

interface ByUnit {
  readonly units: readonly string[];
  readonly u: Float64Array;
  readonly members: Float64Array;
}

/** `u` and `members` by row of the domain, `u` with the weight. */
export function residualsByUnit({ sample: { rounds }, rowOf }: FittedRows, u: ArrayLike<number>, members: ArrayLike<number>): ByUnit {
  const indexOf = new Map<string, number>();
  const [sums, counts]: [number[], number[]] = [[], []];
  let first = 0;
  for (const { sample, units } of rounds) {
    const { weights } = sample;
    const [z, own] = [new Float64Array(units.length), new Float64Array(units.length)];
    let isIn = false;
    for (let i = 0; i < rowOf.length; i++) {
      const row = rowOf[i]! - first;
      if (row < 0 || row >= units.length) continue;
      isIn = true;
      z[row] = u[i]! / weights[row]!;
      own[row] = members[i]!;
    }
    first += units.length;
    if (!isIn) continue;
    calibrationResiduals(z, sample).forEach((residual, row) => {
      const index = indexOf.get(units[row]!) ?? indexOf.size;
      indexOf.set(units[row]!, index);
      sums[index] = (sums[index] ?? 0) + weights[row]! * residual;
      counts[index] = (counts[index] ?? 0) + own[row]!;
    });
  }
  return { units: [...indexOf.keys()], u: Float64Array.from(sums), members: Float64Array.from(counts) };
}

/** Respondents of the rounds that hold a member: R's n where weights were fitted. */
export function fittedRespondents({ sample: { rounds }, rowOf }: FittedRows): number {
  let [first, count] = [0, 0];
  for (const { units } of rounds) {
    const from = first;
    first += units.length;
    if (Array.from(rowOf).some((row) => row >= from && row < first)) count += units.length;
  }
  return count;
}

/** Fewer PSUs, and a raked sample is also replicated. */
const FEW_PSUS = 30;

/**
 * The delete-one jackknife of a figure of one raked round of few PSUs; null: there is none. `valueOf`: the figure with each row of the
 * domain multiplied; null where it does not exist.
 */
export function fittedJackknife(
  { sample: { rounds }, rowOf }: FittedRows,
  valueOf: (factors: Float64Array) => number | null
): number | null {
  const sample = rounds[0]?.sample;
  if (rounds.length !== 1 || sample?.calibration?.kind !== 'raked' || sample.stratumOf.length >= FEW_PSUS) return null;
  const outcome = jackknifeVariance(sample, (weights) => valueOf(Float64Array.from(rowOf, (row) => weights[row]! / sample.weights[row]!)));
  return typeof outcome === 'number' ? outcome : null;
}
