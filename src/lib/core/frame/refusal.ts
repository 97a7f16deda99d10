/** Why a row of a list is not a unit of the frame. The row stays in the file; its line and the reason are kept, and nothing of a person. */
export const REFUSAL_REASONS = [
  'row-cells',
  'agency-missing',
  'agency-unknown',
  'agency-ambiguous',
  'agency-ended',
  'agency-outside',
  'day-missing',
  'day-invalid',
  'day-outside',
  'village-missing',
  'name-missing',
  'size-missing',
  'size-invalid'
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export interface Refusal {
  readonly reason: RefusalReason;
  /** A name of an agency that was not found, a day outside the window (ISO), how many cells there are; else ''. Never a cell that could be a person's. */
  readonly detail: string;
}

/** Those that end once somebody says which agency the written name is. */
export const MATCHED_BY_HAND = ['agency-unknown', 'agency-ambiguous', 'agency-ended'] as const satisfies readonly RefusalReason[];
