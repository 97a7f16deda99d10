/**
 * The difference of two estimates of one sample, which may share PSUs: u₁ − u₂ per PSU before squaring (R: svycontrast on svyby with
 * covmat = TRUE; docs/methods.md, "Difference of two figures"). Degrees of freedom (ours): PSUs and strata with a member of either
 * domain.
 */
import type { DomainEstimate } from './domain-estimate';
import type { Interval } from './estimate';
import type { LonelyPsu } from './lonely-psu';
import type { SurveySample } from './survey-sample';
import { tInterval } from './t-interval';
import { covarianceBetweenUnits, degreesOfFreedom, varianceBetweenUnits } from './variance';

export interface DomainDifference {
  /** first − second. */
  readonly value: number;
  /** null: a stratum with one PSU under `fail`, or no degrees of freedom. */
  readonly standardError: number | null;
  /** The t interval, as R's. */
  readonly interval: Interval | null;
  readonly degreesOfFreedom: number;
  /** Of the two estimates; null where either has no variance. What Zou and Donner's interval of shares asks for (difference.ts). */
  readonly correlation: number | null;
}

/** `level` 0–1. */
export function differenceOfDomains(
  { strata, stratumOf, calibration }: SurveySample,
  first: DomainEstimate,
  second: DomainEstimate,
  level: number,
  lonelyPsu: LonelyPsu = 'fail'
): DomainDifference {
  const value = first.value - second.value;
  const members = first.members.map((count, psu) => count + second.members[psu]!);
  const df = degreesOfFreedom(members, { strata, stratumOf });
  // As for one estimate: PSUs without a member of either say nothing, unless weights tie them all to the totals.
  const present = Array.from(stratumOf.keys()).filter((psu) => calibration !== undefined || members[psu]! > 0);
  const design = { strata, stratumOf: present.map((psu) => stratumOf[psu]!) };
  const [one, other] = [first, second].map(({ u }) => present.map((psu) => u[psu]!)) as [number[], number[]];
  const variance = varianceBetweenUnits(
    one.map((u, i) => u - other[i]!),
    design,
    lonelyPsu
  );
  const standardError = variance === null || df < 1 ? null : Math.sqrt(variance);
  const covariance = covarianceBetweenUnits(one, other, design, lonelyPsu);
  const varies = isVarying(first) && isVarying(second);
  return {
    value,
    standardError,
    interval: standardError === null ? null : tInterval(value, standardError, df, level),
    degreesOfFreedom: df,
    correlation:
      covariance === null || !varies ? null : Math.max(-1, Math.min(1, covariance / Math.sqrt(first.variance! * second.variance!)))
  };
}

/** Below this a standard error is what rounding leaves of none. */
function isVarying({ value, variance }: DomainEstimate): boolean {
  return variance !== null && Math.sqrt(variance) > 1e-12 * Math.max(1, Math.abs(value));
}
