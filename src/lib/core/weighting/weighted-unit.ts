/**
 * A sampled unit as weighting sees it: how it was drawn, what became of it, and what it can be classed by. Units are those of the main
 * sample and the reserves that were released; a reserve never used is none of them (docs/methods.md, "Weights of a round").
 */

/** responded: an answer of it counts. silent: eligible, without an answer. unknown: not known whether eligible. ineligible: no member of the population. */
export type UnitOutcome = 'responded' | 'silent' | 'unknown' | 'ineligible';

export interface WeightedUnit {
  readonly id: string;
  readonly stratum: string;
  /** Nested in the stratum; of a one-stage sample the unit itself. */
  readonly psu: string;
  /** Of its PSU at the first stage, in (0, 1]. */
  readonly psuProbability: number;
  /**
   * Of its last stage, nested in the PSU: reserves stand in for each other within it. The PSU's own label where units are drawn in PSUs
   * at once; of a one-stage sample '' for all.
   */
  readonly cluster: string;
  /** As drawn, in (0, 1]. */
  readonly inclusionProbability: number;
  readonly role: 'main' | 'reserve';
  readonly outcome: UnitOutcome;
  /** By variable; what the frame says of every unit, and (`item.CODE`) what a respondent answered. */
  readonly traits: Readonly<Record<string, string>>;
}

/** The level of whoever has none: an item left empty. */
export const NO_LEVEL = '–';

export function levelOf({ traits }: WeightedUnit, variable: string): string {
  return traits[variable] || NO_LEVEL;
}
