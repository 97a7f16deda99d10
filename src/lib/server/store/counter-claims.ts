/** Counters that two continuous surveys would hold on one day: the rule is that there are none. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';
import { LAST_DAY } from './agencies';

export interface CounterClaim {
  readonly counterId: string;
  readonly counter: string;
  /** The other survey, which is open. */
  readonly other: string;
  readonly otherVi: string;
  readonly otherEn: string;
  readonly from: Day;
  readonly to: Day | null;
}

/** A counter of the survey that another open continuous survey holds on a day of this one, as both stand now. */
export async function findCounterClaim(db: Db, surveyId: string): Promise<CounterClaim | undefined> {
  const row = await overlaps(db, surveyId)
    .innerJoin('counters as c', 'c.id', 'mine.counter_id')
    .select(['c.id as counterId', 'c.name as counter', 'o.code as other', 'o.name_vi as otherVi', 'o.name_en as otherEn'])
    .select([latest('theirs.from_day', 'o.opens_on').as('from'), endOf('theirs.to_day', 'o.closes_on').as('to')])
    .orderBy('c.sort_key')
    .orderBy('c.id')
    .limit(1)
    .executeTakeFirst();
  return row && toClaim(row);
}

/** The same by the other survey, those with most of them first. */
export async function listClaimingSurveys(db: Db, surveyId: string) {
  const rows = await overlaps(db, surveyId)
    .select((eb) => [
      'o.code',
      'o.name_vi as nameVi',
      'o.name_en as nameEn',
      eb.fn.count<number>('mine.counter_id').distinct().as('counters')
    ])
    .groupBy(['o.id', 'o.code', 'o.name_vi', 'o.name_en'])
    .orderBy('counters', 'desc')
    .orderBy('o.id')
    .execute();
  return rows.map(({ counters, ...row }) => ({ ...row, counters: Number(counters) }));
}

function overlaps(db: Db, surveyId: string) {
  return db
    .selectFrom('survey_counters as mine')
    .innerJoin('surveys as s', 's.id', 'mine.survey_id')
    .innerJoin('survey_counters as theirs', 'theirs.counter_id', 'mine.counter_id')
    .innerJoin('surveys as o', 'o.id', 'theirs.survey_id')
    .where('s.id', '=', surveyId)
    .where('s.mode', '=', 'continuous')
    .where('o.id', '!=', surveyId)
    .where('o.mode', '=', 'continuous')
    .where('o.state', '=', 'open')
    .where(sql<boolean>`${latest('mine.from_day', 's.opens_on')} <= ${endOf('theirs.to_day', 'o.closes_on')}`)
    .where(sql<boolean>`${latest('theirs.from_day', 'o.opens_on')} <= ${endOf('mine.to_day', 's.closes_on')}`);
}

/** SQL: the later of two days; both engines have no `greatest` in common. */
function latest(a: string, b: string) {
  return sql<Day>`case when ${sql.ref(a)} > ${sql.ref(b)} then ${sql.ref(a)} else ${sql.ref(b)} end`;
}

/** SQL: the earlier of two last days, of which null is never; `LAST_DAY` where both are. */
function endOf(a: string, b: string) {
  return sql<Day>`case when coalesce(${sql.ref(a)}, ${LAST_DAY}) < coalesce(${sql.ref(b)}, ${LAST_DAY}) then ${sql.ref(a)}
    else coalesce(${sql.ref(b)}, ${LAST_DAY}) end`;
}

/** Of counters that the survey had left: one at which another has asked since, and so has those days. */
export async function findClaimSinceLeft(db: Db, surveyId: string, counterIds: readonly string[]): Promise<CounterClaim | undefined> {
  const wanted = new Set(counterIds);
  const rows = await db
    .selectFrom('survey_counters as mine')
    .innerJoin('counters as c', 'c.id', 'mine.counter_id')
    .innerJoin('survey_counters as theirs', 'theirs.counter_id', 'mine.counter_id')
    .innerJoin('surveys as o', 'o.id', 'theirs.survey_id')
    .where('mine.survey_id', '=', surveyId)
    .where('mine.to_day', 'is not', null)
    .where('o.id', '!=', surveyId)
    .where('o.mode', '=', 'continuous')
    .where('o.state', '!=', 'draft')
    .where(sql<boolean>`${endOf('theirs.to_day', 'o.closes_on')} > mine.to_day`)
    .select(['c.id as counterId', 'c.name as counter', 'o.code as other', 'o.name_vi as otherVi', 'o.name_en as otherEn'])
    .select([latest('theirs.from_day', 'o.opens_on').as('from'), endOf('theirs.to_day', 'o.closes_on').as('to')])
    .execute();
  return rows.map(toClaim).find(({ counterId }) => wanted.has(counterId));
}

function toClaim(row: Omit<CounterClaim, 'to'> & { readonly to: Day }): CounterClaim {
  return { ...row, to: row.to === LAST_DAY ? null : row.to };
}
