/** Counters' months as the overview of the quality of answers lists them: what was found, against what, and who looked at it. */
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

/** SQL: who looked at it; a month with more odd answers since is new again. */
const STATE = sql<ReviewState>`coalesce((select case when r.odd >= 0 and x.odd > r.odd then 'new' else r.state end
  from counter_month_reviews as r where r.survey_id = x.survey_id and r.counter_id = x.counter_id and r.month = x.month), 'new')`;

export async function listQualityPage(db: Db, filter: QualityFilter, query: ListQuery<QualityColumn>): Promise<ListPage<QualityRow>> {
  const { total } = await matching(db, filter, query.words)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = pageWithin(query.page, Number(total));
  const direction = query.sort.descending ? 'desc' : 'asc';
  const column = {
    // The strongest first is descending.
    strength: sql`x.flagged * 1000000.0 - x.p * 1000.0 + case when x.odd > 999 then 0.999 else x.odd / 1000.0 end`,
    month: sql`x.month`,
    agency: sql`v.sort_key`,
    name: sql`c.sort_key`,
    odd: sql`x.odd`,
    answers: sql`x.judged`
  } as const;
  const rows = await matching(db, filter, query.words)
    .select(['x.survey_id', 'x.counter_id', 'x.month'])
    .orderBy(column[query.sort.key], direction)
    .orderBy('x.month', 'desc')
    .orderBy('v.sort_key')
    .orderBy('c.sort_key')
    .orderBy('c.id')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  const months = await findMonths(db, rows, filter.day);
  return {
    rows: rows.map(({ survey_id, counter_id, month }) => ({ month, ...months.get(`${survey_id} ${counter_id} ${month}`)! })),
    total: Number(total),
    page
  };
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

function matching(db: Db, { within, except, day, month, state, signal, show }: QualityFilter, words: readonly string[]) {
  let query = withAgencies(db, { within, except, day })
    .selectFrom('counter_month_verdicts as x')
    // SQLite keeps this order; by itself it began with the agencies, and looked through all months for each counter.
    .crossJoin('counters as c')
    .crossJoin('v')
    .whereRef('c.id', '=', 'x.counter_id')
    .whereRef('v.id', '=', 'c.agency_id')
    .where('x.forms', '>=', 0);
  if (month !== null) query = query.where('x.month', '=', month);
  if (state !== undefined) query = query.where(STATE, '=', state);
  if (signal !== undefined) query = query.where(sql<boolean>`x.signals like ${`%"${signal}":%`}`);
  if (show !== 'all')
    query = query.where(sql<boolean>`(x.flagged = 1 or x.held > 0 or x.excluded > 0 or ${sql.lit(show)} = 'odd' and x.odd > 0)`);
  return words.length > 0 ? query.where(containsWordsOfEither(words)) : query;
}
