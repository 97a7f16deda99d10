/** Sampled units in the field: an interviewer's own, and one unit with what may be done with it. */
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';
import { isShown } from './agencies-within';

/** Units that are in the field: of a draw that stands, main ones and released reserves, not given up for another. */
function unitsInField(db: Db) {
  return db
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .where('d.voided_at', 'is', null)
    .where('d.kind', '=', 'sample')
    .where((of) => of.or([of('u.role', '=', 'main'), of('u.released_at', 'is not', null)]))
    .where('u.replaced_at', 'is', null);
}

/** An interviewer's units of rounds that are open, with the sealed box of each that is not settled. */
export async function listOwnUnits(db: Db, userId: string, day: Day, unitId?: string) {
  let query = unitsInField(db)
    .innerJoin('surveys as s', 's.id', 'u.survey_id')
    .innerJoin('frame_units as f', (join) => join.onRef('f.frame_id', '=', 'u.frame_id').onRef('f.unit_no', '=', 'u.unit_no'))
    .innerJoin('agency_versions as v', (join) => join.onRef('v.agency_id', '=', 'u.handling_agency_id').on(isShown('v', day)))
    .leftJoin('counters as c', 'c.id', 'u.receiving_counter_id')
    .leftJoin('responses as r', (join) => join.onRef('r.sampled_unit_id', '=', 'u.id').on('r.purpose', '=', 'main'))
    .leftJoin('replacement_requests as q', 'q.sampled_unit_id', 'u.id')
    .leftJoin('frame_persons as p', (join) =>
      join.onRef('p.frame_id', '=', 'u.frame_id').onRef('p.unit_no', '=', 'u.unit_no').on('u.disposition', '=', '').on('r.id', 'is', null)
    )
    .select(['u.id', 'u.serial', 'u.ordinal', 'u.frame_id', 'u.unit_no', 'u.disposition', 'u.service_field', 'u.survey_id'])
    .select(['s.code as survey', 's.name_vi as surveyVi', 's.name_en as surveyEn', 's.owner_agency_id'])
    .select(['f.village', 'f.completed_on', 'v.name_vi as agencyVi', 'v.name_en as agencyEn', 'c.name as counter'])
    .select(['r.id as responseId', 'q.at as askedAt', 'p.sealed'])
    .where('u.interviewer_id', '=', userId)
    .where('s.state', '=', 'open');
  if (unitId !== undefined) query = query.where('u.id', '=', unitId);
  return query.orderBy('v.sort_key').orderBy('f.village').orderBy('u.serial').execute();
}

/** One unit of a draw that stands, whoever works it, with its round's state. */
export async function findFieldUnit(db: Db, unitId: string) {
  return db
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .innerJoin('surveys as s', 's.id', 'u.survey_id')
    .leftJoin('rounds as o', 'o.survey_id', 'u.survey_id')
    .leftJoin('responses as r', (join) => join.onRef('r.sampled_unit_id', '=', 'u.id').on('r.purpose', '=', 'main'))
    .selectAll('u')
    .select(['s.code as survey', 's.state', 's.name_vi as surveyVi', 's.owner_agency_id', 'o.frozen_at'])
    .select(['s.questionnaire_version_id', 's.required_items', 's.opens_on', 's.closes_on'])
    .select([
      'r.id as responseId',
      'r.answers',
      'r.channel',
      'r.entered_by',
      'r.submission_id as answeredBy',
      'r.questionnaire_version_id as answeredVersion'
    ])
    .where('u.id', '=', unitId)
    .where('d.voided_at', 'is', null)
    .executeTakeFirst();
}

export type WorkedUnit = NonNullable<Awaited<ReturnType<typeof findFieldUnit>>>;

export async function updateDisposition(trx: Db, unitId: string, disposition: string): Promise<void> {
  await trx.updateTable('sampled_units').set({ disposition }).where('id', '=', unitId).execute();
}

export async function hasAskedReplacement(trx: Db, unitId: string, userId: string): Promise<boolean> {
  const asked = trx.selectFrom('replacement_requests').select('at').where('sampled_unit_id', '=', unitId).where('user_id', '=', userId);
  return (await asked.executeTakeFirst()) !== undefined;
}

export async function insertReplacementRequest(
  trx: Db,
  row: { sampled_unit_id: string; survey_id: string; user_id: string; at: string; reason: string }
): Promise<void> {
  await trx
    .insertInto('replacement_requests')
    .values(row)
    .onConflict((conflict) => conflict.column('sampled_unit_id').doNothing())
    .execute();
}
