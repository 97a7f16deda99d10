/**
 * From totals by PSU to an Estimate with its interval and its notes: the step every satisfaction share, experience rate, mean level
 * and PAPI-style score goes through (docs/methods.md, "Standard error", "Interval of a share").
 *
 * Refused: a ratio without valid answers; an interval and a standard error without degrees of freedom (a domain that lies in
 * one PSU has a linearised variance of exactly 0 there, which says nothing), or where a stratum holds one PSU.
 */
import { designEffect } from '../estimation/design-effect';
import type { Estimate, EstimateNote, Interval, Refusal } from '../estimation/estimate';
import type { ShareInterval } from '../estimation/korn-graubard';
import { kornGraubardInterval } from '../estimation/korn-graubard';
import type { LonelyPsu } from '../estimation/lonely-psu';
import { sum } from '../estimation/ratio';
import type { SampleDesign, SampleStratum } from '../estimation/sample-design';
import { unstratified } from '../estimation/sample-design';
import { tInterval } from '../estimation/t-interval';
import { degreesOfFreedom, varianceBetweenUnits } from '../estimation/variance';
import type { Method } from '../method/method';
import { fittedJackknife, fittedRespondents } from './fitted-sample';
import type { FigureTotals, LinearisedFigure } from './linearise-figure';
import { lineariseFigure } from './linearise-figure';

/** The sample that the domain belongs to. */
export interface Sample {
  /** PSUs on which the whole survey has an answer in the period (`samplingUnits(…).count`), all respondents of a table, or a design's PSUs. */
  readonly psus: number;
  /** Pages of continuous surveys: Korn–Graubard's n* is at most the number of valid answers. */
  readonly capEffectiveSize: boolean;
  /** Left out: one stratum, with replacement. */
  readonly design?: {
    readonly strata: readonly SampleStratum[];
    /** Index of a PSU's stratum. */
    stratumOf(unit: string): number;
  };
  readonly lonelyPsu?: LonelyPsu;
  /** The sample that this is a part of, as a round is of its series: domains of one frame may share PSUs. Left out: itself. */
  readonly frame?: Sample;
}

/** What the combination is. It decides interval and notes. */
export type Measure = 'satisfied-share' | 'case-share' | 'mean' | 'component-score';

/** Below this many dissatisfied respondents, n(1 − p̂), the figure is marked. */
const FEW_DISSATISFIED = 5;
/** A share nearer than this to 0 or 1, or to any bound, differs from it by rounding only (one answer in 10⁹ moves it more). */
const ROUNDING = 1e-12;

/** `bounds`: of a component score, which its interval is clipped to. */
export function estimateFigureTotals(
  totals: FigureTotals,
  sample: Sample,
  method: Method,
  measure: Measure,
  bounds?: readonly [lowest: number, highest: number]
): Estimate | Refusal {
  const linearised = lineariseFigure(totals, absentPartsOf(measure, method));
  if ('refused' in linearised) return linearised;

  const share = isShare(measure);
  const value = share ? onEdge(linearised.value) : linearised.value;
  const n = sum(totals.members);
  const design = designOf(linearised, sample);
  const df = degreesOfFreedom(linearised.members, design);
  const linear = varianceBetweenUnits(linearised.u, design, sample.lonelyPsu);
  const jackknife = linear === null ? null : replicated(totals, method, measure);
  const isReplicated = jackknife !== null && jackknife > linear!;
  const variance = isReplicated ? jackknife : linear;
  const isKnown = variance !== null && df >= 1;
  const common = {
    value,
    degreesOfFreedom: df,
    n,
    valid: totals.valid,
    psus: sample.psus,
    strata: design.strata.length,
    // Beside the standard error it says how the answers of few people go together, which no split may say either.
    designEffect: isKnown && n >= method.minimumForOptions ? effectOf(totals, linearised, variance, n) : null,
    absent: linearised.absent
  };
  const few: EstimateNote[] =
    measure === 'satisfied-share' && n * (1 - value) < FEW_DISSATISFIED - n * ROUNDING ? ['few-dissatisfied'] : [];
  if (!isKnown) return { ...common, standardError: null, interval: null, notes: [df < 1 ? 'one-unit' : 'lonely-stratum', ...few] };

  const thin: EstimateNote[] = df < method.minimumDegreesOfFreedom ? ['few-days', ...few] : few;
  const notes: EstimateNote[] = isReplicated ? [...thin, 'jackknife'] : thin;
  const standardError = Math.sqrt(variance);
  const asShare = (lowest: number, highest: number): ShareInterval => {
    const range = highest - lowest;
    return kornGraubardInterval({
      share: onEdge((value - lowest) / range),
      variance: variance / range ** 2,
      degreesOfFreedom: df,
      n: totals.fitted ? fittedRespondents(totals.fitted) : n,
      level: method.level,
      ...(sample.capEffectiveSize && { largestEffectiveSize: totals.valid })
    });
  };
  if (share) {
    const { lower, upper, zeroVariance } = asShare(0, 1);
    return { ...common, standardError, interval: { lower, upper }, notes: zeroVariance ? [...notes, 'zero-variance'] : notes };
  }
  // A score that does not vary is not certain for that: as a share of its range it has the interval of a share without variance.
  const [lowest, highest] = bounds ?? [-Infinity, Infinity];
  const still = bounds ? asShare(lowest, highest) : null;
  if (still?.zeroVariance) {
    const onScale = (limit: number) => lowest + (highest - lowest) * limit;
    return {
      ...common,
      standardError,
      interval: { lower: onScale(still.lower), upper: onScale(still.upper) },
      notes: [...notes, 'zero-variance']
    };
  }
  return { ...common, standardError, interval: clipped(tInterval(value, standardError, df, method.level), bounds), notes };
}

/** The value alone, where nothing is said of its error; null where it is refused. */
export function valueOfTotals(totals: FigureTotals, method: Method, measure: Measure): number | null {
  const linearised = lineariseFigure(totals, absentPartsOf(measure, method));
  if ('refused' in linearised) return null;
  return isShare(measure) ? onEdge(linearised.value) : linearised.value;
}

/** Of a raked sample of few PSUs; null: there is no jackknife to set beside the linearised variance. */
function replicated(totals: FigureTotals, method: Method, measure: Measure): number | null {
  const { fitted, ...unfitted } = totals;
  if (!fitted) return null;
  return fittedJackknife(fitted, (factors) => {
    const scaled = (values: ArrayLike<number>) => Float64Array.from(values, (value, row) => value * factors[row]!);
    const ratios = totals.ratios.map((ratio) => ({ ...ratio, y: scaled(ratio.y), x: scaled(ratio.x) }));
    return valueOfTotals({ ...unfitted, ratios }, method, measure);
  });
}

function isShare(measure: Measure): boolean {
  return measure === 'satisfied-share' || measure === 'case-share';
}

/** A score or a rate is never formed of the parts that happen to be there. */
export function absentPartsOf(measure: Measure, { absentParts }: Pick<Method, 'absentParts'>): Method['absentParts'] {
  return measure === 'satisfied-share' ? absentParts : 'refuse';
}

/** The sample's design, with the stratum of each PSU that has a row. */
export function designOf({ units }: Pick<LinearisedFigure, 'units'>, { psus, design }: Sample): SampleDesign {
  return design ? { strata: design.strata, stratumOf: units.map((unit) => design.stratumOf(unit)) } : unstratified(psus);
}

/** Against a simple random sample of the same respondents with replacement; null where they are not at hand one by one. */
function effectOf({ weights, squares, members, ratios }: FigureTotals, { rows, value }: LinearisedFigure, variance: number, n: number) {
  if (weights) {
    const size = weights.reduce((total, weight, row) => total + (members[row] ? weight : 0), 0);
    const residual = rows.map((u, row) => (members[row] ? (u * size) / weights[row]! : 0));
    return designEffect(variance, residual, weights, members, 'replace').value;
  }
  if (!squares || ratios.length !== 1 || n < 2) return null;
  const valid = sum(ratios[0]!.x);
  const [yy, xy, xx] = squares;
  const ofResiduals = (yy - 2 * value * xy + value * value * xx) / valid ** 2;
  // S²/n with S² = n/(n − 1) · Σe²/n and e = n·(y − Rx)/Σx.
  const simple = (ofResiduals * n) / (n - 1);
  return simple > 1e-12 / n ? variance / simple : null;
}

function clipped({ lower, upper }: Interval, bounds: readonly [number, number] | undefined): Interval {
  return bounds ? { lower: Math.max(bounds[0], lower), upper: Math.min(bounds[1], upper) } : { lower, upper };
}

function onEdge(share: number): number {
  return share < ROUNDING ? 0 : share > 1 - ROUNDING ? 1 : share;
}
