/** Second interviews as whoever asks has them before them, and what they do with one. Never what was answered first. */
import type { Insertable } from 'kysely';
import type { Db, Schema } from '../schema';
import type { ReinterviewTable } from '../schema-desk';

export interface OwnReinterview {
  readonly id: string;
  readonly surveyId: string;
  readonly surveyVi: string;
  readonly surveyEn: string;
  readonly versionId: string;
  readonly ownerAgencyId: string;
  readonly serial: number;
  readonly sampled_unit_id: string;
  readonly frameId: string;
  readonly unitNo: number;
  readonly handlingAgencyId: string;
  readonly serviceField: string;
  /** Of the transaction; null: not known. */
  readonly completedOn: string | null;
}

/** Waiting for this person, in rounds that are open. */
export async function listOwnReinterviews(db: Db, userId: string, id?: string): Promise<readonly OwnReinterview[]> {
  let query = db
    .selectFrom('reinterviews as x')
    .innerJoin('sampled_units as u', 'u.id', 'x.sampled_unit_id')
    .innerJoin('frame_units as f', (join) => join.onRef('f.frame_id', '=', 'u.frame_id').onRef('f.unit_no', '=', 'u.unit_no'))
    .innerJoin('surveys as s', 's.id', 'x.survey_id')
    .leftJoin('rounds as r', 'r.survey_id', 'x.survey_id')
    .select(['x.id', 'x.survey_id as surveyId', 's.name_vi as surveyVi', 's.name_en as surveyEn', 'u.serial'])
    .select(['s.questionnaire_version_id as versionId', 's.owner_agency_id as ownerAgencyId'])
    .select(['x.sampled_unit_id', 'u.frame_id as frameId', 'u.unit_no as unitNo', 'u.handling_agency_id as handlingAgencyId'])
    .select(['u.service_field as serviceField', 'f.completed_on as completedOn'])
    .where('x.reinterviewer_id', '=', userId)
    .where('x.state', '=', 'waiting')
    .where('s.state', '=', 'open')
    .where('r.frozen_at', 'is', null)
    .orderBy('s.code')
    .orderBy('u.serial');
  if (id !== undefined) query = query.where('x.id', '=', id);
  return query.execute();
}

export interface WorkedReinterview {
  readonly id: string;
  readonly state: ReinterviewTable['state'];
  readonly reinterviewerId: string | null;
  readonly responseId: string;
  readonly surveyId: string;
  readonly surveyVi: string;
  readonly surveyState: string;
  readonly versionId: string;
  readonly unitId: string;
  readonly serial: number;
  readonly handlingAgencyId: string;
  readonly receivingCounterId: string | null;
  /** What tells its stored answers from others; null: there are none. */
  readonly secondMark: string | null;
}

export async function findReinterview(db: Db, id: string): Promise<WorkedReinterview | undefined> {
  return db
    .selectFrom('reinterviews as x')
    .innerJoin('sampled_units as u', 'u.id', 'x.sampled_unit_id')
    .innerJoin('surveys as s', 's.id', 'x.survey_id')
    .leftJoin('responses as second', 'second.id', 'x.second_response_id')
    .select(['x.id', 'x.state', 'x.reinterviewer_id as reinterviewerId', 'x.response_id as responseId', 'x.survey_id as surveyId'])
    .select(['s.name_vi as surveyVi', 's.state as surveyState', 's.questionnaire_version_id as versionId', 'u.id as unitId', 'u.serial'])
    .select(['u.handling_agency_id as handlingAgencyId', 'u.receiving_counter_id as receivingCounterId'])
    .select('second.submission_id as secondMark')
    .where('x.id', '=', id)
    .executeTakeFirst();
}

/** Whoever does something with it after this waits until the transaction has ended, and sees what it did. */
export async function lockReinterview(trx: Db, id: string): Promise<void> {
  await trx
    .updateTable('reinterviews')
    .set((of) => ({ state: of.ref('state') }))
    .where('id', '=', id)
    .execute();
}

export async function endReinterview(trx: Db, id: string, change: Partial<ReinterviewTable>): Promise<void> {
  await trx.updateTable('reinterviews').set(change).where('id', '=', id).execute();
}

export async function insertTry(trx: Db, attempt: Insertable<Schema['contact_attempts']>): Promise<void> {
  await trx.insertInto('contact_attempts').values(attempt).execute();
}

/** Sealed; undefined: erased, or the list had none. */
export async function findSealedPerson(db: Db, frameId: string, unitNo: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('frame_persons')
    .select('sealed')
    .where('frame_id', '=', frameId)
    .where('unit_no', '=', unitNo)
    .executeTakeFirst();
  return row?.sealed;
}
