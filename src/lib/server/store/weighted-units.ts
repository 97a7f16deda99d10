/** Sampled units with what became of them, as weighting and closing need them. Reserves that were never released are no units. */
import { localDay } from '../../core/calendar/day';
import type { Selectable } from 'kysely';
import type { Db, ResponseTable, Schema } from '../schema';

/** The draw that stands; undefined: no sample was drawn here, so that a survey of psu `design` is an imported one. */
export async function findStandingDraw(db: Db, surveyId: string): Promise<Schema['draws'] | undefined> {
  return db
    .selectFrom('draws')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .where('kind', '=', 'sample')
    .where('voided_at', 'is', null)
    .executeTakeFirst();
}

export interface SampledUnitRow {
  readonly id: string;
  readonly serial: number;
  readonly stratum: string;
  readonly psu: string;
  /** At every stage, joined by `|`; '': the units themselves were drawn. */
  readonly cluster: string;
  readonly psuProbability: number;
  readonly inclusionProbability: number;
  readonly role: 'main' | 'reserve';
  readonly disposition: string;
  readonly agencyId: string;
  readonly agencyCode: string;
  readonly agencyKind: string;
  readonly serviceField: string;
  readonly area: string;
  readonly village: string;
  /** '': the list does not say. */
  readonly personKind: Schema['frame_units']['person_kind'];
  /** Of its answer; null: none. */
  readonly responseId: string | null;
  readonly status: ResponseTable['status'] | null;
  readonly answers: string | null;
  readonly day: string | null;
}

/** Of a draw, in order of serial numbers. */
export async function listSampledUnits(db: Db, drawId: string): Promise<readonly SampledUnitRow[]> {
  return db
    .selectFrom('sampled_units as u')
    .innerJoin('agencies as a', 'a.id', 'u.handling_agency_id')
    .leftJoin('frame_units as f', (join) => join.onRef('f.frame_id', '=', 'u.frame_id').onRef('f.unit_no', '=', 'u.unit_no'))
    .leftJoin('responses as r', (join) => join.onRef('r.sampled_unit_id', '=', 'u.id').on('r.purpose', '=', 'main'))
    .where('u.draw_id', '=', drawId)
    .where((of) => of.or([of('u.role', '=', 'main'), of('u.released_at', 'is not', null)]))
    .orderBy('u.serial')
    .select((of) => [
      'u.id',
      'u.serial',
      'u.stratum',
      'u.psu',
      'u.cluster',
      'u.psu_probability as psuProbability',
      'u.inclusion_probability as inclusionProbability',
      'u.role',
      'u.disposition',
      'u.handling_agency_id as agencyId',
      'a.code as agencyCode',
      'a.kind as agencyKind',
      'u.service_field as serviceField',
      of.fn.coalesce('f.area', of.val('')).as('area'),
      of.fn.coalesce('f.village', of.val('')).as('village'),
      of.fn.coalesce('f.person_kind', of.val('' as const)).as('personKind'),
      'r.id as responseId',
      'r.status',
      'r.answers',
      'r.day'
    ])
    .execute();
}

/** Names of these agencies as they are now; of one that ended, its last. */
export async function listAgencyNames(
  db: Db,
  ids: readonly string[],
  now: Date
): Promise<ReadonlyMap<string, { readonly vi: string; readonly en: string }>> {
  const today = localDay(now);
  const names = new Map<string, { vi: string; en: string }>();
  for (let at = 0; at < ids.length; at += 500) {
    const rows = await db
      .selectFrom('agency_versions')
      .select(['agency_id', 'name_vi', 'name_en', 'valid_from', 'valid_to'])
      .where('agency_id', 'in', ids.slice(at, at + 500))
      .orderBy('valid_from')
      .execute();
    for (const row of rows)
      if (row.valid_from <= today || !names.has(row.agency_id)) names.set(row.agency_id, { vi: row.name_vi, en: row.name_en });
  }
  return names;
}

/** Agencies whose service the round's answers are about, each once. */
export async function listHandlingAgencies(db: Db, drawId: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('sampled_units').select('handling_agency_id as id').distinct().where('draw_id', '=', drawId).execute();
  return rows.map(({ id }) => id);
}

/** Makes whoever else asks the same wait until this transaction has ended: what freezes a round and what changes it take turns. */
export async function lockRound(trx: Db, surveyId: string): Promise<void> {
  await trx
    .updateTable('rounds')
    .set((of) => ({ frozen_at: of.ref('frozen_at') }))
    .where('survey_id', '=', surveyId)
    .execute();
}

/** The same, by one of its units, and the unit: of two who do something with it at once one follows the other. */
export async function lockUnitOfRound(trx: Db, unitId: string): Promise<void> {
  await trx
    .updateTable('rounds')
    .set((of) => ({ frozen_at: of.ref('frozen_at') }))
    .where('survey_id', '=', (of) => of.selectFrom('sampled_units').select('survey_id').where('id', '=', unitId))
    .execute();
  await trx
    .updateTable('sampled_units')
    .set((of) => ({ disposition: of.ref('disposition') }))
    .where('id', '=', unitId)
    .execute();
}

export async function findFrameOfDraw(
  db: Db,
  { frame_id: id }: Pick<Schema['draws'], 'frame_id'>
): Promise<Selectable<Schema['frames']> | undefined> {
  return id === null ? undefined : db.selectFrom('frames').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Units that could be drawn; of a list of villages their households. */
export async function countFrameUnits(db: Db, frameId: string): Promise<number> {
  const { n } = await db
    .selectFrom('frame_units')
    .select((of) => of.fn.sum<number | string>('size').as('n'))
    .where('frame_id', '=', frameId)
    .where('kept', '=', 1)
    .executeTakeFirstOrThrow();
  return Number(n ?? 0);
}
