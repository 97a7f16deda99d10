/** Addresses of the pages about agencies, and words for their kinds. */
import type { AgencyKind } from '../../core/agency/agency';
import { SINCE_ALWAYS } from '../../core/agency/agency';
import type { Day } from '../../core/calendar/day';
import { formatDay } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';

export const AGENCIES = '/admin/agencies';

export function agencyPath(code: string): string {
  return `${AGENCIES}/${encodeURIComponent(code)}`;
}

/** The list of all, or of those at and below one. */
export function agencyListPath(at?: string): string {
  return `${AGENCIES}?view=list${at === undefined ? '' : `&at=${encodeURIComponent(at)}`}`;
}

export function agencyImportPath(job: string): string {
  return `${AGENCIES}/import/${encodeURIComponent(job)}`;
}

const KINDS: Readonly<Record<AgencyKind, () => string>> = {
  province: m.agency_kind_province,
  department: m.agency_kind_department,
  district: m.agency_kind_district,
  commune: m.agency_kind_commune,
  centre: m.agency_kind_centre
};

export function kindName(kind: AgencyKind): string {
  return KINDS[kind]();
}

/** A first day: "since before" where it is not known. */
export function firstDay(day: Day): string {
  return day === SINCE_ALWAYS ? m.agency_always() : formatDay(day);
}
