/** At which counters a survey runs, and on which days. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import { addDays } from '../../core/calendar/day';
import type { Db } from '../schema';

/** Rows of one statement. */
const BATCH = 500;

/** From the day on, surveys that still run at one counter run at the other instead. Raises their revisions. */
export async function handOverSurveys(db: Db, fromId: string, toId: string, day: Day): Promise<void> {
  const rows = await db
    .selectFrom('survey_counters as sc')
    .innerJoin('surveys as s', 's.id', 'sc.survey_id')
    .select(['sc.survey_id', 'sc.from_day', 'sc.to_day'])
    .where('sc.counter_id', '=', fromId)
    .where('s.state', 'in', ['draft', 'open'])
    .where((eb) => eb.or([eb('sc.to_day', 'is', null), eb('sc.to_day', '>=', day)]))
    .where((eb) => eb.or([eb('s.closes_on', 'is', null), eb('s.closes_on', '>=', day)]))
    .execute();
  for (const { survey_id, from_day, to_day } of rows) {
    await db
      .insertInto('survey_counters')
      .values({ survey_id, counter_id: toId, from_day: from_day > day ? from_day : day, to_day })
      .execute();
    await db
      .updateTable('survey_counters')
      .set({ to_day: addDays(day, -1) })
      .where('survey_id', '=', survey_id)
      .where('counter_id', '=', fromId)
      .execute();
    await db
      .updateTable('surveys')
      .set({ revision: sql`revision + 1` })
      .where('id', '=', survey_id)
      .execute();
  }
}

/** Pages kept for the surveys of a counter are out of date. */
export async function raiseRevisionsAt(db: Db, counterId: string): Promise<void> {
  await db
    .updateTable('surveys')
    .set({ revision: sql`revision + 1` })
    .where('id', 'in', (of) => of.selectFrom('survey_counters').select('survey_id').where('counter_id', '=', counterId))
    .execute();
}

export interface CounterSurveyRow {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly state: 'draft' | 'open' | 'closed' | 'published';
  readonly mode: 'continuous' | 'sampled';
  readonly from: Day;
  readonly to: Day | null;
}

/** What runs, ran or is to run at a counter, the latest first. */
export async function listSurveysOfCounter(db: Db, counterId: string): Promise<readonly CounterSurveyRow[]> {
  const rows = await db
    .selectFrom('survey_counters as sc')
    .innerJoin('surveys as s', 's.id', 'sc.survey_id')
    .select([
      's.code',
      's.name_vi as nameVi',
      's.name_en as nameEn',
      's.state',
      's.mode',
      'sc.from_day',
      'sc.to_day',
      's.opens_on',
      's.closes_on'
    ])
    .where('sc.counter_id', '=', counterId)
    .orderBy('sc.from_day', 'desc')
    .orderBy('s.id', 'desc')
    .execute();
  return rows.map(({ from_day, to_day, opens_on, closes_on, ...row }) => {
    const ends = [to_day, closes_on].filter((day) => day !== null).toSorted();
    return { ...row, from: from_day > opens_on ? from_day : opens_on, to: ends[0] ?? null };
  });
}

/** From the day on the survey asks at these counters; one that it had left, again. Returns how many are new to it. */
export async function addSurveyCounters(db: Db, surveyId: string, counterIds: readonly string[], fromDay: Day): Promise<number> {
  let added = 0;
  for (let at = 0; at < counterIds.length; at += BATCH) {
    const ids = counterIds.slice(at, at + BATCH);
    await insertGaps(db, surveyId, ids, fromDay);
    const again = await db
      .updateTable('survey_counters')
      .set({ to_day: null })
      .where('survey_id', '=', surveyId)
      .where('counter_id', 'in', ids)
      .where('to_day', 'is not', null)
      .returning('counter_id')
      .execute();
    const rows = ids.map((counter_id) => ({ survey_id: surveyId, counter_id, from_day: fromDay, to_day: null }));
    const inserted = await db
      .insertInto('survey_counters')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['survey_id', 'counter_id']).doNothing())
      .returning('counter_id')
      .execute();
    added += again.length + inserted.length;
  }
  return added;
}

/** Of counters that it comes back to after a day or more. */
async function insertGaps(db: Db, surveyId: string, counterIds: readonly string[], againDay: Day): Promise<void> {
  await db
    .insertInto('survey_counter_gaps')
    .columns(['survey_id', 'counter_id', 'last_day', 'again_day'])
    .expression((eb) =>
      eb
        .selectFrom('survey_counters')
        .select(['survey_id', 'counter_id', 'to_day as last_day', sql<string>`${againDay}`.as('again_day')])
        .where('survey_id', '=', surveyId)
        .where('counter_id', 'in', counterIds)
        .where('to_day', '<', addDays(againDay, -1))
    )
    .execute();
}

/** The survey asks there no longer: not at all where it had not begun (`beganBy` null: nowhere), else not after that day. */
export async function removeSurveyCounters(db: Db, surveyId: string, counterIds: readonly string[], beganBy: Day | null): Promise<number> {
  let removed = 0;
  for (let at = 0; at < counterIds.length; at += BATCH) {
    const ids = counterIds.slice(at, at + BATCH);
    let unbegun = db.deleteFrom('survey_counters').where('survey_id', '=', surveyId).where('counter_id', 'in', ids);
    if (beganBy !== null) unbegun = unbegun.where('from_day', '>', beganBy);
    const dropped = await unbegun.returning('counter_id').execute();
    const ended = await db
      .updateTable('survey_counters')
      .set({ to_day: beganBy })
      .where('survey_id', '=', surveyId)
      .where('counter_id', 'in', ids)
      .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>', beganBy ?? '')]))
      .returning('counter_id')
      .execute();
    removed += dropped.length + ended.length;
  }
  return removed;
}

/** Of a draft whose first day changes: it asks from then on everywhere. */
export async function moveSurveyStart(db: Db, surveyId: string, fromDay: Day): Promise<void> {
  await db.updateTable('survey_counters').set({ from_day: fromDay }).where('survey_id', '=', surveyId).execute();
}
