/**
 * From totals by PSU to an Estimate with its interval and its notes: the step every satisfaction share, experience rate and mean
 * level goes through. Continuous surveys and imported tables are unstratified and without finite population correction.
 *
 * Refused: a ratio without valid answers; an interval and a standard error without degrees of freedom (a domain that lies in
 * one PSU has a linearised variance of exactly 0 there, which says nothing).
 */
import type { Estimate, EstimateNote, Refusal } from '../estimation/estimate';
import { kornGraubardInterval } from '../estimation/korn-graubard';
import { lineariseRatios, sum } from '../estimation/ratio';
import type { RatioTotals } from '../estimation/ratio';
import { unstratified } from '../estimation/sample-design';
import { tInterval } from '../estimation/t-interval';
import { degreesOfFreedom, varianceBetweenUnits } from '../estimation/variance';
import type { Method } from '../method/method';

/** The sample that the domain belongs to. */
export interface Sample {
  /** PSUs on which the whole survey has an answer in the period (`samplingUnits(…).count`), or all respondents of a table. */
  readonly psus: number;
  /** Pages of continuous surveys: Korn–Graubard's n* is at most the number of valid answers. */
  readonly capEffectiveSize: boolean;
}

/** A linear combination of ratios of one domain. */
export interface FigureTotals {
  /** `code` names the ratio where it is missing. */
  readonly ratios: readonly (RatioTotals & { readonly code: string; readonly coefficient: number })[];
  /** Respondents of the domain by row. */
  readonly members: Float64Array;
  /** Valid answers, unweighted. */
  readonly valid: number;
}

/** What the combination is: a share of satisfied answers, of cases, or a mean of levels. It decides interval and notes. */
export type Measure = 'satisfied-share' | 'case-share' | 'mean';

/** Below this many dissatisfied respondents, n(1 − p̂), the figure is marked. */
const FEW_DISSATISFIED = 5;
/** A share nearer than this to 0 or 1, or to any bound, differs from it by rounding only (one answer in 10⁹ moves it more). */
const ROUNDING = 1e-12;

export function estimateFigureTotals(totals: FigureTotals, sample: Sample, method: Method, measure: Measure): Estimate | Refusal {
  const { ratios, members, valid } = totals;
  const linearised = lineariseRatios(
    ratios,
    ratios.map((ratio) => ratio.coefficient)
  );
  if ('missing' in linearised) {
    const every = linearised.missing.length === ratios.length;
    return every ? { refused: 'empty', missing: [] } : { refused: 'missing-part', missing: linearised.missing.map((j) => ratios[j]!.code) };
  }

  const share = measure !== 'mean';
  const value = share ? onEdge(linearised.value) : linearised.value;
  const n = sum(members);
  const design = unstratified(sample.psus);
  const df = degreesOfFreedom(members, design);
  const variance = varianceBetweenUnits(linearised.u, design);
  const common = { value, degreesOfFreedom: df, n, valid, psus: sample.psus };
  const few: EstimateNote[] =
    measure === 'satisfied-share' && n * (1 - value) < FEW_DISSATISFIED - n * ROUNDING ? ['few-dissatisfied'] : [];
  if (variance === null || df < 1) return { ...common, standardError: null, interval: null, notes: ['one-unit', ...few] };

  const notes: EstimateNote[] = df < method.minimumDegreesOfFreedom ? ['few-days', ...few] : few;
  const standardError = Math.sqrt(variance);
  if (!share) return { ...common, standardError, interval: tInterval(value, standardError, df, method.level), notes };
  const { lower, upper, zeroVariance } = kornGraubardInterval({
    share: value,
    variance,
    degreesOfFreedom: df,
    n,
    level: method.level,
    ...(sample.capEffectiveSize && { largestEffectiveSize: valid })
  });
  return { ...common, standardError, interval: { lower, upper }, notes: zeroVariance ? [...notes, 'zero-variance'] : notes };
}

function onEdge(share: number): number {
  return share < ROUNDING ? 0 : share > 1 - ROUNDING ? 1 : share;
}
