/** Counters as the office's list shows them: a page of them by what an address asks, each with what it received lately. */
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import { addDays, weekday } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Db } from '../schema';
import { isShown, withAgencies } from './agencies-within';
import { containsWords } from './name-keys';

export const COUNTER_COLUMNS = ['agency', 'name', 'today', 'week', 'month', 'scans', 'last'] as const;
export type CounterColumn = (typeof COUNTER_COLUMNS)[number];

/** `idle`: open, but no survey runs there; `scanned`: its code was scanned this month and nobody answered. */
export const COUNTER_STATES = ['running', 'quiet', 'unused', 'idle', 'scanned', 'closed'] as const;
export type CounterState = (typeof COUNTER_STATES)[number];

export interface CounterFilter {
  /** Paths within which to list. */
  readonly scopes: readonly string[];
  readonly day: Day;
  readonly state: CounterState | undefined;
  /** Only those at which this survey runs or ran. */
  readonly surveyId: string | undefined;
  /** A code that was typed whole. */
  readonly code: string | undefined;
}

export interface CounterRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly openedOn: Day;
  readonly closedOn: Day | null;
  readonly agencyCode: string;
  readonly agencyVi: string;
  readonly agencyEn: string;
  /** The continuous survey that is open here on the day: its names. */
  readonly surveyVi: string | null;
  readonly surveyEn: string | null;
  readonly today: number;
  readonly week: number;
  readonly month: number;
  readonly scans: number;
  readonly lastDay: Day | null;
  readonly quietFrom: Day | null;
}

export async function listCounterPage(db: Db, filter: CounterFilter, query: ListQuery<CounterColumn>): Promise<ListPage<CounterRow>> {
  const { total } = await matchingCounters(db, filter, query.words)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = pageWithin(query.page, total);
  const direction = query.sort.descending ? 'desc' : 'asc';
  const sums = sumsOf(filter.day);
  const column = {
    agency: sql`v.sort_key`,
    name: sql`c.sort_key`,
    today: sums.today,
    week: sums.week,
    month: sums.month,
    scans: sums.scans,
    last: sql`coalesce(x.last_day, '')`
  } as const;
  const { key } = query.sort;
  const all = matchingCounters(db, filter, query.words).select('c.id');
  const sorted = key === 'agency' || key === 'name' ? all : all.leftJoin('counter_activity as x', 'x.counter_id', 'c.id');
  // The query that sorts all of them carries only what they are sorted by.
  const ids = await sorted
    .orderBy(column[key], direction)
    .orderBy('v.sort_key')
    .orderBy('c.sort_key')
    .orderBy('c.id')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  const rows = await findRows(db, ids.map(({ id }) => id), filter.day); // prettier-ignore
  const surveys = await findRunningSurveys(db, rows.map(({ id }) => id), filter.day); // prettier-ignore
  const withSurveys = rows.map((row) => ({ ...row, ...(surveys.get(row.id) ?? { surveyVi: null, surveyEn: null }) }));
  return { rows: withSurveys, total, page };
}

/** Those of one page, in its order. */
async function findRows(db: Db, ids: readonly string[], day: Day) {
  if (ids.length === 0) return [];
  const sums = sumsOf(day);
  const rows = await db
    .selectFrom('counters as c')
    .innerJoin('agencies as a', 'a.id', 'c.agency_id')
    .innerJoin('agency_versions as v', (join) => join.onRef('v.agency_id', '=', 'c.agency_id').on(isShown('v', day)))
    .leftJoin('counter_activity as x', 'x.counter_id', 'c.id')
    .select(['c.id', 'c.code', 'c.name', 'c.opened_on as openedOn', 'c.closed_on as closedOn'])
    .select(['a.code as agencyCode', 'v.name_vi as agencyVi', 'v.name_en as agencyEn'])
    .select([sums.today.as('today'), sums.week.as('week'), sums.month.as('month'), sums.scans.as('scans')])
    .select(['x.last_day as lastDay', 'x.quiet_from as quietFrom'])
    .where('c.id', 'in', ids)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id)!);
}

/** By counter, the names of its survey (of several, the first by code). Of one page only: the query that sorts all would look it up for each. */
async function findRunningSurveys(db: Db, counterIds: readonly string[], day: Day) {
  if (counterIds.length === 0) return new Map<string, Pick<CounterRow, 'surveyVi' | 'surveyEn'>>();
  const rows = await running(db, day)
    .select(['sc.counter_id as id', 's.name_vi as surveyVi', 's.name_en as surveyEn'])
    .where('sc.counter_id', 'in', counterIds)
    .orderBy('s.code', 'desc')
    .execute();
  return new Map(rows.map(({ id, surveyVi, surveyEn }) => [id, { surveyVi, surveyEn }]));
}

/** How many of these places' open counters are quiet on the day. */
export async function countQuietCounters(db: Db, scopes: readonly string[], day: Day): Promise<number> {
  const filter = { scopes, day, state: 'quiet', surveyId: undefined, code: undefined } as const;
  const { total } = await matchingCounters(db, filter, [])
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

export function matchingCounters(db: Db, filter: CounterFilter, words: readonly string[]) {
  const { scopes, day, state, surveyId, code } = filter;
  let query = withAgencies(db, { within: scopes, except: [], day }).selectFrom('counters as c').innerJoin('v', 'v.id', 'c.agency_id');
  if (code !== undefined)
    query = query.where(sql<boolean>`(c.code = ${code} or c.id in (select k.counter_id from access_codes as k where k.code = ${code}))`);
  else if (words.length > 0) query = query.where(containsWordsOfEither(words));
  if (surveyId !== undefined)
    query = query.where('c.id', 'in', (of) => of.selectFrom('survey_counters').select('counter_id').where('survey_id', '=', surveyId));
  return state === undefined ? query : query.where(stateCondition(db, state, day));
}

/** Each word stands in the name of the counter (`c`) or of its agency (`v`). */
export function containsWordsOfEither(words: readonly string[]) {
  const each = words.map((word) => sql`(${containsWords('c.search_text', [word])} or ${containsWords('v.search_text', [word])})`);
  return sql<boolean>`(${sql.join(each, sql` and `)})`;
}

function stateCondition(db: Db, state: CounterState, day: Day) {
  const open = sql`(c.closed_on is null or c.closed_on >= ${day})`;
  const runs = sql`c.id in (${running(db, day).select('sc.counter_id')})`;
  const active = (condition: RawBuilder<unknown>) => sql`c.id in (select x.counter_id from counter_activity as x where ${condition})`;
  const { month, scans } = sumsOf(day);
  const conditions: Readonly<Record<CounterState, ReturnType<typeof sql>>> = {
    closed: sql`not ${open}`,
    running: sql`${open} and ${runs}`,
    idle: sql`${open} and not ${runs}`,
    unused: sql`${open} and ${runs} and not ${active(sql`x.last_day is not null`)}`,
    // They are few: whether a survey runs there is looked up for each.
    quiet: sql`${open} and ${active(sql`x.quiet_from <= ${day}`)}
      and exists ${running(db, day).select('sc.counter_id').whereRef('sc.counter_id', '=', sql.ref('c.id'))}`,
    scanned: sql`${open} and ${active(sql`${scans} > 0 and ${month} = 0`)}`
  };
  return sql<boolean>`(${conditions[state]})`;
}

/** Where continuous surveys are open on the day. */
function running(db: Db, day: Day) {
  return db
    .selectFrom('survey_counters as sc')
    .innerJoin('surveys as s', 's.id', 'sc.survey_id')
    .where('s.state', '=', 'open')
    .where('s.mode', '=', 'continuous')
    .where('s.opens_on', '<=', day)
    .where((eb) => eb.or([eb('s.closes_on', 'is', null), eb('s.closes_on', '>=', day)]))
    .where('sc.from_day', '<=', day)
    .where((eb) => eb.or([eb('sc.to_day', 'is', null), eb('sc.to_day', '>=', day)]));
}

/** SQL: the sums of a counter that are of this day, week and month; it holds them as of its own last day. */
function sumsOf(day: Day) {
  const [week, month] = [addDays(day, -weekday(day)), `${day.slice(0, 7)}-01`];
  return {
    today: sql<number>`case when x.day = ${day} then x.today else 0 end`,
    week: sql<number>`case when x.day >= ${week} then x.week else 0 end`,
    month: sql<number>`case when x.day >= ${month} then x.month else 0 end`,
    scans: sql<number>`case when x.day >= ${month} then x.month_scans else 0 end`
  };
}
