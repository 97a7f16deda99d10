/** Until when a round keeps names, phones, addresses and dossier codes, and what may be set of it. */
import type { Day } from '../calendar/day';
import { addDays } from '../calendar/day';
import type { SurveyState } from '../fieldwork/survey-life';

/** Days after the end of a round. */
export const RETENTION_LIMITS = [7, 365] as const;
/** A list that was imported for a round that never began is kept no longer than this, whatever the round says. */
const DRAFT_DAYS = 90;

export interface RoundLife {
  readonly state: SurveyState;
  /** The day it is to end, if one was set. */
  readonly closesOn: Day | null;
  /** The day it was closed last; null: it was not, or was opened again. */
  readonly closedOn: Day | null;
  readonly retentionDays: number;
  /** The day its latest list was imported; null: there is none. */
  readonly importedOn: Day | null;
}

/**
 * The first day on which the persons of a round are no longer kept. null: none can be told yet (it is open, without an end) or there
 * are none. Whoever forgets to close a round does not keep the people for ever: its own last day counts.
 */
export function personsEnd({ state, closesOn, closedOn, retentionDays, importedOn }: RoundLife): Day | null {
  if (importedOn === null) return null;
  if (state === 'draft') return addDays(importedOn, DRAFT_DAYS + 1);
  const last = state === 'open' ? closesOn : (closedOn ?? closesOn);
  return last === null ? null : addDays(last, retentionDays + 1);
}
