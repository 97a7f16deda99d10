/** Stored forms as the quality of answers is judged from: when, how long, on which device. Imported ones tell nothing of that and are left out. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { Db, ResponseTable } from '../schema';

export interface QualityFormRow {
  readonly id: string;
  readonly counterId: string;
  readonly status: ResponseTable['status'];
  readonly submittedAt: string;
  readonly day: Day;
  readonly durationMs: number | null;
  readonly versionId: string;
  /** JSON. */
  readonly answers: string;
  readonly deviceMark: string | null;
  readonly comment: string | null;
}

/** Of these counters, over from…to. */
export async function listQualityForms(
  db: Db,
  surveyId: string,
  counterIds: readonly string[],
  from: Day,
  to: Day
): Promise<readonly QualityFormRow[]> {
  if (counterIds.length === 0) return [];
  const rows = await db
    .selectFrom('responses as r')
    .leftJoin('response_devices as d', 'd.response_id', 'r.id')
    .leftJoin('response_comments as c', 'c.response_id', 'r.id')
    .select(['r.id', 'r.receiving_counter_id', 'r.status', 'r.submitted_at as submittedAt', 'r.day', 'r.duration_ms as durationMs'])
    .select(['r.questionnaire_version_id as versionId', 'r.answers', 'd.device_mark as deviceMark', 'c.text as comment'])
    .where('r.survey_id', '=', surveyId)
    .where('r.day', '>=', from)
    .where('r.day', '<=', to)
    .where('r.receiving_counter_id', 'in', counterIds)
    .where('r.purpose', '=', 'main')
    .where('r.channel', '!=', 'import')
    .orderBy('r.submitted_at')
    .orderBy('r.id')
    .execute();
  return rows.map(({ receiving_counter_id: counterId, ...row }) => ({ ...row, counterId: counterId! }));
}

/** What was written at every counter, to tell what many people write. */
export async function listCommentsWritten(
  db: Db,
  surveyId: string,
  from: Day,
  to: Day
): Promise<readonly { readonly counterId: string; readonly text: string }[]> {
  const rows = await db
    .selectFrom('response_comments')
    .select(['receiving_counter_id', 'text'])
    .where('survey_id', '=', surveyId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('receiving_counter_id', 'is not', null)
    .execute();
  return rows.map(({ receiving_counter_id: counterId, text }) => ({ counterId: counterId!, text }));
}

export interface CounterMonthForms {
  readonly counterId: string;
  readonly month: string;
  /** Of any kind: they are counted in the index alone. */
  readonly forms: number;
}

export async function countFormsByMonth(db: Db, surveyId: string, from: Day, to: Day): Promise<readonly CounterMonthForms[]> {
  const month = sql<string>`substr(day, 1, 7)`;
  const rows = await db
    .selectFrom('responses')
    .select(['receiving_counter_id', month.as('month'), (eb) => eb.fn.countAll<number>().as('forms')])
    .where('survey_id', '=', surveyId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('receiving_counter_id', 'is not', null)
    .groupBy(['receiving_counter_id', month])
    .orderBy(month)
    .orderBy('receiving_counter_id')
    .execute();
  return rows.map((row) => ({ counterId: row.receiving_counter_id!, month: row.month, forms: Number(row.forms) }));
}

/** Days on which a counter could be answered at in the survey: of the survey, its place in it, and the counter itself. */
export async function listCounterLives(
  db: Db,
  surveyId: string,
  counterIds: readonly string[]
): Promise<ReadonlyMap<string, { readonly from: Day; readonly to: Day | null }>> {
  if (counterIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('survey_counters as sc')
    .innerJoin('counters as c', 'c.id', 'sc.counter_id')
    .innerJoin('surveys as s', 's.id', 'sc.survey_id')
    .select(['sc.counter_id', 'sc.from_day', 'sc.to_day', 'c.opened_on', 'c.closed_on', 's.opens_on', 's.closes_on'])
    .where('sc.survey_id', '=', surveyId)
    .where('sc.counter_id', 'in', counterIds)
    .execute();
  return new Map(
    rows.map((row) => {
      const from = [row.from_day, row.opened_on, row.opens_on].toSorted().at(-1)!;
      const ends = [row.to_day, row.closed_on, row.closes_on].filter((day) => day !== null).toSorted();
      return [row.counter_id, { from, to: ends[0] ?? null }];
    })
  );
}
