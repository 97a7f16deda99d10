/**
 * Rows of a list as rows of the frame's tables: units with keyed marks, persons sealed, refusals; and the counts as they grow. What is
 * known of the whole list lies in memory in the size of its marks: where each came first, and how fields, areas and villages are spelt.
 */
import type { DuplicateKind } from '../../core/frame/decide-duplicates';
import { firstSeen } from '../../core/frame/first-seen';
import type { FirstSeen } from '../../core/frame/first-seen';
import type { FrameField } from '../../core/frame/frame-fields';
import type { FrameMapping } from '../../core/frame/frame-mapping';
import { placeKey, spellings } from '../../core/frame/one-spelling';
import type { ReadUnit, RowReader } from '../../core/frame/read-row';
import { readFrameRow } from '../../core/frame/read-row';
import type { Refusal } from '../../core/frame/refusal';
import { MATCHED_BY_HAND } from '../../core/frame/refusal';
import { Problem } from '../../core/problem';
import type { FileRow } from '../frame-file/file-row';
import type { Schema } from '../schema';
import type { FrameUnitTable } from '../schema-desk';
import type { SecretBox } from '../secret-box';

/** Different values that a column kept in the clear can have: a province's names of them are fewer. More, and it is a column of something else. */
const MOST_VALUES = { serviceField: 500, area: 200, village: 20_000, agency: 500 } as const;

export interface FrameBatch {
  readonly units: readonly FrameUnitTable[];
  readonly persons: readonly Schema['frame_persons'][];
  readonly refusals: readonly Schema['frame_refusals'][];
}

export interface BatchComposer {
  /** Throws `frame-column-varied`. */
  compose(rows: readonly FileRow[]): FrameBatch;
  readonly counts: GrowingCounts;
}

interface GrowingCounts {
  rows: number;
  units: number;
  refused: number;
  duplicates: Record<DuplicateKind, number>;
  persons: number;
  organisations: number;
  withoutPhone: number;
  unknownCounters: number;
}

/** Marks of one dossier are the same in every list and where software registers it: the place is the province. */
const PURPOSES = { transactions: 'dossier', households: 'frame household', villages: 'frame village' } as const;
const PERSON = 'frame person';

export function batchComposer(
  frameId: string,
  reader: RowReader,
  mapping: FrameMapping,
  secrets: SecretBox,
  rootId: string
): BatchComposer {
  const counts: GrowingCounts = {
    ...{ rows: 0, units: 0, refused: 0, duplicates: { dossier: 0, person: 0 } },
    ...{ persons: 0, organisations: 0, withoutPhone: 0, unknownCounters: 0 }
  };
  const seen = { dossier: firstSeen(), person: firstSeen() };
  const spelt = {
    serviceField: spellings(MOST_VALUES.serviceField),
    area: spellings(MOST_VALUES.area, placeKey),
    village: spellings(MOST_VALUES.village, placeKey),
    agency: spellings(MOST_VALUES.agency)
  };
  const inOneSpelling = (field: keyof typeof spelt, written: string): string => {
    const spelling = spelt[field].of(written);
    if (spelling === undefined) throw new Problem('frame-column-varied', { column: headerOf(mapping, field), max: MOST_VALUES[field] });
    return spelling;
  };
  const isMatchedByHand = ({ reason }: Refusal) => (MATCHED_BY_HAND as readonly string[]).includes(reason);

  const compose = (unit: ReadUnit, line: number, batch: MutableBatch) => {
    const unitNo = ++counts.units;
    const unitKey = reader.kind === 'transactions' && unit.unitKey !== '' ? `${rootId} ${unit.unitKey}` : unit.unitKey;
    const dossierMark = unitKey === '' ? '' : secrets.keyedMark(PURPOSES[reader.kind], unitKey);
    const personMark = unit.personKey === '' ? '' : secrets.keyedMark(PERSON, unit.personKey);
    const [sameDossier, samePerson] = [noted(seen.dossier, dossierMark, unitNo), noted(seen.person, personMark, unitNo)];
    const duplicate = sameDossier > 0 ? 'dossier' : samePerson > 0 ? 'person' : '';
    if (duplicate !== '') counts.duplicates[duplicate] += 1;
    if (unit.personKind === 'person') counts.persons += 1;
    if (unit.personKind === 'organisation') counts.organisations += 1;
    if (unit.person.phone === '' || unit.isPhoneUnread) counts.withoutPhone += 1;
    if (unit.isCounterUnknown) counts.unknownCounters += 1;
    batch.units.push({
      frame_id: frameId,
      unit_no: unitNo,
      line,
      handling_agency_id: unit.agencyId,
      receiving_counter_id: unit.counterId,
      service_field: inOneSpelling('serviceField', unit.serviceField),
      completed_on: unit.completedOn,
      person_kind: unit.personKind,
      area: inOneSpelling('area', unit.area),
      village: inOneSpelling('village', unit.village),
      size: unit.size,
      dossier_mark: dossierMark,
      person_mark: personMark,
      duplicate,
      duplicate_of: sameDossier || samePerson || null,
      kept: duplicate === '' ? 1 : 0
    });
    if (Object.values(unit.person).some((value) => value !== ''))
      batch.persons.push({
        frame_id: frameId,
        unit_no: unitNo,
        sealed: secrets.seal(Buffer.from(JSON.stringify(unit.person)), `frame_persons:${frameId}:${unitNo}`)
      });
  };

  return {
    counts,
    compose(rows) {
      const batch: MutableBatch = { units: [], persons: [], refusals: [] };
      for (const { line, cells } of rows) {
        if (line <= mapping.headerLine) continue;
        counts.rows += 1;
        const read = readFrameRow(cells, reader);
        if ('unit' in read) {
          compose(read.unit, line, batch);
          continue;
        }
        counts.refused += 1;
        for (const refusal of read.refusals) {
          if (isMatchedByHand(refusal)) inOneSpelling('agency', refusal.detail);
          batch.refusals.push({ frame_id: frameId, line, ...refusal });
        }
      }
      return batch;
    }
  };
}

interface MutableBatch {
  units: FrameUnitTable[];
  persons: Schema['frame_persons'][];
  refusals: Schema['frame_refusals'][];
}

function noted(seen: FirstSeen, mark: string, unitNo: number): number {
  if (mark === '') return 0;
  const bytes = Buffer.from(mark, 'base64url');
  return seen.note(bytes.readUInt32BE(0), bytes.readUInt32BE(4), unitNo);
}

function headerOf({ columns }: FrameMapping, field: FrameField): string {
  return (columns[field]?.header ?? '').slice(0, 60);
}
