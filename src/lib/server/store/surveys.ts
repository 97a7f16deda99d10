/** Surveys (one round each) and the counters they run at. */
import { sql } from 'kysely';
import type { Db, Schema, SurveyTable } from '../schema';
import { nameKeys } from './name-keys';

export type Survey = SurveyTable;

export async function insertSurvey(db: Db, survey: Survey): Promise<void> {
  await db
    .insertInto('surveys')
    .values({ ...survey, ...nameKeys(survey.name_vi, survey.name_en, survey.code) })
    .execute();
}

export async function findSurveyByCode(db: Db, code: string): Promise<Survey | undefined> {
  return db.selectFrom('surveys').selectAll().where('code', '=', code).executeTakeFirst();
}

export async function listSurveysOfSeries(db: Db, series: string): Promise<readonly Survey[]> {
  return db.selectFrom('surveys').selectAll().where('series', '=', series).orderBy('opens_on').orderBy('id').execute();
}

/** Every change of a survey raises its revision, so that other processes see it at their next request. */
export async function updateSurvey(
  db: Db,
  id: string,
  change: Partial<Pick<Survey, 'state' | 'closes_on' | 'questionnaire_version_id'>>
): Promise<void> {
  await db
    .updateTable('surveys')
    .set({ ...change, revision: sql`revision + 1` })
    .where('id', '=', id)
    .execute();
}

export async function insertSurveyCounters(db: Db, rows: readonly Schema['survey_counters'][]): Promise<void> {
  for (let at = 0; at < rows.length; at += 1_000)
    await db
      .insertInto('survey_counters')
      .values(rows.slice(at, at + 1_000))
      .execute();
}

/** The counters of a survey, each with its agency. */
export async function listSurveyCounters(db: Db, surveyId: string) {
  return db
    .selectFrom('survey_counters as sc')
    .innerJoin('counters as c', 'c.id', 'sc.counter_id')
    .innerJoin('agencies as g', 'g.id', 'c.agency_id')
    .select([
      'c.id',
      'c.name',
      'c.agency_id',
      'g.code as agency_code',
      'c.default_handling_agency_id',
      'c.code',
      'sc.from_day',
      'sc.to_day'
    ])
    .where('sc.survey_id', '=', surveyId)
    .orderBy('c.id')
    .execute();
}

/** Another continuous survey, not a draft, that holds one of these counters on a day of `from`…`to` (null: without end). */
export async function findCounterClaim(db: Db, surveyId: string, counterIds: readonly string[], from: string, to: string | null) {
  if (counterIds.length === 0) return undefined;
  let query = db
    .selectFrom('survey_counters as sc')
    .innerJoin('surveys as s', 's.id', 'sc.survey_id')
    .innerJoin('counters as c', 'c.id', 'sc.counter_id')
    .select(['c.name as counter', 's.code as other', 'sc.from_day', 'sc.to_day', 's.closes_on'])
    .where('s.id', '!=', surveyId)
    .where('s.mode', '=', 'continuous')
    .where('s.state', '=', 'open')
    .where('sc.counter_id', 'in', counterIds)
    .where((eb) => eb.or([eb('sc.to_day', 'is', null), eb('sc.to_day', '>=', from)]))
    .where((eb) => eb.or([eb('s.closes_on', 'is', null), eb('s.closes_on', '>=', from)]));
  if (to !== null) query = query.where('sc.from_day', '<=', to);
  return query.executeTakeFirst();
}
