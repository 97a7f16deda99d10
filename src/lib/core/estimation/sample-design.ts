/**
 * The sample that a domain is part of, as far as a variance needs it: its strata and how many PSUs each holds. n_h counts the whole
 * sample's PSUs, whether or not they hold a member of the domain. An unstratified sample is one stratum
 * (docs/methods.md, "Standard error").
 */
export interface SampleStratum {
  /** n_h: sampled PSUs. */
  readonly units: number;
  /** f_h, 0–1: the share of the population's PSUs that were taken; left out: 0, that is, with replacement. 1: a census. */
  readonly samplingFraction?: number;
}

export interface SampleDesign {
  readonly strata: readonly SampleStratum[];
  /** Stratum index of each row of the domain's totals; left out: every row is in stratum 0. */
  readonly stratumOf?: ArrayLike<number>;
}

/** An unstratified sample of `units` PSUs without finite population correction. */
export function unstratified(units: number): SampleDesign {
  return { strata: [{ units }] };
}

/** Indexes of the strata with one sampled PSU that are no census: alone they have no variance (lonely-psu.ts). */
export function lonelyStrata({ strata }: SampleDesign): readonly number[] {
  return strata.flatMap((stratum, h) => (isLonely(stratum) ? [h] : []));
}

export function isLonely({ units, samplingFraction = 0 }: SampleStratum): boolean {
  return units === 1 && samplingFraction < 1;
}
