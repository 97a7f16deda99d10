/** Words and addresses of the frame's pages. */
import type { FrameField, FrameKind } from '../../core/frame/frame-fields';
import type { RefusalReason } from '../../core/frame/refusal';
import { m } from '../../paraglide/messages.js';
import { deskPath } from '../desk/desk-words';

export const framePath = (surveyCode: string, below = ''): string => `${deskPath(surveyCode, 'frame')}${below}`;

const KINDS: Readonly<Record<FrameKind, () => string>> = {
  transactions: m.frame_kind_transactions,
  households: m.frame_kind_households,
  villages: m.frame_kind_villages
};

export const frameKindName = (kind: FrameKind): string => KINDS[kind]();

const FIELDS: Readonly<Record<FrameField, () => string>> = {
  dossierCode: m.frame_field_dossierCode,
  agency: m.frame_field_agency,
  counter: m.frame_field_counter,
  serviceField: m.frame_field_serviceField,
  completedOn: m.frame_field_completedOn,
  personKind: m.frame_field_personKind,
  name: m.frame_field_name,
  phone: m.frame_field_phone,
  address: m.frame_field_address,
  area: m.frame_field_area,
  village: m.frame_field_village,
  size: m.frame_field_size
};

/** The same field has another name in a list of people and places. */
export function frameFieldName(field: FrameField, kind: FrameKind): string {
  if (kind !== 'transactions' && field === 'agency') return m.frame_field_commune();
  if (kind === 'households' && field === 'name') return m.frame_field_householdName();
  if (kind === 'households' && field === 'dossierCode') return m.frame_field_householdCode();
  return FIELDS[field]();
}

const REASONS: Readonly<Record<RefusalReason, () => string>> = {
  'row-cells': m.frame_reason_row_cells,
  'agency-missing': m.frame_reason_agency_missing,
  'agency-unknown': m.frame_reason_agency_unknown,
  'agency-ambiguous': m.frame_reason_agency_ambiguous,
  'agency-ended': m.frame_reason_agency_ended,
  'agency-outside': m.frame_reason_agency_outside,
  'day-missing': m.frame_reason_day_missing,
  'day-invalid': m.frame_reason_day_invalid,
  'day-outside': m.frame_reason_day_outside,
  'village-missing': m.frame_reason_village_missing,
  'name-missing': m.frame_reason_name_missing,
  'size-missing': m.frame_reason_size_missing,
  'size-invalid': m.frame_reason_size_invalid
};

export const refusalText = (reason: RefusalReason): string => REASONS[reason]();
