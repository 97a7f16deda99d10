/** A row of a list as a unit of the frame, with the person apart; or every reason why it is none. */
import type { Day } from '../calendar/day';
import { plainDossierCode } from '../dossier/dossier-code';
import type { ColumnsByField, FrameField, FrameKind } from './frame-fields';
import { FIELDS_OF } from './frame-fields';
import type { AgencyMatcher } from './match-agency';
import { placeKey } from './one-spelling';
import type { PersonKind } from './person';
import { personKey, personKindOf, phoneText } from './person';
import type { Cell } from './read-cells';
import { readCount, readFrameDay, readText } from './read-cells';
import type { Refusal } from './refusal';

export interface FramePerson {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly dossierCode: string;
}

export interface ReadUnit {
  readonly agencyId: string;
  readonly counterId: string | null;
  /** A counter was named that is not known. */
  readonly isCounterUnknown: boolean;
  readonly serviceField: string;
  readonly completedOn: Day | null;
  readonly personKind: PersonKind;
  readonly area: string;
  readonly village: string;
  readonly size: number;
  readonly isPhoneUnread: boolean;
  readonly person: FramePerson;
  /** What two rows of the same dossier, household or village have in common; '': nothing. Made into a keyed mark before it is kept. */
  readonly unitKey: string;
  /** The same of a person. */
  readonly personKey: string;
}

export interface RowReader {
  readonly kind: FrameKind;
  readonly columns: ColumnsByField;
  /** How many columns the list has: a row with more has its cells in the wrong ones. */
  readonly width: number;
  /** Both days belong to it; null: no bound. */
  readonly window: { readonly from: Day | null; readonly to: Day | null };
  readonly agencies: AgencyMatcher;
  readonly findCounter: (written: string, agencyId: string) => string | null;
}

/** Of fields that are kept in the clear: a longer text is none of them. */
const LONGEST_CLEAR = 120;

export function readFrameRow(
  cells: readonly Cell[],
  reader: RowReader
): { readonly unit: ReadUnit } | { readonly refusals: readonly Refusal[] } {
  const cell = (field: FrameField): Cell => {
    const column = reader.columns[field];
    return column === undefined ? '' : (cells[column] ?? '');
  };
  const beyond = cells.findLastIndex((value) => readText(value) !== '') + 1;
  if (beyond > reader.width) return { refusals: [{ reason: 'row-cells', detail: `${beyond} > ${reader.width}` }] };
  const refusals: Refusal[] = [];
  const completedOn = readDayCell(cell('completedOn'), reader, refusals);
  const agency = reader.agencies.match(readText(cell('agency')), completedOn ?? undefined);
  if ('reason' in agency) refusals.push(agency);
  const village = readText(cell('village'), LONGEST_CLEAR);
  const name = readText(cell('name'));
  const size = readSize(cell('size'), reader, refusals);
  if (village === '' && needs(reader, 'village')) refusals.push({ reason: 'village-missing', detail: '' });
  if (name === '' && needs(reader, 'name')) refusals.push({ reason: 'name-missing', detail: '' });
  if (refusals.length > 0 || 'reason' in agency) return { refusals };

  const counter = readText(cell('counter'));
  const counterId = counter === '' ? null : reader.findCounter(counter, agency.id);
  const phone = phoneText(cell('phone'));
  const person = {
    name,
    phone: phone.text,
    address: readText(cell('address')),
    dossierCode: readText(cell('dossierCode'), LONGEST_CLEAR)
  };
  return {
    unit: {
      agencyId: agency.id,
      counterId,
      isCounterUnknown: counter !== '' && counterId === null,
      serviceField: readText(cell('serviceField'), LONGEST_CLEAR),
      completedOn,
      personKind: reader.kind === 'villages' ? '' : personKindOf(readText(cell('personKind')), name),
      area: readText(cell('area'), LONGEST_CLEAR),
      village,
      size,
      isPhoneUnread: phone.text !== '' && !phone.isRead,
      person,
      ...keysOf(reader.kind, agency.id, village, { ...person, phone: phone.isRead ? phone.text : '' })
    }
  };
}

/** A village is known by its commune and its name with its very marks (Bản Pá and Bản Pạ are two); a household by its code and its commune, and its head as a person is. */
function keysOf(kind: FrameKind, agencyId: string, village: string, person: FramePerson) {
  if (kind === 'villages') return { unitKey: `${agencyId} ${placeKey(village)}`, personKey: '' };
  const code = plainDossierCode(person.dossierCode);
  return {
    unitKey: code !== '' && kind === 'households' ? `${agencyId} ${code}` : code,
    personKey: personKey({ ...person, place: `${agencyId} ${placeKey(village)}` })
  };
}

function needs({ kind }: RowReader, field: FrameField): boolean {
  return FIELDS_OF[kind].needed.includes(field);
}

function readDayCell(cell: Cell, reader: RowReader, refusals: Refusal[]): Day | null {
  if (!needs(reader, 'completedOn')) return null;
  if (readText(cell) === '') {
    refusals.push({ reason: 'day-missing', detail: '' });
    return null;
  }
  const day = readFrameDay(cell);
  if (day === undefined) refusals.push({ reason: 'day-invalid', detail: '' });
  else if (isOutside(day, reader.window)) refusals.push({ reason: 'day-outside', detail: day });
  return day ?? null;
}

function isOutside(day: Day, { from, to }: RowReader['window']): boolean {
  return (from !== null && day < from) || (to !== null && day > to);
}

/** 1 where the list has no sizes: every unit counts alike. */
function readSize(cell: Cell, reader: RowReader, refusals: Refusal[]): number {
  const isEmpty = readText(cell) === '';
  if (isEmpty && needs(reader, 'size')) refusals.push({ reason: 'size-missing', detail: '' });
  if (isEmpty) return 1;
  const size = readCount(cell);
  if (size === undefined) refusals.push({ reason: 'size-invalid', detail: '' });
  return size ?? 1;
}
