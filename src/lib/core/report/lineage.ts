/** What a report says of an agency that took over others, or was taken over. */
import type { Day } from '../calendar/day';
import type { LocalizedText } from '../questionnaire/questionnaire';

/** `formed`: the agency holds former ones, whose figures are in its own before that day, by name; `followed`: it has ended, and these go on, by day and name. */
export interface Lineage {
  readonly formed: { readonly on: Day; readonly from: readonly LocalizedText[] } | null;
  readonly followed: readonly { readonly on: Day; readonly code: string; readonly name: LocalizedText }[];
}

export const NO_LINEAGE: Lineage = { formed: null, followed: [] };
