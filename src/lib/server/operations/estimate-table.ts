/**
 * Estimates from a table of respondents, for a statistician who wants to check: the same core as the pages, at full precision
 * (docs/methods.md, "The estimate command"). Nothing is stored. A table that cannot be used is refused as a whole, with every bad
 * line; an estimate that does not exist stands there with the reason.
 */
import type { DomainEstimate } from '../../core/estimation/domain-estimate';
import { estimateDomain } from '../../core/estimation/domain-estimate';
import type { DesignEffectKind } from '../../core/estimation/design-effect';
import { effectiveSize } from '../../core/estimation/design-effect';
import type { LonelyPsu } from '../../core/estimation/lonely-psu';
import { lonelyStrata } from '../../core/estimation/sample-design';
import type { ShareIntervalMethod } from '../../core/estimation/share-interval';
import { shareInterval } from '../../core/estimation/share-interval';
import { hasVariance } from '../../core/estimation/share-variance';
import type { SurveySample } from '../../core/estimation/survey-sample';
import { tInterval } from '../../core/estimation/t-interval';
import type { ProblemCode, ProblemParameters } from '../../core/problem';
import { Problem } from '../../core/problem';
import { kishEffect } from '../../core/weighting/kish-effect';
import type { StatisticColumns } from './statistic-columns';
import { readStatistic } from './statistic-columns';
import type { DataFile, SampleColumns } from './table-sample';
import { readTable, tableSample } from './table-sample';

export interface EstimateRequest {
  readonly data: DataFile;
  readonly design: SampleColumns;
  readonly statistic: StatisticColumns;
  /** Columns whose combinations are the domains; empty: one estimate of everybody. */
  readonly by: readonly string[];
  /** Left out: `beta` for a proportion, t otherwise. */
  readonly interval?: ShareIntervalMethod | undefined;
  /** 0–1. */
  readonly level: number;
  readonly designEffect: DesignEffectKind;
  readonly lonelyPsu: LonelyPsu;
}

/** Why a part of an estimate is not there, or how it came about. */
export interface EstimateReason {
  readonly code: ProblemCode;
  readonly parameters: ProblemParameters;
}

export interface TableEstimate {
  readonly by: Readonly<Record<string, string>> | null;
  readonly value: number | null;
  readonly standardError: number | null;
  readonly interval: readonly [lower: number, upper: number] | null;
  /** `t`, or the interval's name. */
  readonly intervalMethod: ShareIntervalMethod | 't';
  readonly degreesOfFreedom: number;
  readonly designEffect: number | null;
  /** Respondents of the domain with a valid value. */
  readonly n: number;
  /** n / design effect. */
  readonly effectiveSize: number | null;
  readonly sumOfWeights: number;
  readonly reasons: readonly EstimateReason[];
}

export interface TableEstimates {
  readonly estimates: readonly TableEstimate[];
  readonly sample: {
    readonly rows: number;
    readonly psus: number;
    readonly strata: number;
    readonly sumOfWeights: number;
    /** 1 + cv² of the weights. */
    readonly kishEffect: number;
  };
}

/** Throws table-columns, table-rows, table-empty, share-value-unknown, interval-not-share, lonely-psu, and what weighting refuses. */
export function estimateTable(request: EstimateRequest): TableEstimates {
  const table = readTable(request.data);
  const { statistic, isValid, isShare } = readStatistic(table, request.statistic);
  const domains = table.domains(request.by);
  const sample = tableSample(table, request.design);
  const lonely = lonelyStrata(sample).map((h) => sample.strata[h]!.label || '1');
  if (request.lonelyPsu === 'fail' && lonely.length > 0) throw new Problem('lonely-psu', { strata: lonely.join(', ') });

  const interval = request.interval ?? (isShare ? 'beta' : 't');
  if (request.statistic.kind === 'total' && interval !== 't') throw new Problem('interval-not-share', { interval });
  const estimates = domains.map(({ by, rows }): TableEstimate => {
    const members = Uint8Array.from(rows, (inDomain, row) => (inDomain && isValid[row] ? 1 : 0));
    const estimate = estimateDomain(sample, statistic, members, request.lonelyPsu);
    if (!('missing' in estimate)) return { by, ...describe(estimate, sample, interval, request) };
    const n = members.reduce((count, one) => count + one, 0);
    const reason: EstimateReason = { code: n === 0 ? 'estimate-empty' : 'estimate-denominator-zero', parameters: {} };
    return { by, ...NOTHING, n, sumOfWeights: weigh(sample, members), intervalMethod: interval, reasons: [reason] };
  });
  return {
    estimates,
    sample: {
      rows: sample.weights.length,
      psus: sample.stratumOf.length,
      strata: sample.strata.length,
      sumOfWeights: sample.weights.reduce((sum, weight) => sum + weight, 0),
      kishEffect: kishEffect(sample.weights)
    }
  };
}

const NOTHING = { value: null, standardError: null, interval: null, degreesOfFreedom: 0, designEffect: null, effectiveSize: null } as const;

function describe(
  estimate: DomainEstimate,
  sample: SurveySample,
  intervalMethod: TableEstimate['intervalMethod'],
  { level, designEffect }: EstimateRequest
): Omit<TableEstimate, 'by'> {
  const { value, variance, degreesOfFreedom, n, sumOfWeights } = estimate;
  const reasons: EstimateReason[] = [];
  const because = (code: ProblemCode, parameters: ProblemParameters = {}) => void reasons.push({ code, parameters });
  if (estimate.varianceFrom === 'jackknife') because('variance-jackknife');
  if (estimate.jackknifeRefused) because('variance-no-jackknife');

  const isKnown = variance !== null && degreesOfFreedom > 0;
  if (!isKnown) because(degreesOfFreedom > 0 ? 'estimate-no-others' : 'estimate-one-psu');
  const limits = isKnown ? intervalOf(estimate, variance, sample, intervalMethod, level) : null;
  if (isKnown && !limits) because('interval-at-edge', { interval: intervalMethod });
  const shareOf = { share: value, variance: variance ?? 0, degreesOfFreedom, n: respondentsOf(n, sample), level };
  if (limits && ['beta', 'wilson'].includes(intervalMethod) && !hasVariance(shareOf)) because('interval-zero-variance');

  const effect = isKnown ? estimate.designEffect(designEffect) : null;
  if (effect?.value === null) because(EFFECT_REASONS[effect.reason]);
  if (effect?.value === 0) because('effective-size-none');
  return {
    value,
    standardError: isKnown ? Math.sqrt(variance) : null,
    interval: limits && [limits.lower, limits.upper],
    intervalMethod,
    degreesOfFreedom,
    designEffect: effect?.value ?? null,
    n,
    effectiveSize: effect?.value ? effectiveSize(n, effect.value) : null,
    sumOfWeights,
    reasons
  };
}

const EFFECT_REASONS = {
  'one-respondent': 'design-effect-one',
  'no-spread': 'design-effect-no-spread',
  'population-not-larger': 'design-effect-population'
} as const satisfies Record<string, ProblemCode>;

function intervalOf(
  { value, degreesOfFreedom, n }: DomainEstimate,
  variance: number,
  sample: SurveySample,
  method: TableEstimate['intervalMethod'],
  level: number
) {
  if (method === 't') return tInterval(value, Math.sqrt(variance), degreesOfFreedom, level);
  if (!(value >= 0 && value <= 1)) throw new Problem('interval-not-share', { interval: method });
  return shareInterval({ share: value, variance, degreesOfFreedom, n: respondentsOf(n, sample), level }, method);
}

/** R counts the whole sample where weights were fitted to totals. */
function respondentsOf(n: number, { calibration, weights }: SurveySample): number {
  return calibration ? weights.length : n;
}

function weigh({ weights }: SurveySample, members: Uint8Array): number {
  return weights.reduce((sum, weight, row) => sum + (members[row] ? weight : 0), 0);
}
