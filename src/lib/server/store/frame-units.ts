/** The units of frames, with the persons apart and the rows that are none: written and read in batches, a million a frame. */
import { sql } from 'kysely';
import type { RefusalReason } from '../../core/frame/refusal';
import { compiledOnce } from '../compiled-query';
import type { Db, Schema } from '../schema';
import type { FrameUnitTable } from '../schema-desk';

/** Rows of one INSERT: as many as keep its text short enough for SQLite's kept statements (sqlite-dialect.ts). */
const UNITS_TOGETHER = 150;
const OTHERS_TOGETHER = 500;

const UNIT_COLUMNS = [
  ...['frame_id', 'unit_no', 'line', 'handling_agency_id', 'receiving_counter_id', 'service_field', 'completed_on', 'person_kind'],
  ...['area', 'village', 'size', 'dossier_mark', 'person_mark', 'duplicate', 'duplicate_of', 'kept']
] as readonly (keyof FrameUnitTable)[];

export async function insertFrameUnits(db: Db, units: readonly FrameUnitTable[]): Promise<void> {
  for (let at = 0; at < units.length; at += UNITS_TOGETHER) {
    const batch = units.slice(at, at + UNITS_TOGETHER);
    const values = batch.flatMap((unit) => UNIT_COLUMNS.map((column) => unit[column]));
    await insertUnits(db, values, batch.length);
  }
}

export async function insertFramePersons(db: Db, persons: readonly Schema['frame_persons'][]): Promise<void> {
  for (let at = 0; at < persons.length; at += OTHERS_TOGETHER) {
    const batch = persons.slice(at, at + OTHERS_TOGETHER);
    await insertPersons(db, batch.flatMap(({ frame_id, unit_no, sealed }) => [frame_id, unit_no, sealed]), batch.length); // prettier-ignore
  }
}

export async function insertFrameRefusals(db: Db, refusals: readonly Schema['frame_refusals'][]): Promise<void> {
  for (let at = 0; at < refusals.length; at += OTHERS_TOGETHER) {
    const batch = refusals.slice(at, at + OTHERS_TOGETHER);
    await insertRefusals(db, batch.flatMap(({ frame_id, line, reason, detail }) => [frame_id, line, reason, detail]), batch.length); // prettier-ignore
  }
}

const insertUnits = compiledOnce((db, mark, rows) => db.insertInto('frame_units').values(marked(UNIT_COLUMNS, mark, rows) as never));
const insertPersons = compiledOnce((db, mark, rows) =>
  db.insertInto('frame_persons').values(marked(['frame_id', 'unit_no', 'sealed'], mark, rows) as never)
);
const insertRefusals = compiledOnce((db, mark, rows) =>
  db.insertInto('frame_refusals').values(marked(['frame_id', 'line', 'reason', 'detail'], mark, rows) as never)
);

function marked(columns: readonly string[], mark: (place: number) => unknown, rows: number): readonly object[] {
  return Array.from({ length: rows }, (_, row) => Object.fromEntries(columns.map((column, i) => [column, mark(row * columns.length + i)])));
}

/** Of a frame, up to `most` of what hangs on it. False: nothing is left. In pieces, so that other writers take their turns. */
export async function deleteSomeOfFrame(db: Db, frameId: string, most: number): Promise<boolean> {
  const upTo = async (table: 'frame_persons' | 'frame_units' | 'frame_refusals', number: 'unit_no' | 'line') => {
    const row = await db
      .selectFrom(table)
      .select((of) => of.fn.max<number | null>(sql.ref(number)).as('last'))
      .where('frame_id', '=', frameId)
      .executeTakeFirst();
    if (row?.last == null) return false;
    await db
      .deleteFrom(table)
      .where('frame_id', '=', frameId)
      .where(sql.ref(number), '>', Number(row.last) - most)
      .execute();
    return true;
  };
  return (await upTo('frame_persons', 'unit_no')) || (await upTo('frame_units', 'unit_no')) || upTo('frame_refusals', 'line');
}

/** Of a frame's units the numbers from `after` on, at most `most`, in their order. */
export async function listUnitsAfter(db: Db, frameId: string, after: number, most: number) {
  return db
    .selectFrom('frame_units')
    .select(['unit_no', 'handling_agency_id', 'service_field', 'area', 'village', 'size', 'duplicate', 'kept'])
    .where('frame_id', '=', frameId)
    .where('unit_no', '>', after)
    .orderBy('unit_no')
    .limit(most)
    .execute();
}

/** The number of the last unit so far; 0: none. */
export async function lastUnitNo(db: Db, frameId: string): Promise<number> {
  const row = await db
    .selectFrom('frame_units')
    .select((of) => of.fn.max<number | null>('unit_no').as('last'))
    .where('frame_id', '=', frameId)
    .executeTakeFirst();
  return Number(row?.last ?? 0);
}

export async function updateKept(db: Db, frameId: string, unitNos: readonly number[], kept: 0 | 1): Promise<void> {
  for (let at = 0; at < unitNos.length; at += OTHERS_TOGETHER)
    await db
      .updateTable('frame_units')
      .set({ kept })
      .where('frame_id', '=', frameId)
      .where('unit_no', 'in', unitNos.slice(at, at + OTHERS_TOGETHER))
      .execute();
}

export interface RefusalCount {
  readonly reason: RefusalReason;
  readonly rows: number;
}

export async function countRefusals(db: Db, frameId: string): Promise<readonly RefusalCount[]> {
  const rows = await db
    .selectFrom('frame_refusals')
    .select((of) => ['reason', of.fn.countAll().as('n')])
    .where('frame_id', '=', frameId)
    .groupBy('reason')
    .execute();
  return rows.map(({ reason, n }) => ({ reason: reason as RefusalReason, rows: Number(n) }));
}

/** Of those reasons, what was written and how often, most often first. */
export async function countRefusalDetails(
  db: Db,
  frameId: string,
  reasons: readonly RefusalReason[]
): Promise<readonly { readonly detail: string; readonly reason: RefusalReason; readonly rows: number }[]> {
  const rows = await db
    .selectFrom('frame_refusals')
    .select((of) => ['detail', of.fn.min('reason').as('reason'), of.fn.countAll().as('n')])
    .where('frame_id', '=', frameId)
    .where('reason', 'in', reasons)
    .groupBy('detail')
    .execute();
  return rows
    .map(({ detail, reason, n }) => ({ detail, reason: reason as RefusalReason, rows: Number(n) }))
    .toSorted((a, b) => b.rows - a.rows || (a.detail < b.detail ? -1 : 1));
}

/** In the order of the lines, those after `after`. */
export async function listRefusalsAfter(db: Db, frameId: string, after: { readonly line: number; readonly reason: string }, most: number) {
  return db
    .selectFrom('frame_refusals')
    .select(['line', 'reason', 'detail'])
    .where('frame_id', '=', frameId)
    .where((of) => of.or([of('line', '>', after.line), of.and([of('line', '=', after.line), of('reason', '>', after.reason)])]))
    .orderBy('line')
    .orderBy('reason')
    .limit(most)
    .execute();
}

export interface DuplicateUnit {
  readonly unitNo: number;
  readonly line: number;
  readonly duplicateOf: number;
  readonly firstLine: number;
  readonly kept: boolean;
  readonly agencyId: string;
  readonly serviceField: string;
  readonly completedOn: string | null;
  readonly firstAgencyId: string;
  readonly firstServiceField: string;
  readonly firstCompletedOn: string | null;
}

/** A page of the rows that repeat another, beside the one they repeat. */
export async function listDuplicates(
  db: Db,
  frameId: string,
  kind: 'dossier' | 'person',
  page: { readonly limit: number; readonly offset: number }
): Promise<readonly DuplicateUnit[]> {
  const rows = await db
    .selectFrom('frame_units as u')
    .innerJoin('frame_units as f', (join) => join.onRef('f.frame_id', '=', 'u.frame_id').onRef('f.unit_no', '=', 'u.duplicate_of'))
    .select(['u.unit_no', 'u.line', 'u.duplicate_of', 'u.kept', 'u.handling_agency_id', 'u.service_field', 'u.completed_on'])
    .select(['f.line as first_line', 'f.handling_agency_id as first_agency_id', 'f.service_field as first_field'])
    .select(['f.completed_on as first_completed_on'])
    .where('u.frame_id', '=', frameId)
    .where('u.duplicate', '=', sql.lit(kind))
    .orderBy('u.duplicate_of')
    .orderBy('u.unit_no')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return rows.map((row) => ({
    unitNo: row.unit_no,
    line: row.line,
    duplicateOf: row.duplicate_of!,
    firstLine: row.first_line,
    kept: row.kept === 1,
    agencyId: row.handling_agency_id,
    serviceField: row.service_field,
    completedOn: row.completed_on,
    firstAgencyId: row.first_agency_id,
    firstServiceField: row.first_field,
    firstCompletedOn: row.first_completed_on
  }));
}
