/** Re-interviews: the forms that interviewers brought in, those of them that are asked again, and what was decided about whom. */
import { sql } from 'kysely';
import { newId } from '../new-id';
import type { Db, ResponseTable, Schema } from '../schema';
import type { InterviewerReviewTable, ReinterviewTable } from '../schema-desk';

/**
 * Of a phone call or a visit whoever entered it; of a paper form whoever collected it, or else has the unit, or else keyed it first; of what
 * came by the code whoever had the sheet with the code in the hand. So no form that somebody of the field could have made up is nobody's.
 */
const INTERVIEWER = sql<string | null>`case
  when r.channel in ('phone', 'visit') then r.entered_by
  when r.channel = 'paper' then coalesce(
    (select e.interviewer_id from form_events as e
      where e.sampled_unit_id = u.id and e.kind = 'collected' and e.interviewer_id is not null order by e.at desc limit 1),
    u.interviewer_id,
    (select f.entered_by from keyings as k inner join responses as f on f.id = k.first_response_id where k.sampled_unit_id = u.id))
  when r.channel = 'web' then
    (select e.interviewer_id from form_events as e
      where e.sampled_unit_id = u.id and e.kind in ('issued', 'delivered', 'collected') and e.interviewer_id is not null
      order by e.at desc limit 1)
  end`;

export interface InterviewerForm {
  readonly unitId: string;
  readonly serial: number;
  readonly responseId: string;
  readonly status: ResponseTable['status'];
  readonly flags: string;
  readonly interviewerId: string;
  readonly handlingAgencyId: string;
}

/** Answers that somebody asked for or fetched, by serial, or one of them; what people sent by a code that came by post is not among them. */
export async function listInterviewerForms(db: Db, surveyId: string, responseId?: string): Promise<readonly InterviewerForm[]> {
  let query = db
    .selectFrom('responses as r')
    .innerJoin('sampled_units as u', 'u.id', 'r.sampled_unit_id')
    .select(['u.id as unitId', 'u.serial', 'r.id as responseId', 'r.status', 'r.flags', 'u.handling_agency_id as handlingAgencyId'])
    .select(INTERVIEWER.as('interviewerId'))
    .where('r.survey_id', '=', surveyId)
    .where('r.purpose', '=', 'main')
    .orderBy('u.serial');
  if (responseId !== undefined) query = query.where('r.id', '=', responseId);
  const rows = await query.execute();
  return rows.flatMap(({ interviewerId, ...row }) => (interviewerId === null ? [] : [{ ...row, interviewerId }]));
}

export interface StoredReinterview extends Omit<ReinterviewTable, 'survey_id' | 'done_at' | 'second_response_id'> {
  readonly serial: number;
  readonly handlingAgencyId: string;
  /** The part of the draw, 1, 2, … of the round; null: flagged. */
  readonly drawNumber: number | null;
  readonly first: string;
  readonly second: string | null;
  /** Of whoever has it. */
  readonly tries: number;
}

/** By serial, with the answers of both times. */
export async function listReinterviews(db: Db, surveyId: string): Promise<readonly StoredReinterview[]> {
  return db
    .selectFrom('reinterviews as x')
    .innerJoin('sampled_units as u', 'u.id', 'x.sampled_unit_id')
    .innerJoin('responses as first', 'first.id', 'x.response_id')
    .leftJoin('responses as second', 'second.id', 'x.second_response_id')
    .leftJoin('draws as d', 'd.id', 'x.draw_id')
    .select(['x.id', 'x.sampled_unit_id', 'x.draw_id', 'x.interviewer_id', 'x.response_id', 'x.cause', 'x.reinterviewer_id', 'x.state'])
    .select(['x.checks', 'x.outcome', 'u.serial', 'u.handling_agency_id as handlingAgencyId', 'd.number as drawNumber'])
    .select(['first.answers as first', 'second.answers as second'])
    .select((of) =>
      of
        .selectFrom('contact_attempts as t')
        .select((eb) => sql<number>`cast(${eb.fn.countAll()} as integer)`.as('n'))
        .whereRef('t.sampled_unit_id', '=', 'x.sampled_unit_id')
        .whereRef('t.user_id', '=', 'x.reinterviewer_id')
        .where('t.purpose', '=', 'reinterview')
        .as('tries')
    )
    .where('x.survey_id', '=', surveyId)
    .orderBy('u.serial')
    .execute()
    .then((rows) => rows.map((row) => ({ ...row, tries: Number(row.tries) })));
}

export async function insertReinterviews(trx: Db, rows: readonly ReinterviewTable[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 200)
    await trx
      .insertInto('reinterviews')
      .values(rows.slice(at, at + 200))
      .execute();
}

/** Flagged before, drawn now: its result counts with the drawn ones. */
export async function updateAsDrawn(trx: Db, ids: readonly string[], drawId: string): Promise<void> {
  if (ids.length > 0) await trx.updateTable('reinterviews').set({ cause: 'drawn', draw_id: drawId }).where('id', 'in', ids).execute();
}

export async function updateReinterviewer(trx: Db, ids: readonly string[], userId: string): Promise<void> {
  await trx.updateTable('reinterviews').set({ reinterviewer_id: userId }).where('id', 'in', ids).where('state', '=', 'waiting').execute();
}

/** By unit, everybody who interviewed, carried, keyed or settled its form. */
export async function listWorkedOnBy(db: Db, unitIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>(unitIds.map((id) => [id, []]));
  for (let at = 0; at < unitIds.length; at += 200) {
    const ids = unitIds.slice(at, at + 200);
    const rows = [
      ...(await db
        .selectFrom('responses')
        .select(['sampled_unit_id as unit', 'entered_by as person'])
        .where('sampled_unit_id', 'in', ids)
        .where('purpose', '!=', 'reinterview')
        .execute()),
      ...(await db
        .selectFrom('form_events')
        .select(['sampled_unit_id as unit', 'interviewer_id as person'])
        .where('sampled_unit_id', 'in', ids)
        .execute()),
      ...(await db
        .selectFrom('assignments')
        .select(['sampled_unit_id as unit', 'user_id as person'])
        .where('sampled_unit_id', 'in', ids)
        .where('purpose', '=', 'main')
        .execute()),
      ...(await db
        .selectFrom('contact_attempts')
        .select(['sampled_unit_id as unit', 'user_id as person'])
        .where('sampled_unit_id', 'in', ids)
        .where('purpose', '=', 'main')
        .execute()),
      ...(await db
        .selectFrom('keyings')
        .select(['sampled_unit_id as unit', 'settled_by as person'])
        .where('sampled_unit_id', 'in', ids)
        .execute()),
      ...(await db.selectFrom('sampled_units').select(['id as unit', 'interviewer_id as person']).where('id', 'in', ids).execute())
    ];
    for (const { unit, person } of rows) if (unit !== null && person !== null) found.get(unit)!.push(person);
  }
  return found;
}

/** Everybody who may sign in and holds the role, with the name. */
export async function listHolders(db: Db, role: string): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('users as p')
    .innerJoin('user_roles as h', 'h.user_id', 'p.id')
    .select(['p.id', 'p.name'])
    .distinct()
    .where('h.role', '=', role)
    .where('p.disabled_at', 'is', null)
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
}

export async function listNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('users').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function insertReview(trx: Db, review: Omit<InterviewerReviewTable, 'id'>): Promise<void> {
  await trx
    .insertInto('interviewer_reviews')
    .values({ id: newId(), ...review })
    .execute();
}

/** Oldest first; the last of an interviewer's is the one that counts. */
export async function listReviews(db: Db, surveyId: string): Promise<readonly InterviewerReviewTable[]> {
  return db.selectFrom('interviewer_reviews').selectAll().where('survey_id', '=', surveyId).orderBy('at').orderBy('id').execute();
}

/** The next number of the round's re-interview draws. */
export async function nextReinterviewDraw(trx: Db, surveyId: string): Promise<number> {
  const { last } = await trx
    .selectFrom('draws')
    .select((of) => of.fn.max('number').as('last'))
    .where('survey_id', '=', surveyId)
    .where('kind', '=', 'reinterview')
    .executeTakeFirstOrThrow();
  return Number(last ?? 0) + 1;
}

export async function insertDraw(trx: Db, draw: Schema['draws']): Promise<void> {
  await trx.insertInto('draws').values(draw).execute();
}

export async function listReinterviewDraws(db: Db, surveyId: string) {
  return db
    .selectFrom('draws as d')
    .leftJoin('users as p', 'p.id', 'd.drawn_by')
    .select(['d.id', 'd.number', 'd.seed', 'd.generator', 'd.drawn_at as at', 'd.result_hash as hash', 'd.parameters', 'p.name as by'])
    .where('d.survey_id', '=', surveyId)
    .where('d.kind', '=', 'reinterview')
    .orderBy('d.number')
    .execute();
}

/** When something was asked again or given up for good (ISO times). */
export async function listTimesOver(db: Db, surveyId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('reinterviews')
    .select('done_at as at')
    .where('survey_id', '=', surveyId)
    .where('state', '!=', 'waiting')
    .where('done_at', 'is not', null)
    .execute();
  return rows.flatMap(({ at }) => at ?? []);
}

/** How often that person tried the units for their second interview, the latest last. */
export async function listOwnTries(db: Db, userId: string, unitIds: readonly string[]) {
  if (unitIds.length === 0) return [];
  return db
    .selectFrom('contact_attempts')
    .select(['sampled_unit_id as unitId', 'disposition', 'at'])
    .where('sampled_unit_id', 'in', unitIds)
    .where('user_id', '=', userId)
    .where('purpose', '=', 'reinterview')
    .orderBy('at')
    .execute();
}
