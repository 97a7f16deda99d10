/**
 * Ranks of agencies by one index, and how far they can be told apart (docs/methods.md, "Ranks"). First three classes against a
 * reference, the target or the figure of the whole: K two-sided tests at 5 %, Holm. Then the order by the unrounded figure; agencies
 * equal at two decimals share the better rank (1, 2, 2, 4). Beside each its rank set {1 + significantly better, …, K − significantly
 * worse}, from its own K − 1 comparisons at 5 % with Holm:
 *
 *   d/s,  s² = V_j + V_k − 2c_jk,  t with Welch and Satterthwaite's degrees of freedom
 *
 * V from steady-variance.ts (where v₀ stands its degrees of freedom are infinite), c from PSUs the agencies share.
 *
 * Refused by the caller, not here: agencies with too few respondents or degrees of freedom are not among the candidates.
 */
import { holm } from '../estimation/holm';
import { twoSidedTail } from '../estimation/quantiles';
import type { SampleDesign } from '../estimation/sample-design';
import { covarianceBetweenUnits } from '../estimation/variance';
import type { VarianceOfMany } from './steady-variance';
import { steadyVariances } from './steady-variance';

const ALPHA = 0.05;
/** Relative: what summing in another order may change. */
const ROUNDING = 1e-12;

/** Class against the reference: higher, not to be told apart, lower. */
export type RankClass = 'higher' | 'unclear' | 'lower';

export interface RankCandidate {
  readonly value: number;
  readonly variance: number;
  readonly degreesOfFreedom: number;
  /** Respondents. */
  readonly n: number;
  /** u by PSU of the sample, in the order of `design.stratumOf`. */
  readonly u: Float64Array;
}

/** The target (no variance), or the figure of the whole, which shares PSUs with every candidate. */
export type RankReference = { readonly value: number } | RankCandidate;

export interface Rank {
  readonly rank: number;
  /** The ranks that the data cannot rule out; 1 … K: nothing can be told. */
  readonly from: number;
  readonly to: number;
  /** null: there is no reference. */
  readonly class: RankClass | null;
}

export interface RankScale {
  /** What the figure is multiplied with to be printed: 100 for a share. */
  readonly unit: number;
  readonly bounds: readonly [lowest: number, highest: number];
  /** Of delays and the like less is better. */
  readonly lowerIsBetter: boolean;
}

/** One rank a candidate, in their order. `surveyed`: the survey's agencies, also those that are not ranked here. */
export function rankAgencies(
  candidates: readonly RankCandidate[],
  reference: RankReference | null,
  design: SampleDesign,
  scale: RankScale,
  surveyed: readonly VarianceOfMany[] = candidates
): readonly Rank[] {
  const merit = ({ value }: RankCandidate) => (scale.lowerIsBetter ? -value : value);
  const steady = steadyVariances(candidates, scale.bounds, surveyed).map((one) => one!);
  const term = (j: number): Term => ({
    value: candidates[j]!.value,
    variance: steady[j]!.variance,
    degreesOfFreedom: steady[j]!.isAssumed ? Infinity : candidates[j]!.degreesOfFreedom
  });
  const covariance = (a: RankCandidate, b: RankCandidate) => covarianceBetweenUnits(a.u, b.u, design, 'adjust') ?? 0;
  const classes = reference && classify(candidates, reference, term, covariance);
  const ranks = ranksOf(
    candidates.map(({ value }) => roundedTo(value * scale.unit, 2)),
    candidates.map(merit)
  );
  return candidates.map((own, j) => {
    const others = candidates.map((_, k) => k).filter((k) => k !== j);
    const pValues = others.map((k) => compare(term(j), term(k), covariance(own, candidates[k]!)));
    const isSignificant = holm(pValues, ALPHA);
    const significant = others.filter((_, i) => isSignificant[i]);
    const better = significant.filter((k) => merit(candidates[k]!) > merit(own)).length;
    const worse = significant.length - better;
    return { rank: ranks[j]!, from: 1 + better, to: candidates.length - worse, class: classes ? classes[j]! : null };
  });
}

interface Term {
  readonly value: number;
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

function classify(
  candidates: readonly RankCandidate[],
  reference: RankReference,
  term: (j: number) => Term,
  covariance: (a: RankCandidate, b: RankCandidate) => number
): readonly RankClass[] {
  const fixed: Term = { variance: 0, degreesOfFreedom: Infinity, ...reference };
  const pValues = candidates.map((own, j) => compare(term(j), fixed, 'u' in reference ? covariance(own, reference) : 0));
  const isSignificant = holm(pValues, ALPHA);
  return candidates.map(({ value }, j) => (!isSignificant[j] ? 'unclear' : value > reference.value ? 'higher' : 'lower'));
}

/** The two-sided p-value of their difference. */
function compare(a: Term, b: Term, covariance: number): number {
  const difference = a.value - b.value;
  const variance = a.variance + b.variance - 2 * covariance;
  const isRounding = Math.abs(difference) <= ROUNDING * Math.max(Math.abs(a.value), Math.abs(b.value));
  if (isRounding || variance <= 0) return 1;
  const spread = a.variance ** 2 / a.degreesOfFreedom + b.variance ** 2 / b.degreesOfFreedom;
  const degreesOfFreedom = spread === 0 ? Infinity : (a.variance + b.variance) ** 2 / spread;
  return twoSidedTail(difference / Math.sqrt(variance), degreesOfFreedom);
}

/** Equal as printed, equal in rank: the better one. `printed` decides who is equal, `merits` the order. */
function ranksOf(printed: readonly number[], merits: readonly number[]): readonly number[] {
  return printed.map((own, j) => 1 + printed.filter((other, k) => other !== own && merits[k]! > merits[j]!).length);
}

function roundedTo(value: number, decimals: number): number {
  return Math.floor(value * 10 ** decimals + 0.5 + 1e-9);
}
