/** The counters that a survey could ask at, each with whether it does and what else runs there. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Db } from '../schema';
import { isShown } from './agencies-within';
import { matchingCounters } from './counter-list';

export const CHOICE_COLUMNS = ['agency', 'name'] as const;
export type ChoiceColumn = (typeof CHOICE_COLUMNS)[number];

/** `taken`: another open continuous survey runs there on the day. */
export const CHOICE_PARTS = ['in', 'out', 'taken'] as const;
export type ChoicePart = (typeof CHOICE_PARTS)[number];

export interface ChoiceFilter {
  /** Paths within which to list. */
  readonly scopes: readonly string[];
  readonly surveyId: string;
  readonly part: ChoicePart | undefined;
  readonly day: Day;
}

export interface ChoiceRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly openedOn: Day;
  readonly closedOn: Day | null;
  readonly agencyCode: string;
  readonly agencyVi: string;
  readonly agencyEn: string;
  /** In this survey: the first and the last day; null: not in it, without end. */
  readonly fromDay: Day | null;
  readonly toDay: Day | null;
  /** The other survey. */
  readonly otherVi: string | null;
  readonly otherEn: string | null;
}

/** `total`: how many fit (`countChoices`). */
export async function listChoicePage(
  db: Db,
  filter: ChoiceFilter,
  query: ListQuery<ChoiceColumn>,
  total: number
): Promise<ListPage<ChoiceRow>> {
  const page = pageWithin(query.page, total);
  const direction = query.sort.descending ? 'desc' : 'asc';
  // The query that sorts all of them carries only what they are sorted by.
  const ids = await matching(db, filter, query.words)
    .select('c.id')
    .orderBy(query.sort.key === 'agency' ? 'v.sort_key' : 'c.sort_key', direction)
    .orderBy('v.sort_key')
    .orderBy('c.sort_key')
    .orderBy('c.id')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  return { rows: await findRows(db, filter, ids.map(({ id }) => id)), total, page }; // prettier-ignore
}

/** Those of one page, in its order. */
async function findRows(db: Db, filter: ChoiceFilter, ids: readonly string[]): Promise<readonly ChoiceRow[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('counters as c')
    .innerJoin('agencies as a', 'a.id', 'c.agency_id')
    .innerJoin('agency_versions as v', (join) => join.onRef('v.agency_id', '=', 'c.agency_id').on(isShown('v', filter.day)))
    .leftJoin('survey_counters as sc', (join) => join.onRef('sc.counter_id', '=', 'c.id').on('sc.survey_id', '=', filter.surveyId))
    .select(['c.id', 'c.code', 'c.name', 'c.opened_on as openedOn', 'c.closed_on as closedOn'])
    .select(['a.code as agencyCode', 'v.name_vi as agencyVi', 'v.name_en as agencyEn'])
    .select(['sc.from_day as fromDay', 'sc.to_day as toDay'])
    .where('c.id', 'in', ids)
    .execute();
  const others = await findOthers(db, filter, ids);
  const nothing = { otherVi: null, otherEn: null };
  const byId = new Map(rows.map((row) => [row.id, { ...row, ...(others.get(row.id) ?? nothing) }]));
  return ids.map((id) => byId.get(id)!);
}

/** By counter, the names of the other survey (of several, the first). Of one page only: the query that sorts all would look it up for each. */
async function findOthers(db: Db, filter: ChoiceFilter, counterIds: readonly string[]) {
  const rows = await others(db, filter)
    .select(['xc.counter_id as id', 'x.name_vi as otherVi', 'x.name_en as otherEn'])
    .where('xc.counter_id', 'in', counterIds)
    .orderBy('x.id', 'desc')
    .execute();
  return new Map(rows.map(({ id, ...names }) => [id, names]));
}

/** How many fit, and how many are not in the survey, whatever part of them is listed; `in`: that are in it, of those `taken` if that is listed. */
export async function countChoices(
  db: Db,
  filter: ChoiceFilter,
  words: readonly string[]
): Promise<{ readonly total: number; readonly out: number; readonly in: number }> {
  const counted = await matching(db, { ...filter, part: undefined }, words)
    .select((eb) => eb.fn.countAll<number>().as('all'))
    .select(sql<number | null>`sum(case when ${isIn(filter.day)} then 0 else 1 end)`.as('out'))
    .executeTakeFirstOrThrow();
  const [all, out] = [Number(counted.all), Number(counted.out)];
  if (filter.part !== 'taken') return { total: { in: all - out, out, all }[filter.part ?? 'all'], out, in: all - out };
  const taken = await matching(db, filter, words)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .select(sql<number | null>`sum(case when ${isIn(filter.day)} then 1 else 0 end)`.as('in'))
    .executeTakeFirstOrThrow();
  return { total: Number(taken.total), out, in: Number(taken.in) };
}

/** Ids of all that fit; of `ids` alone, if given. */
export async function listChoiceIds(
  db: Db,
  filter: ChoiceFilter,
  words: readonly string[],
  ids?: readonly string[]
): Promise<readonly string[]> {
  let query = matching(db, filter, words).select('c.id');
  if (ids) query = query.where('c.id', 'in', ids);
  return (await query.orderBy('c.id').execute()).map(({ id }) => id);
}

/** Ids of all that fit and that the survey has. */
export async function listChoiceIdsIn(db: Db, filter: ChoiceFilter, words: readonly string[]): Promise<readonly string[]> {
  const rows = await matching(db, filter, words).where(isIn(filter.day)).select('c.id').orderBy('c.id').execute();
  return rows.map(({ id }) => id);
}

/** Counters that have not ended, and those that the survey has already. */
function matching(db: Db, { scopes, surveyId, part, day }: ChoiceFilter, words: readonly string[]) {
  let query = matchingCounters(db, { scopes, day, state: undefined, surveyId: undefined, code: undefined }, words)
    .leftJoin('survey_counters as sc', (join) => join.onRef('sc.counter_id', '=', 'c.id').on('sc.survey_id', '=', surveyId))
    .where((eb) => eb.or([eb('c.closed_on', 'is', null), eb('c.closed_on', '>=', day), eb('sc.counter_id', 'is not', null)]));
  if (part === 'in') query = query.where(isIn(day));
  if (part === 'out') query = query.where(sql<boolean>`not ${isIn(day)}`);
  if (part === 'taken') query = query.where('c.id', 'in', others(db, { surveyId, day }).select('xc.counter_id'));
  return query;
}

/** SQL: the survey asks at the counter on the day. */
function isIn(day: Day) {
  return sql<boolean>`(sc.counter_id is not null and (sc.to_day is null or sc.to_day >= ${day}))`;
}

/** Where another continuous survey is open on the day or will be. */
function others(db: Db, { surveyId, day }: Pick<ChoiceFilter, 'surveyId' | 'day'>) {
  return db
    .selectFrom('survey_counters as xc')
    .innerJoin('surveys as x', 'x.id', 'xc.survey_id')
    .where('x.id', '<>', surveyId)
    .where('x.state', '=', 'open')
    .where('x.mode', '=', 'continuous')
    .where((eb) => eb.or([eb('x.closes_on', 'is', null), eb('x.closes_on', '>=', day)]))
    .where((eb) => eb.or([eb('xc.to_day', 'is', null), eb('xc.to_day', '>=', day)]));
}
