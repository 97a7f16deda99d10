/** What holds people's data at the desk, how it goes, and the list of what went. */
import { sql } from 'kysely';
import type { RoundLife } from '../../core/erasure/persons-end';
import type { Db } from '../schema';
import type { FrameTable } from '../schema-desk';
import type { ErasureTable } from '../schema-dossiers';
import { NOT_KEPT } from '../sealed-code';

export type Erasure = ErasureTable;

/** Stands for an erased reason in the ledger of paper forms. */
const REASON_ERASED = '–';

export interface PersonsRound extends Omit<RoundLife, 'importedOn' | 'retentionDays'> {
  readonly surveyId: string;
  readonly ownerAgencyId: string;
  /** ISO time of its latest frame. */
  readonly importedAt: string;
  /** null: nothing was set. */
  readonly retentionDays: number | null;
  /** ISO time; null: not yet. */
  readonly erasedAt: string | null;
}

/** Rounds for which a list was imported; one, or all. */
export async function listPersonsRounds(db: Db, surveyId?: string): Promise<readonly PersonsRound[]> {
  let query = db
    .selectFrom('surveys as s')
    .innerJoin('frames as f', 'f.survey_id', 's.id')
    .leftJoin('rounds as r', 'r.survey_id', 's.id')
    .select((eb) => [
      's.id as surveyId',
      's.owner_agency_id as ownerAgencyId',
      's.state',
      's.closes_on as closesOn',
      'r.closed_on as closedOn',
      'r.retention_days as retentionDays',
      'r.persons_erased_at as erasedAt',
      eb.fn.max('f.imported_at').as('importedAt')
    ])
    .groupBy(['s.id', 's.owner_agency_id', 's.state', 's.closes_on', 'r.closed_on', 'r.retention_days', 'r.persons_erased_at'])
    .orderBy('s.id');
  if (surveyId !== undefined) query = query.where('s.id', '=', surveyId);
  return query.execute();
}

/** The most days that any round keeps its people for, of those that still have some; null: none sets them, or none has any. */
export async function findLongestRetention(db: Db): Promise<number | null> {
  const { days } = await db
    .selectFrom('rounds')
    .select((eb) => eb.fn.max('retention_days').as('days'))
    .where('persons_erased_at', 'is', null)
    .where('survey_id', 'in', (of) => of.selectFrom('frames').select('survey_id'))
    .executeTakeFirstOrThrow();
  return days;
}

export interface KeptFrame {
  readonly id: string;
  readonly state: FrameTable['state'];
}

/** Frames of a round that still hold people. */
export async function listKeptFrames(db: Db, surveyId: string): Promise<readonly KeptFrame[]> {
  return db
    .selectFrom('frames as f')
    .select(['f.id', 'f.state'])
    .where('f.survey_id', '=', surveyId)
    .where((eb) => eb.exists(eb.selectFrom('frame_persons as p').select('p.unit_no').whereRef('p.frame_id', '=', 'f.id')))
    .orderBy('f.id')
    .execute();
}

/** Units of a frame that were drawn, by a draw that stands; sorted. */
export async function listDrawnUnits(db: Db, frameId: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .select('u.unit_no')
    .distinct()
    .where('u.frame_id', '=', frameId)
    .where('d.voided_at', 'is', null)
    .orderBy('u.unit_no')
    .execute();
  return rows.map((row) => row.unit_no);
}

/** Units whose people are still there; sorted. */
export async function listUnitsWithPersons(db: Db, frameId: string): Promise<readonly number[]> {
  const rows = await db.selectFrom('frame_persons').select('unit_no').where('frame_id', '=', frameId).orderBy('unit_no').execute();
  return rows.map((row) => row.unit_no);
}

/** People of all of a round's frames. */
export async function countPersons(db: Db, surveyId: string): Promise<number> {
  const { n } = await db
    .selectFrom('frame_persons as p')
    .innerJoin('frames as f', 'f.id', 'p.frame_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('f.survey_id', '=', surveyId)
    .executeTakeFirstOrThrow();
  return n;
}

/** Of a round: people who were erased on their own wish, and how many of them were drawn for a second interview. */
export async function countErasedOnWish(db: Db, surveyId: string): Promise<{ readonly count: number; readonly drawnAgain: number }> {
  const { n } = await db
    .selectFrom('erasures')
    .select((eb) => eb.fn.sum<number | string | null>('rows').as('n'))
    .where('survey_id', '=', surveyId)
    .where('why', '=', 'wish')
    .executeTakeFirstOrThrow();
  const count = Number(n ?? 0);
  if (count === 0) return { count, drawnAgain: 0 };
  const { again } = await db
    .selectFrom('reinterviews as i')
    .innerJoin('sampled_units as u', 'u.id', 'i.sampled_unit_id')
    .select((eb) => eb.fn.countAll().as('again'))
    .where('i.survey_id', '=', surveyId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('frame_persons as p')
            .select('p.unit_no')
            .whereRef('p.frame_id', '=', 'u.frame_id')
            .whereRef('p.unit_no', '=', 'u.unit_no')
        )
      )
    )
    .executeTakeFirstOrThrow();
  return { count, drawnAgain: Number(again) };
}

export async function lastUnitNo(db: Db, frameId: string): Promise<number> {
  const { last } = await db
    .selectFrom('frame_units')
    .select((eb) => eb.fn.max('unit_no').as('last'))
    .where('frame_id', '=', frameId)
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

export interface UnitRange {
  readonly frameId: string;
  /** Both included. */
  readonly from: number;
  readonly to: number;
  /** Units within it whose people stay. */
  readonly except: readonly number[];
}

/** The people of a range of units, and the marks by which somebody might be found again. Returns how many people went. */
export async function deletePersons(trx: Db, { frameId, from, to, except }: UnitRange): Promise<number> {
  let persons = trx.deleteFrom('frame_persons').where('frame_id', '=', frameId).where('unit_no', '>=', from).where('unit_no', '<=', to);
  let marks = trx
    .updateTable('frame_units')
    .set({ dossier_mark: '', person_mark: '' })
    .where('frame_id', '=', frameId)
    .where('unit_no', '>=', from)
    .where('unit_no', '<=', to)
    .where((eb) => eb.or([eb('dossier_mark', '<>', ''), eb('person_mark', '<>', '')]));
  if (except.length > 0) {
    persons = persons.where('unit_no', 'not in', except);
    marks = marks.where('unit_no', 'not in', except);
  }
  const { numDeletedRows: rows } = await persons.executeTakeFirstOrThrow();
  await marks.execute();
  return Number(rows);
}

/** By the number that is printed on a letter. */
export async function findUnitBySerial(
  db: Db,
  surveyId: string,
  serial: number
): Promise<{ readonly id: string; readonly frameId: string; readonly unitNo: number } | undefined> {
  return db
    .selectFrom('sampled_units')
    .select(['id', 'frame_id as frameId', 'unit_no as unitNo'])
    .where('survey_id', '=', surveyId)
    .where('serial', '=', serial)
    .executeTakeFirst();
}

/**
 * What interviewers and the desk wrote of one unit in their own words. In the ledger stays that there was a reason: more may happen to the form, and
 * a copy that was handed on for a reason is not one that two people hold.
 */
export async function deleteNotesOf(trx: Db, sampledUnitId: string): Promise<void> {
  await trx.updateTable('contact_attempts').set({ note: '' }).where('sampled_unit_id', '=', sampledUnitId).execute();
  await trx.updateTable('replacement_requests').set({ reason: '' }).where('sampled_unit_id', '=', sampledUnitId).execute();
  const reasons = trx.updateTable('form_events').set({ reason: REASON_ERASED }).where('sampled_unit_id', '=', sampledUnitId);
  await reasons.where('reason', '<>', '').execute();
  await trx.updateTable('sampled_units').set({ replace_reason: '' }).where('replaces_id', '=', sampledUnitId).execute();
}

/**
 * What was written of people in somebody's own words: notes of attempts, reasons for replacing a unit (also where the reserve keeps a copy), reasons
 * in the ledger of paper forms. Dispositions stay. Returns how many notes went.
 */
export async function deleteNotes(trx: Db, surveyId: string): Promise<number> {
  const gone = [
    await trx
      .updateTable('contact_attempts')
      .set({ note: '' })
      .where('survey_id', '=', surveyId)
      .where('note', '<>', '')
      .executeTakeFirst(),
    await trx
      .updateTable('replacement_requests')
      .set({ reason: '' })
      .where('survey_id', '=', surveyId)
      .where('reason', '<>', '')
      .executeTakeFirst(),
    await trx.updateTable('form_events').set({ reason: '' }).where('survey_id', '=', surveyId).where('reason', '<>', '').executeTakeFirst(),
    await trx
      .updateTable('sampled_units')
      .set({ replace_reason: '' })
      .where('survey_id', '=', surveyId)
      .where('replace_reason', '<>', '')
      .executeTakeFirst()
  ];
  return gone.reduce((sum, { numUpdatedRows }) => sum + Number(numUpdatedRows), 0);
}

/** Uploaded lists, letters, sheets for interviewers: files of whatever background work was done for the round. */
export async function deleteRoundFiles(trx: Db, surveyId: string): Promise<void> {
  await trx
    .deleteFrom('job_files')
    .where('job_id', 'in', (of) => of.selectFrom('jobs').select('id').where('payload', 'like', `%${surveyId}%`))
    .execute();
}

/** What stood in lines that were refused: a name, where somebody took a column of names for that of agencies. Line and reason stay. */
export async function blankRefusals(trx: Db, surveyId: string): Promise<void> {
  await trx
    .updateTable('frame_refusals')
    .set({ detail: '' })
    .where('detail', '<>', '')
    .where('frame_id', 'in', (of) => of.selectFrom('frames').select('id').where('survey_id', '=', surveyId))
    .execute();
}

/** By its mark a dossier is known again; without it nothing says whose it was, and nobody is given its code again. Returns how many were blanked. */
export async function blankDossiers(trx: Db, now: string): Promise<number> {
  const blank = sql<string>`'erased:' || id`;
  await trx
    .updateTable('access_codes')
    .set({ sealed: NOT_KEPT })
    .where('sealed', '>', NOT_KEPT)
    .where('dossier_id', 'in', (of) =>
      of.selectFrom('dossiers').select('id').where('erase_after', '<=', now).where('dossier_mark', '<>', blank)
    )
    .execute();
  const { numUpdatedRows: rows } = await trx
    .updateTable('dossiers')
    .set({ dossier_mark: blank })
    .where('erase_after', '<=', now)
    .where('dossier_mark', '<>', blank)
    .executeTakeFirstOrThrow();
  return Number(rows);
}

export async function insertErasure(trx: Db, erasure: Erasure): Promise<void> {
  await trx.insertInto('erasures').values(erasure).execute();
}

/** More went of what it tells. */
export async function raiseErasure(trx: Db, id: string, rows: number): Promise<void> {
  await trx
    .updateTable('erasures')
    .set((eb) => ({ rows: eb('rows', '+', rows) }))
    .where('id', '=', id)
    .execute();
}

/** Of a round, in the order in which they were done. */
export async function listErasuresOf(db: Db, surveyId: string): Promise<readonly Erasure[]> {
  return db.selectFrom('erasures').selectAll().where('survey_id', '=', surveyId).orderBy('at').orderBy('id').execute();
}

/** Frames of which something was erased, with their surveys. */
export async function listErasedFrames(db: Db): Promise<readonly { readonly frameId: string; readonly surveyId: string }[]> {
  const rows = await db
    .selectFrom('erasures')
    .select(['frame_id', 'survey_id'])
    .distinct()
    .where('frame_id', 'is not', null)
    .where('survey_id', 'is not', null)
    .execute();
  return rows.map((row) => ({ frameId: row.frame_id!, surveyId: row.survey_id! }));
}
