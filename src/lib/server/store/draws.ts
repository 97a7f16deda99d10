/** Draws of a round's sample, with the units of the one that stands. */
import { sql } from 'kysely';
import type { DrawnUnit } from '../../core/sampling/draw-sample';
import { compiledOnce } from '../compiled-query';
import type { Db, Schema } from '../schema';
import type { DrawTable } from '../schema-desk';

export type NewSampledUnit = Omit<Schema['sampled_units'], 'cluster' | 'form_trace'> & { readonly cluster: string };

export interface StoredDraw extends DrawTable {
  /** null: a command. */
  readonly drawnByName: string | null;
}

/** Voided ones too, the latest first. */
export async function listDraws(db: Db, surveyId: string): Promise<readonly StoredDraw[]> {
  return db
    .selectFrom('draws as d')
    .leftJoin('users as u', 'u.id', 'd.drawn_by')
    .selectAll('d')
    .select('u.name as drawnByName')
    .where('d.survey_id', '=', surveyId)
    .where('d.kind', '=', 'sample')
    .orderBy('d.number', 'desc')
    .execute();
}

export async function findDrawById(db: Db, id: string): Promise<StoredDraw | undefined> {
  const draw = await db.selectFrom('draws').select('survey_id').where('id', '=', id).executeTakeFirst();
  return draw && (await listDraws(db, draw.survey_id)).find((one) => one.id === id);
}

/** The one that stands. */
export async function findDraw(db: Db, surveyId: string): Promise<StoredDraw | undefined> {
  return (await listDraws(db, surveyId)).find((draw) => draw.voided_at === null);
}

export async function insertDraw(db: Db, draw: DrawTable): Promise<void> {
  await db.insertInto('draws').values(draw).execute();
}

export async function voidDraw(db: Db, id: string, at: string, reason: string): Promise<void> {
  await db.updateTable('draws').set({ voided_at: at, void_reason: reason }).where('id', '=', id).execute();
}

/** Rows of one INSERT: as many as keep its text short enough for SQLite's kept statements (sqlite-dialect.ts). */
const UNITS_TOGETHER = 100;

const UNIT_COLUMNS = [
  ...[
    'id',
    'draw_id',
    'survey_id',
    'serial',
    'frame_id',
    'unit_no',
    'ordinal',
    'handling_agency_id',
    'receiving_counter_id',
    'service_field'
  ],
  ...['stratum', 'cluster', 'psu', 'psu_probability', 'inclusion_probability', 'role', 'reserve_order', 'released_at', 'replaces_id'],
  ...['replace_reason', 'replaced_at', 'disposition', 'interviewer_id']
] as readonly (keyof NewSampledUnit)[];

/** In one transaction with their draw, so quickly: tens of thousands keep other writers waiting. */
export async function insertSampledUnits(db: Db, units: readonly NewSampledUnit[]): Promise<void> {
  for (let at = 0; at < units.length; at += UNITS_TOGETHER) {
    const batch = units.slice(at, at + UNITS_TOGETHER);
    await insertUnits(db, batch.flatMap((unit) => UNIT_COLUMNS.map((column) => unit[column])), batch.length); // prettier-ignore
  }
}

const insertUnits = compiledOnce((db, mark, rows) =>
  db
    .insertInto('sampled_units')
    .values(
      Array.from({ length: rows }, (_, row) =>
        Object.fromEntries(UNIT_COLUMNS.map((column, i) => [column, mark(row * UNIT_COLUMNS.length + i)]))
      ) as never
    )
);

export async function deleteSampledUnits(db: Db, drawId: string): Promise<void> {
  await db.deleteFrom('sampled_units').where('draw_id', '=', drawId).execute();
}

/** True if something was done with a unit of it: a code made for it, a form printed, somebody sent, an answer taken. */
export async function isDrawInUse(db: Db, { id, survey_id: surveyId }: Pick<DrawTable, 'id' | 'survey_id'>): Promise<boolean> {
  for (const table of ['access_codes', 'form_events', 'assignments', 'contact_attempts', 'responses']) {
    // From what there is of the round: before the field there is nothing, later the first row tells. The units are tens of thousands.
    const { rows } = await sql`select 1 from ${sql.table(table)} as x
      where x.survey_id = ${surveyId} and exists (select 1 from sampled_units as u where u.id = x.sampled_unit_id and u.draw_id = ${id})
      limit 1`.execute(db);
    if (rows.length > 0) return true;
  }
  return false;
}

/** As they were drawn, by serial number. A PSU that is the unit itself is stored as its serial number. */
export async function listAsDrawn(db: Db, drawId: string): Promise<readonly DrawnUnit[]> {
  const rows = await db
    .selectFrom('sampled_units')
    .select([
      'serial',
      'unit_no',
      'ordinal',
      'stratum',
      'cluster',
      'psu',
      'psu_probability',
      'inclusion_probability',
      'role',
      'reserve_order'
    ])
    .where('draw_id', '=', drawId)
    .orderBy('serial')
    .execute();
  return rows.map((row) => ({
    serial: row.serial,
    unitNo: row.unit_no,
    ordinal: row.ordinal,
    stratum: row.stratum,
    cluster: row.cluster,
    psu: row.cluster === '' ? '' : row.psu,
    psuProbability: row.psu_probability,
    probability: row.inclusion_probability,
    role: row.role,
    reserveOrder: row.reserve_order ?? 0
  }));
}
