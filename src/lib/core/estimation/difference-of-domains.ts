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
  { strata, stratumOf }: SurveySample,
  first: DomainEstimate,
  second: DomainEstimate,
  level: number,
  lonelyPsu: LonelyPsu = 'fail'
): DomainDifference {
  const design = { strata, stratumOf };
  const value = first.value - second.value;
  const df = degreesOfFreedom(
    first.members.map((members, psu) => members + second.members[psu]!),
    design
  );
  const variance = varianceBetweenUnits(
    first.u.map((u, psu) => u - second.u[psu]!),
    design,
    lonelyPsu
  );
  const standardError = variance === null || df < 1 ? null : Math.sqrt(variance);
  const covariance = covarianceBetweenUnits(first.u, second.u, design, lonelyPsu);
  const scale = Math.sqrt((first.variance ?? 0) * (second.variance ?? 0));
  return {
    value,
    standardError,
    interval: standardError === null ? null : tInterval(value, standardError, df, level),
    degreesOfFreedom: df,
    correlation: covariance === null || scale === 0 ? null : Math.max(-1, Math.min(1, covariance / scale))
  };
}
