/**
 * What an agency is: a node of an effective-dated tree. Its code and kind stay; its names and its place may change, each change
 * a version with the days it was in force. A merged or split agency is closed and has successors, so that a report can say where
 * its line breaks instead of chaining figures of different agencies. Two-tier local government since 1/7/2025 (Resolution
 * 202/2025/QH15): province and commune; districts remain as closed agencies.
 */
import type { Day } from '../calendar/day';
import type { LocalizedText } from '../questionnaire/questionnaire';

/** `department`: sở, ban, văn phòng of a province; `commune`: xã, phường, đặc khu; `centre`: a service centre under an agency. */
export const AGENCY_KINDS = ['province', 'department', 'district', 'commune', 'centre'] as const;
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** The start of an agency whose first day is not known: before every day that is asked about. */
export const SINCE_ALWAYS: Day = '0001-01-01';

/** Both days belong to it; `validTo` null: it still exists. */
export interface Life {
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** An agency as it stands on one day (a closed one: as it last stood). */
export interface Agency extends Life {
  readonly id: string;
  readonly code: string;
  readonly kind: AgencyKind;
  readonly name: LocalizedText & { readonly en: string };
  readonly parentId: string | null;
  /** `/{root id}/…/{own id}/`. */
  readonly path: string;
}

export function existsOn(life: Life, day: Day): boolean {
  return life.validFrom <= day && (life.validTo === null || day <= life.validTo);
}

/** True if every day of `inner` is a day of `outer`. */
export function livesWithin(inner: Life, outer: Life): boolean {
  return outer.validFrom <= inner.validFrom && (outer.validTo === null || (inner.validTo !== null && inner.validTo <= outer.validTo));
}
