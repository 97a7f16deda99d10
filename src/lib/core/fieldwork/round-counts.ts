/** What became of a round's units, counted once for good: the outcome rates of its record (docs/methods.md, "Outcome rates"). */
import type { DispositionClass, FinalCode } from './dispositions';
import { classOf } from './dispositions';
import type { ClassCounts, OutcomeRates } from './response-rates';
import { NO_UNITS, outcomeRates } from './response-rates';

export interface RoundCounts {
  /** Main units and released reserves. */
  readonly drawn: number;
  readonly reserves: number;
  /** Known to be members of the population, or not known. */
  readonly eligible: number;
  /** Of those, reached: answered, refused or otherwise spoken to. */
  readonly contacted: number;
  /** With an answer that counts. */
  readonly responded: number;
  /** By AAPOR's classes. */
  readonly classes: ClassCounts;
  readonly rates: OutcomeRates;
  /** By AAPOR code; those there are. */
  readonly dispositions: Readonly<Record<string, number>>;
}

/** A unit's last word. */
export interface CountedUnit {
  /** The final code that it stands under (dispositions.ts, `standing`). */
  readonly standing: FinalCode;
  /** null: none. taken-out: held or excluded, so that no figure counts it. */
  readonly answer: 'counts' | 'taken-out' | null;
  readonly isReserve: boolean;
}

/** Replaced units stay in with what became of them, and released reserves are units of their own. */
export function countRound(units: readonly CountedUnit[]): RoundCounts {
  const dispositions: Record<string, number> = {};
  const classes: Record<DispositionClass, number> = { ...NO_UNITS };
  for (const unit of units) {
    dispositions[unit.standing] = (dispositions[unit.standing] ?? 0) + 1;
    classes[classOfUnit(unit)]++;
  }
  const { I, P, R, O, NE } = classes;
  return {
    drawn: units.length,
    reserves: units.filter(({ isReserve }) => isReserve).length,
    eligible: units.length - NE,
    contacted: I + P + R + O,
    responded: units.filter(({ answer }) => answer === 'counts').length,
    classes,
    rates: outcomeRates(classes),
    dispositions
  };
}

/** An interview that was taken out of the figures is none: of a member of the population that somebody reached, so AAPOR's "other". */
function classOfUnit({ standing, answer }: CountedUnit): DispositionClass {
  const name = classOf(standing);
  return answer === 'taken-out' && (name === 'I' || name === 'P') ? 'O' : name;
}
