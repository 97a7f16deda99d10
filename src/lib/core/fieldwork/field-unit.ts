/** A sampled unit as its interviewer has it before them, on the phone too. Names, phones and addresses are in no other shape of the field. */
import type { Day } from '../calendar/day';
import type { LocalizedText } from '../questionnaire/questionnaire';
import type { FormPlace } from './ledger';

export interface FieldUnit {
  readonly id: string;
  readonly serial: number;
  /** The round's code. */
  readonly survey: string;
  readonly agency: LocalizedText;
  readonly counter: string;
  readonly village: string;
  /** Of a village drawn as a whole, the household's place in its list; 0: the person is known. */
  readonly ordinal: number;
  readonly serviceField: string;
  readonly completedOn: Day | null;
  /** '' where it is not known, the unit is settled, or the data are erased. */
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  /** The final AAPOR code; '': still to be worked. */
  readonly disposition: string;
  readonly answered: boolean;
  readonly lastAttempt: {
    readonly at: string;
    readonly disposition: string;
    readonly note: string;
    readonly againAt: string | null;
  } | null;
  readonly attempts: number;
  /** Where its paper form is; null: none was printed. */
  readonly form: FormPlace | null;
  readonly replacementAsked: boolean;
}

/** A round as its interviewers know it. */
export interface FieldRound {
  readonly code: string;
  readonly name: LocalizedText;
}

export type UnitState = 'open' | 'tried' | 'appointment' | 'answered' | 'lost';

/** What the list says of a unit. */
export function unitState({ answered, disposition, lastAttempt }: Pick<FieldUnit, 'answered' | 'disposition' | 'lastAttempt'>): UnitState {
  if (answered) return 'answered';
  if (disposition !== '') return 'lost';
  if (lastAttempt === null) return 'open';
  return lastAttempt.disposition === 'appointment' ? 'appointment' : 'tried';
}

/** Units as one goes to them: by agency and village, appointments first by their time, settled ones last. */
export function inWorkingOrder(units: readonly FieldUnit[]): readonly FieldUnit[] {
  const rank = (unit: FieldUnit) => ({ appointment: 0, open: 1, tried: 1, lost: 2, answered: 3 })[unitState(unit)];
  return units.toSorted(
    (a, b) =>
      rank(a) - rank(b) || (rank(a) === 0 ? compare(a.lastAttempt?.againAt ?? '', b.lastAttempt?.againAt ?? '') : 0) || a.serial - b.serial
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
