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

export async function listSurveys(db: Db): Promise<readonly Survey[]> {
  return db.selectFrom('surveys').selectAll().orderBy('opens_on').orderBy('id').execute();
}

/** Throws where something refers to a survey that is not there: the foreign key does not allow it. */
export async function findSurveyById(db: Db, id: string): Promise<Survey> {
  return db.selectFrom('surveys').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

export async function getSurveyState(db: Db, id: string): Promise<Survey['state']> {
  return (await db.selectFrom('surveys').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
}

export async function listSurveysOfSeries(db: Db, series: string): Promise<readonly Survey[]> {
  return db.selectFrom('surveys').selectAll().where('series', '=', series).orderBy('opens_on').orderBy('id').execute();
}

/** Every change of a survey raises its revision, so that other processes see it at their next request. */
export async function updateSurvey(
  db: Db,
  id: string,
  change: Partial<Omit<Survey, 'id' | 'code' | 'revision' | 'owner_agency_id' | 'demonstration'>>
): Promise<void> {
  const { name_vi: vi, name_en: en } = change;
  const { code } = await db.selectFrom('surveys').select('code').where('id', '=', id).executeTakeFirstOrThrow();
  await db
    .updateTable('surveys')
    .set({ ...change, ...(vi === undefined ? {} : nameKeys(vi, en ?? '', code)), revision: sql`revision + 1` })
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

/** With the counters it was to ask at. It has no answers: those come only to a survey that was opened. */
export async function deleteDraftSurvey(db: Db, id: string): Promise<void> {
  await db.deleteFrom('survey_counters').where('survey_id', '=', id).execute();
  await db.deleteFrom('surveys').where('id', '=', id).where('state', '=', 'draft').execute();
}

/** Every code that begins like that. */
export async function listSurveyCodes(db: Db, beginning: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('surveys').select('code').where('code', 'like', `${beginning}%`).execute();
  return rows.map(({ code }) => code);
}
