/**
 * An estimate of one domain from respondents: the statistic's value, its variance between PSUs, degrees of freedom and design
 * effect. The domain is a subset of the sample, never a sample of its own: PSUs without a member of it count (R: subset;
 * docs/methods.md, "Standard error").
 *
 * Where weights were post-stratified or raked the variance is that of the residuals (calibration-residuals.ts), over the whole
 * sample. A raked sample of fewer than 30 PSUs also gets the delete-one jackknife that rakes again; the larger stands.
 */
import { calibrationResiduals } from './calibration-residuals';
import type { DesignEffect, DesignEffectKind } from './design-effect';
import { designEffect } from './design-effect';
import type { JackknifeRefusal } from './jackknife';
import { jackknifeVariance } from './jackknife';
import type { LonelyPsu } from './lonely-psu';
import type { MissingRatios } from './ratio';
import type { SampleDesign } from './sample-design';
import type { Statistic } from './statistic';
import { lineariseStatistic } from './statistic';
import type { SurveySample } from './survey-sample';
import { degreesOfFreedom, varianceBetweenUnits } from './variance';

const FEW_PSUS = 30;

export interface DomainEstimate {
  readonly value: number;
  /** null: a stratum with one PSU, under the rule `fail`. */
  readonly variance: number | null;
  readonly varianceFrom: 'linearisation' | 'jackknife';
  /** Of a raked sample of few PSUs: that there is no jackknife to set beside the linearised variance. */
  readonly jackknifeRefused: JackknifeRefusal | null;
  readonly degreesOfFreedom: number;
  /** Respondents of the domain. */
  readonly n: number;
  readonly sumOfWeights: number;
  /** Of the whole sample. */
  readonly psus: number;
  readonly strata: number;
  /** u by PSU of the sample, 0 where it has no member: differences of estimates are taken from these. */
  readonly u: Float64Array;
  /** Members by PSU of the sample. */
  readonly members: Float64Array;
  designEffect(kind: DesignEffectKind): DesignEffect;
}

/** `members`: 1 for respondents of the domain with a valid answer, else 0. */
export function estimateDomain(
  sample: SurveySample,
  statistic: Statistic,
  members: Uint8Array,
  lonelyPsu: LonelyPsu = 'fail'
): DomainEstimate | MissingRatios {
  const { weights, psuOf, stratumOf, strata } = sample;
  const linearised = lineariseStatistic(statistic, weights, members);
  if ('missing' in linearised) return linearised;
  const { value, z, residual } = linearised;

  const u = new Float64Array(stratumOf.length);
  const membersOf = new Float64Array(stratumOf.length);
  let [n, sumOfWeights] = [0, 0];
  calibrationResiduals(z, sample).forEach((one, row) => (u[psuOf[row]!]! += weights[row]! * one));
  members.forEach((member, row) => {
    if (!member) return;
    membersOf[psuOf[row]!]!++;
    n++;
    sumOfWeights += weights[row]!;
  });

  const present = rowsPresent(sample, membersOf);
  const design: SampleDesign = { strata, stratumOf: present.map((psu) => stratumOf[psu]!) };
  const linear = varianceBetweenUnits(
    present.map((psu) => u[psu]!),
    design,
    lonelyPsu
  );
  const again =
    sample.calibration?.kind === 'raked' && stratumOf.length < FEW_PSUS && linear !== null
      ? jackknifeVariance(sample, (replicate) => valueWith(statistic, replicate, members))
      : null;
  const jackknife = typeof again === 'number' ? again : null;
  const variance = linear !== null && jackknife !== null ? Math.max(linear, jackknife) : linear;

  return {
    value,
    variance,
    varianceFrom: jackknife !== null && variance === jackknife ? 'jackknife' : 'linearisation',
    jackknifeRefused: again !== null && typeof again !== 'number' ? again : null,
    degreesOfFreedom: degreesOfFreedom(membersOf, { strata, stratumOf }),
    n,
    sumOfWeights,
    psus: stratumOf.length,
    strata: strata.length,
    u,
    members: membersOf,
    designEffect: (kind) => designEffect(variance ?? NaN, residual, weights, members, kind)
  };
}

/** Weighting to known totals ties every PSU to the domain; otherwise those without a member say nothing. */
function rowsPresent({ calibration, stratumOf }: SurveySample, members: Float64Array): readonly number[] {
  const every = Array.from(stratumOf.keys());
  return calibration ? every : every.filter((psu) => members[psu]! > 0);
}

function valueWith(statistic: Statistic, weights: Float64Array, members: Uint8Array): number | null {
  const linearised = lineariseStatistic(statistic, weights, members);
  return 'missing' in linearised ? null : linearised.value;
}
