/**
 * What was found at each counter in each month: a cache, judged again where answers came or something was decided since. A decision
 * raises `marks` in its own transaction; who judges notes the marks before reading the answers, so that neither undoes the other.
 */
import { sql } from 'kysely';
import type { Db } from '../schema';
import type { CounterMonthVerdictTable } from '../schema-quality';

const KEY = ['survey_id', 'counter_id', 'month'] as const;
const BATCH = 500;

export interface CounterMonthKey {
  readonly surveyId: string;
  readonly counterId: string;
  readonly month: string;
}

export interface VerdictState extends CounterMonthKey {
  readonly forms: number;
  readonly marks: number;
  readonly stale: boolean;
}

/** From the month on; and those marked since they were judged, of any month. */
export async function listVerdictStates(db: Db, surveyId: string, fromMonth: string): Promise<readonly VerdictState[]> {
  const rows = await db
    .selectFrom('counter_month_verdicts')
    .select([...KEY, 'forms', 'marks', 'judged_marks'])
    .where('survey_id', '=', surveyId)
    .where((eb) => eb.or([eb('month', '>=', fromMonth), eb('marks', '!=', eb.ref('judged_marks'))]))
    .execute();
  return rows.map((row) => ({
    surveyId: row.survey_id,
    counterId: row.counter_id,
    month: row.month,
    forms: row.forms,
    marks: row.marks,
    stale: row.marks !== row.judged_marks || row.forms < 0
  }));
}

export async function hasVerdicts(db: Db, surveyId: string): Promise<boolean> {
  return (
    (await db.selectFrom('counter_month_verdicts').select('month').where('survey_id', '=', surveyId).limit(1).executeTakeFirst()) !==
    undefined
  );
}

/** Marks and kept device letters, read before the answers are. */
export async function listKept(
  db: Db,
  surveyId: string,
  month: string,
  counterIds: readonly string[]
): Promise<ReadonlyMap<string, { readonly marks: number; readonly devices: Readonly<Record<string, string>> }>> {
  if (counterIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('counter_month_verdicts')
    .select(['counter_id', 'marks', 'devices'])
    .where('survey_id', '=', surveyId)
    .where('month', '=', month)
    .where('counter_id', 'in', counterIds)
    .execute();
  return new Map(rows.map(({ counter_id: id, marks, devices }) => [id, { marks, devices: JSON.parse(devices) as Record<string, string> }]));
}

/** Leaves the marks as they are. */
export async function writeVerdicts(db: Db, rows: readonly Omit<CounterMonthVerdictTable, 'marks'>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH)
    await db
      .insertInto('counter_month_verdicts')
      .values(rows.slice(at, at + BATCH).map((row) => ({ ...row, marks: row.judged_marks })))
      .onConflict((conflict) =>
        conflict.columns(KEY).doUpdateSet((eb) => ({
          forms: eb.ref('excluded.forms'),
          judged_marks: eb.ref('excluded.judged_marks'),
          judged_at: eb.ref('excluded.judged_at'),
          judged: eb.ref('excluded.judged'),
          held: eb.ref('excluded.held'),
          excluded: eb.ref('excluded.excluded'),
          odd: eb.ref('excluded.odd'),
          flagged: eb.ref('excluded.flagged'),
          p: eb.ref('excluded.p'),
          seen: eb.ref('excluded.seen'),
          expected: eb.ref('excluded.expected'),
          basis: eb.ref('excluded.basis'),
          signals: eb.ref('excluded.signals'),
          devices: eb.ref('excluded.devices'),
          history: eb.ref('excluded.history')
        }))
      )
      .execute();
}

/** In the transaction of the decision. */
export async function markVerdicts(trx: Db, keys: readonly CounterMonthKey[]): Promise<void> {
  const rows = keys
    .map(({ surveyId, counterId, month }) => ({
      survey_id: surveyId,
      counter_id: counterId,
      month,
      forms: -1,
      marks: 1,
      judged_marks: 0,
      judged_at: '',
      judged: 0,
      held: 0,
      excluded: 0,
      odd: 0,
      flagged: 0,
      p: 1,
      seen: 0,
      expected: 0,
      basis: 'assumed' as const,
      signals: '{}',
      devices: '{}',
      history: ''
    }))
    .toSorted((a, b) => (`${a.counter_id} ${a.month}` < `${b.counter_id} ${b.month}` ? -1 : 1));
  for (let at = 0; at < rows.length; at += BATCH)
    await trx
      .insertInto('counter_month_verdicts')
      .values(rows.slice(at, at + BATCH))
      .onConflict((conflict) => conflict.columns(KEY).doUpdateSet({ marks: sql`counter_month_verdicts.marks + 1` }))
      .execute();
}

/** Months of a counter that were judged, by survey, the latest first. */
export async function listMonthsOfCounter(
  db: Db,
  counterId: string
): Promise<readonly { readonly survey: string; readonly month: string }[]> {
  return db
    .selectFrom('counter_month_verdicts as v')
    .innerJoin('surveys as s', 's.id', 'v.survey_id')
    .select(['s.code as survey', 'v.month'])
    .where('v.counter_id', '=', counterId)
    .orderBy('v.month', 'desc')
    .orderBy('s.code')
    .execute();
}

/** Packed histories before the month, of these counters of the surveys or of all; by counter and month. */
export async function listHistories(
  db: Db,
  surveyIds: readonly string[],
  before: string,
  counterIds?: readonly string[]
): Promise<readonly { readonly counterId: string; readonly history: string }[]> {
  let query = db
    .selectFrom('counter_month_verdicts')
    .select(['counter_id as counterId', 'history'])
    .where('survey_id', 'in', surveyIds)
    .where('month', '<', before)
    .where('history', '!=', '');
  if (counterIds !== undefined) query = query.where('counter_id', 'in', counterIds);
  return query.orderBy('counter_id').orderBy('month').orderBy('survey_id').execute();
}

/** Changes when anything that later months are judged against does. */
export async function stampHistories(db: Db, surveyIds: readonly string[], before: string): Promise<string> {
  const row = await db
    .selectFrom('counter_month_verdicts')
    .select((eb) => [eb.fn.countAll<number>().as('n'), eb.fn.max('judged_at').as('at'), eb.fn.sum<number>('judged_marks').as('marks')])
    .where('survey_id', 'in', surveyIds)
    .where('month', '<', before)
    .executeTakeFirstOrThrow();
  return `${row.n} ${row.at ?? ''} ${row.marks ?? 0}`;
}
