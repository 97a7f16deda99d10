/** What became of a round's units, counted once for good: the outcome rates of its record (docs/methods.md, "Outcome rates"). */
import type { FinalCode } from './dispositions';
import { classOf } from './dispositions';
import type { ClassCounts, OutcomeRates } from './response-rates';
import { ratesOfUnits } from './response-rates';

export interface RoundCounts {
  /** Main units and released reserves. */
  readonly drawn: number;
  readonly reserves: number;
  /** Known to be members of the population, or not known. */
  readonly eligible: number;
  /** Of those, reached: answered, refused or otherwise spoken to. */
  readonly contacted: number;
  /** With an interview, whole or partial, that counts. */
  readonly responded: number;
  /** Broken off (2.12, so refusals in the rates) with an answer that counts: it has a weight, and is in the figures for what it answered. */
  readonly brokenOff: number;
  /** By AAPOR's classes. */
  readonly classes: ClassCounts;
  readonly rates: OutcomeRates;
  /** With base weights; null: all units weigh the same. */
  readonly weightedRates: OutcomeRates | null;
  /** By AAPOR code; those there are. */
  readonly dispositions: Readonly<Record<string, number>>;
}

/** A unit's last word. */
export interface CountedUnit {
  /** The final code that it stands under (dispositions.ts, `standing`); of an answer that was taken out 2.36. */
  readonly standing: FinalCode;
  readonly isReserve: boolean;
  /** It has an answer that counts. */
  readonly isUsed: boolean;
  /** Base weight. */
  readonly weight: number;
}

/** Replaced units stay in with what became of them, and released reserves are units of their own. */
export function countRound(units: readonly CountedUnit[]): RoundCounts {
  const dispositions: Record<string, number> = {};
  for (const { standing } of units) dispositions[standing] = (dispositions[standing] ?? 0) + 1;
  const { counts, rates, weightedRates } = ratesOfUnits(
    units.map(({ standing, weight }) => ({ class: classOf(standing), units: 1, weight }))
  );
  const { I, P, R, O, NE } = counts;
  return {
    drawn: units.length,
    reserves: units.filter(({ isReserve }) => isReserve).length,
    eligible: units.length - NE,
    contacted: I + P + R + O,
    responded: I + P,
    brokenOff: units.filter(({ standing, isUsed }) => isUsed && classOf(standing) === 'R').length,
    ...{ classes: counts, rates, weightedRates },
    dispositions
  };
}
