/**
 * Outcome rates of AAPOR's Standard Definitions (9th edition, 2016, pages 61–64), shares 0–1. Counts may be sums of base weights: then the
 * rates are weighted ones. A unit that a reserve replaced stays in them with its own disposition, and the reserve counts as a unit of its own:
 * substitution never raises a response rate. Where a denominator is empty a rate is null, not NaN.
 */
import type { DispositionClass } from './dispositions';
import { CLASSES } from './dispositions';

export type ClassCounts = Readonly<Record<DispositionClass, number>>;

export const NO_UNITS: ClassCounts = { I: 0, P: 0, R: 0, NC: 0, O: 0, UH: 0, UO: 0, NE: 0 };

export interface OutcomeRates {
  readonly rr1: number | null;
  readonly rr2: number | null;
  readonly rr3: number | null;
  readonly rr4: number | null;
  readonly coop1: number | null;
  readonly coop2: number | null;
  readonly coop3: number | null;
  readonly coop4: number | null;
  readonly ref1: number | null;
  readonly con1: number | null;
  /** The share of units of unknown eligibility that is taken to be eligible, for RR3 and RR4; null: nothing is known of any unit. */
  readonly e: number | null;
}

/** Of nothing. */
export const NO_RATES: OutcomeRates = {
  ...{ rr1: null, rr2: null, rr3: null, rr4: null, coop1: null, coop2: null, coop3: null, coop4: null, ref1: null, con1: null, e: null }
};

/** Units in one class that weigh alike. */
export interface ClassedUnits {
  readonly class: DispositionClass;
  readonly units: number;
  /** Of each: its base weight, 1/π and what released reserves take of it (weighting/released-weights.ts). */
  readonly weight: number;
}

export interface RatesOfUnits {
  readonly counts: ClassCounts;
  readonly rates: OutcomeRates;
  /** The same of sums of weights; null: all units weigh the same, so that these would be the rates again. */
  readonly weightedRates: OutcomeRates | null;
}

/** Relative: weights this near each other are equal. */
const EQUAL = 1e-9;

/**
 * Rates of the sampled units, and of the members of the population that they stand for, as AAPOR asks for where units were drawn with unequal
 * probabilities (Standard Definitions, "Weighted response rates"; docs/methods.md, "Outcome rates").
 * @example ratesOfUnits([{ class: 'I', units: 1, weight: 30 }, { class: 'R', units: 1, weight: 10 }]).weightedRates?.rr1 // 0.75
 */
export function ratesOfUnits(all: readonly ClassedUnits[]): RatesOfUnits {
  const [counts, sums] = [{ ...NO_UNITS }, { ...NO_UNITS }];
  for (const { class: name, units, weight } of all) {
    counts[name] += units;
    sums[name] += units * weight;
  }
  const isEven = all.every(({ weight }) => Math.abs(weight / all[0]!.weight - 1) <= EQUAL);
  return { counts, rates: outcomeRates(counts), weightedRates: isEven ? null : outcomeRates(sums) };
}

/**
 * `e`: as given, or computed from the units whose eligibility is known: eligible over eligible and not eligible (the
 * proportional allocation, or CASRO, method). Throws RangeError for a count below 0 or an `e` outside 0–1.
 * @example outcomeRates({ I: 60, P: 5, R: 10, NC: 10, O: 5, UH: 8, UO: 2, NE: 10 }).rr1 // 0.6
 */
export function outcomeRates(counts: ClassCounts, e?: number): OutcomeRates {
  for (const name of CLASSES) if (!(counts[name] >= 0)) throw new RangeError(`outcome rates: ${name} is ${counts[name]}`);
  if (e !== undefined && !(e >= 0 && e <= 1)) throw new RangeError(`outcome rates: e is ${e}, not between 0 and 1`);
  const { I, P, R, NC, O, UH, UO, NE } = counts;
  const answered = I + P;
  const eligible = answered + R + NC + O;
  const unknown = UH + UO;
  const known = eligible + NE;
  const share = e ?? (known === 0 ? null : eligible / known);
  // Without unknown units e does not matter; where it is not known and does matter, neither rate can be given.
  const estimated = unknown === 0 ? eligible : share === null ? 0 : eligible + share * unknown;
  return {
    rr1: over(I, eligible + unknown),
    rr2: over(answered, eligible + unknown),
    rr3: over(I, estimated),
    rr4: over(answered, estimated),
    coop1: over(I, answered + R + O),
    coop2: over(answered, answered + R + O),
    coop3: over(I, answered + R),
    coop4: over(answered, answered + R),
    ref1: over(R, eligible + unknown),
    con1: over(answered + R + O, eligible + unknown),
    e: share
  };
}

const over = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
