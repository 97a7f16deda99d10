/**
 * Figures of a sample whose weights were fitted to known totals: their linearised values are residuals over every respondent, also
 * those outside the domain, so that every PSU has a u (docs/methods.md, "Variance of fitted weights"). Samples of several rounds stand
 * one after the other, each fitted by itself; one without a member of the domain says nothing.
 */
import { residualsIn } from '../estimation/calibration-residuals';
import { jackknifeVariance } from '../estimation/jackknife';
import type { SurveySample } from '../estimation/survey-sample';

/** Made once for all the figures of its domains (`fittedSample`). */
export interface FittedSample {
  readonly rounds: readonly FittedRound[];
}

interface FittedRound {
  readonly sample: SurveySample;
  readonly residuals: (z: Float64Array) => Float64Array;
  /** Labels of its PSUs, in the order of their first rows. */
  readonly units: readonly string[];
  /** By row, which of them. */
  readonly unitOf: Int32Array;
}

/** `units`: the PSU's label of each row; no two rounds share one. */
export function fittedSample(rounds: readonly { readonly sample: SurveySample; readonly units: readonly string[] }[]): FittedSample {
  return {
    rounds: rounds.map(({ sample, units }) => {
      const indexOf = new Map<string, number>();
      for (const unit of units) if (!indexOf.has(unit)) indexOf.set(unit, indexOf.size);
      return {
        sample,
        residuals: residualsIn(sample),
        units: [...indexOf.keys()],
        unitOf: Int32Array.from(units, (unit) => indexOf.get(unit)!)
      };
    })
  };
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
export function residualsByUnit(rows: FittedRows, u: ArrayLike<number>, members: ArrayLike<number>): ByUnit {
  const parts = roundsOf(rows).map(({ round: { sample, residuals, units, unitOf }, own }): ByUnit => {
    const { weights } = sample;
    const z = new Float64Array(unitOf.length);
    const [sums, counts] = [new Float64Array(units.length), new Float64Array(units.length)];
    for (const { row, at } of own) {
      z[row] = u[at]! / weights[row]!;
      counts[unitOf[row]!]! += members[at]!;
    }
    const rest = residuals(z);
    for (let row = 0; row < rest.length; row++) sums[unitOf[row]!]! += weights[row]! * rest[row]!;
    return { units, u: sums, members: counts };
  });
  if (parts.length === 1) return parts[0]!;
  return {
    units: parts.flatMap(({ units }) => units),
    u: Float64Array.from(parts.flatMap((part) => [...part.u])),
    members: Float64Array.from(parts.flatMap((part) => [...part.members]))
  };
}

/** Respondents of the rounds that hold a member: R's n where weights were fitted. */
export function fittedRespondents(rows: FittedRows): number {
  return roundsOf(rows).reduce((count, { round }) => count + round.unitOf.length, 0);
}

/** Those with a row of the domain: its places there, and in the domain. */
function roundsOf({ sample: { rounds }, rowOf }: FittedRows) {
  let first = 0;
  return rounds.flatMap((round) => {
    const own: { readonly row: number; readonly at: number }[] = [];
    for (let at = 0; at < rowOf.length; at++) {
      const row = rowOf[at]! - first;
      if (row >= 0 && row < round.unitOf.length) own.push({ row, at });
    }
    first += round.unitOf.length;
    return own.length > 0 ? [{ round, own }] : [];
  });
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
