/** Counters' months as the overview of the quality of answers lists them: what was found, against what, and who looked at it. */
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Db } from '../schema';
import type { PlacesOnDay } from './agencies-within';
import { isShown, withAgencies } from './agencies-within';
import { containsWordsOfEither } from './counter-list';

export const QUALITY_COLUMNS = ['strength', 'month', 'agency', 'name', 'odd', 'answers'] as const;
export type QualityColumn = (typeof QUALITY_COLUMNS)[number];

export const REVIEW_STATES = ['new', 'seen', 'done'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Far beyond their history or dealt with; with anything odd; all. */
export const SHOWN_MONTHS = ['flagged', 'odd', 'all'] as const;
export type Show = (typeof SHOWN_MONTHS)[number];

export interface QualityFilter extends PlacesOnDay {
  /** null: every month. */
  readonly month: string | null;
  readonly state: ReviewState | undefined;
  /** With this signal. */
  readonly signal: string | undefined;
  readonly show: Show;
}

export interface QualityRow {
  readonly surveyCode: string;
  readonly surveyVi: string;
  readonly surveyEn: string;
  readonly counterCode: string;
  readonly counterName: string;
  readonly agencyCode: string;
  readonly agencyVi: string;
  readonly agencyEn: string;
  readonly month: string;
  readonly answers: number;
  readonly odd: number;
  readonly held: number;
  readonly excluded: number;
  readonly flagged: number;
  readonly p: number;
  readonly seen: number;
  readonly expected: number;
  readonly basis: 'own' | 'survey' | 'assumed';
  /** JSON: `{ signal: answers }`. */
  readonly signals: string;
  readonly state: ReviewState;
}

type Sortable = RawBuilder<string | number>;

/** The strongest first is descending. */
const STRENGTH = sql<number>`(x.flagged * 1000000.0 - x.p * 1000.0 + case when x.odd > 999 then 0.999 else x.odd / 1000.0 end)`;

/** SQL: what months are sorted by; whose it is; and the same in steps, where there are almost as many values as months. */
const SORTED_BY: Readonly<Record<QualityColumn, { readonly of: 'month' | 'counter'; readonly value: Sortable; readonly step?: Sortable }>> =
  {
    strength: { of: 'month', value: STRENGTH, step: sql`cast(${STRENGTH} as integer)` },
    month: { of: 'month', value: sql`x.month` },
    agency: { of: 'counter', value: sql`v.sort_key` },
    name: { of: 'counter', value: sql`c.sort_key` },
    odd: { of: 'month', value: sql`x.odd` },
    answers: { of: 'month', value: sql`x.judged` }
  };

/** SQL: a month with more odd answers since somebody looked at it (`r`) is new again. */
const IS_NEW_AGAIN = sql`(r.odd >= 0 and x.odd > r.odd)`;
const REVIEW = sql`from counter_month_reviews as r where r.survey_id = x.survey_id and r.counter_id = x.counter_id and r.month = x.month`;

/** SQL: who looked at it. */
const STATE = sql<ReviewState>`coalesce((select case when ${IS_NEW_AGAIN} then 'new' else r.state end ${REVIEW}), 'new')`;

/** The same as a condition that PostgreSQL joins by: it knows how many reviews there are, and nothing about a value that is computed. */
const isInState = (state: ReviewState) =>
  state === 'new'
    ? sql`not exists (select 1 ${REVIEW} and r.state != 'new' and not ${IS_NEW_AGAIN})`
    : sql`exists (select 1 ${REVIEW} and r.state = ${state} and not ${IS_NEW_AGAIN})`;

/**
 * Counted by what they are sorted by first, roughly: that gives how many there are and between which values the page lies, and only
 * those are put in order.
 */
export async function listQualityPage(db: Db, filter: QualityFilter, query: ListQuery<QualityColumn>): Promise<ListPage<QualityRow>> {
  const { of, value, step = value } = SORTED_BY[query.sort.key];
  const direction = query.sort.descending ? 'desc' : 'asc';
  const steps = await countSteps(db, filter, query, direction);
  const total = steps.reduce((sum, { months }) => sum + months, 0);
  if (total === 0) return { rows: [], total, page: 1 };
  const page = pageWithin(query.page, total);
  const { first, last, before } = stepsBetween(steps, (page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const within = sql<boolean>`${step} in (${sql.join(steps.slice(first, last + 1).map((one) => one.step))})`;
  const rows = await matching(db, filter, query.words)
    .select(['x.survey_id', 'x.counter_id', 'x.month'])
    .where(of === 'counter' ? isAtCounter(within) : within)
    .orderBy(value, direction)
    .orderBy('x.month', 'desc')
    .orderBy('v.sort_key')
    .orderBy('c.sort_key')
    .orderBy('c.id')
    .orderBy('x.survey_id')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE - before)
    .execute();
  const months = await findMonths(db, rows, filter.day);
  return {
    rows: rows.map(({ survey_id, counter_id, month }) => ({ month, ...months.get(`${survey_id} ${counter_id} ${month}`)! })),
    total,
    page
  };
}

/** How many months there are of each value, in order. Where it is the counter's, months are counted by counter before anything is joined. */
async function countSteps(db: Db, filter: QualityFilter, { words, sort }: ListQuery<QualityColumn>, direction: 'asc' | 'desc') {
  const { of, value, step = value } = SORTED_BY[sort.key];
  if (of === 'month')
    return matching(db, filter, words)
      .select((eb) => [step.as('step'), eb.fn.countAll<number>().as('months')])
      .groupBy(step)
      .orderBy(step, direction)
      .execute();
  return withAgencies(db, filter)
    .with('n', (cte) =>
      cte
        .selectFrom('counter_month_verdicts as x')
        .where(isWanted(filter, words))
        .select((eb) => ['x.counter_id', eb.fn.countAll<number>().as('months')])
        .groupBy('x.counter_id')
    )
    .selectFrom('n')
    .crossJoin('counters as c')
    .crossJoin('v')
    .whereRef('c.id', '=', 'n.counter_id')
    .whereRef('v.id', '=', 'c.agency_id')
    .select([step.as('step'), sql<number>`cast(sum(n.months) as integer)`.as('months')])
    .groupBy(step)
    .orderBy(step, direction)
    .execute();
}

/** In which of the steps the rows from one place to before another are, and how many rows are before the first of these steps. */
function stepsBetween(steps: readonly { readonly months: number }[], from: number, to: number) {
  let [first, before] = [0, 0];
  while (before + steps[first]!.months <= from) before += steps[first++]!.months;
  let [last, end] = [first, before + steps[first]!.months];
  while (end < to && last + 1 < steps.length) end += steps[++last]!.months;
  return { first, last, before };
}

/** What was found in the months of one page: the query that sorts all of them carries only what they are sorted by. */
async function findMonths(
  db: Db,
  keys: readonly { readonly survey_id: string; readonly counter_id: string; readonly month: string }[],
  day: Day
) {
  if (keys.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom('counter_month_verdicts as x')
    .innerJoin('surveys as s', 's.id', 'x.survey_id')
    .innerJoin('counters as c', 'c.id', 'x.counter_id')
    .innerJoin('agencies as a', 'a.id', 'c.agency_id')
    .innerJoin('agency_versions as n', (join) => join.onRef('n.agency_id', '=', 'c.agency_id').on(isShown('n', day)))
    .select(['x.survey_id', 'x.counter_id', 'x.month', 's.code as surveyCode', 's.name_vi as surveyVi', 's.name_en as surveyEn'])
    .select(['c.code as counterCode', 'c.name as counterName', 'a.code as agencyCode', 'n.name_vi as agencyVi', 'n.name_en as agencyEn'])
    .select(['x.judged as answers', 'x.odd', 'x.held', 'x.excluded', 'x.flagged', 'x.p', 'x.seen', 'x.expected', 'x.basis', 'x.signals'])
    .select(STATE.as('state'))
    .where((eb) =>
      eb.or(
        keys.map(({ survey_id, counter_id, month }) => eb.and({ 'x.survey_id': survey_id, 'x.counter_id': counter_id, 'x.month': month }))
      )
    )
    .execute();
  return new Map(rows.map(({ survey_id, counter_id, month, ...found }) => [`${survey_id} ${counter_id} ${month}`, found]));
}

/** Months that were judged anywhere, the latest first: each found by the index after the one before. */
export async function listQualityMonths(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ month: string }>`with recursive months(month) as (select max(month) from counter_month_verdicts
    union all select (select max(x.month) from counter_month_verdicts as x where x.month < months.month) from months where months.month is not null)
    select month from months where month is not null order by month desc`.execute(db);
  return rows.map(({ month }) => month);
}

/** The first of these months with a counter far beyond its history at which nobody has looked; undefined: none. */
export async function findWaitingMonth(db: Db, places: PlacesOnDay, months: readonly string[]): Promise<string | undefined> {
  for (const month of months) {
    const waiting = { ...places, month, state: 'new', signal: undefined, show: 'all' } as const;
    const row = await matching(db, waiting, []).select('x.month').where('x.flagged', '=', 1).limit(1).executeTakeFirst();
    if (row) return month;
  }
  return undefined;
}

function matching(db: Db, filter: QualityFilter, words: readonly string[]) {
  // SQLite keeps this order; by itself it began with the agencies, and looked through all months for each counter.
  return withAgencies(db, filter)
    .selectFrom('counter_month_verdicts as x')
    .crossJoin('counters as c')
    .crossJoin('v')
    .whereRef('c.id', '=', 'x.counter_id')
    .whereRef('v.id', '=', 'c.agency_id')
    .where(isWanted(filter, words));
}

/** SQL: what is asked of a month (`x`), wherever its counter is. */
function isWanted({ month, state, signal, show }: QualityFilter, words: readonly string[]) {
  const conditions = [sql`x.forms >= 0`];
  if (month !== null) conditions.push(sql`x.month = ${month}`);
  if (state !== undefined) conditions.push(isInState(state));
  if (signal !== undefined) conditions.push(sql`x.signals like ${`%"${signal}":%`}`);
  if (show !== 'all') conditions.push(sql`(x.flagged = 1 or x.held > 0 or x.excluded > 0 or ${sql.lit(show)} = 'odd' and x.odd > 0)`);
  if (words.length > 0) conditions.push(isAtCounter(containsWordsOfEither(words)));
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** SQL: whether a month's counter (`c`) or its agency (`v`) is such, looked for once and not at each month. */
const isAtCounter = (condition: RawBuilder<boolean>) =>
  sql<boolean>`x.counter_id in (select c.id from counters as c join v on v.id = c.agency_id where ${condition})`;
