/** Counters' months as the overview of the quality of answers lists them: what was found, against what, and who looked at it. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Db } from '../schema';
import { startsWith } from './agencies';
import { containsWords } from './name-keys';

export const QUALITY_COLUMNS = ['strength', 'month', 'agency', 'name', 'odd', 'answers'] as const;
export type QualityColumn = (typeof QUALITY_COLUMNS)[number];

export const REVIEW_STATES = ['new', 'seen', 'done'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Far beyond their history or dealt with; with anything odd; all. */
export const SHOWN_MONTHS = ['flagged', 'odd', 'all'] as const;
export type Show = (typeof SHOWN_MONTHS)[number];

export interface QualityFilter {
  /** Paths within which to list, and paths whose own counters are left out. */
  readonly within: readonly string[];
  readonly except: readonly string[];
  readonly day: Day;
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

const STATE = sql<ReviewState>`case when w.state is null or (w.odd >= 0 and v.odd > w.odd) then 'new' else w.state end`;

export async function listQualityPage(db: Db, filter: QualityFilter, query: ListQuery<QualityColumn>): Promise<ListPage<QualityRow>> {
  const { total } = await matching(db, filter, query.words)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = pageWithin(query.page, Number(total));
  const direction = query.sort.descending ? 'desc' : 'asc';
  const column = {
    // The strongest first is descending.
    strength: sql`v.flagged * 1000000.0 - v.p * 1000.0 + case when v.odd > 999 then 0.999 else v.odd / 1000.0 end`,
    month: sql`v.month`,
    agency: sql`n.sort_key`,
    name: sql`c.sort_key`,
    odd: sql`v.odd`,
    answers: sql`v.judged`
  } as const;
  const rows = await matching(db, filter, query.words)
    .select(['s.code as surveyCode', 's.name_vi as surveyVi', 's.name_en as surveyEn', 'c.code as counterCode', 'c.name as counterName'])
    .select([
      'a.code as agencyCode',
      'n.name_vi as agencyVi',
      'n.name_en as agencyEn',
      'v.month',
      'v.judged as answers',
      'v.odd',
      'v.held',
      'v.excluded'
    ])
    .select(['v.flagged', 'v.p', 'v.seen', 'v.expected', 'v.basis', 'v.signals'])
    .select(STATE.as('state'))
    .orderBy(column[query.sort.key], direction)
    .orderBy('v.month', 'desc')
    .orderBy('n.sort_key')
    .orderBy('c.sort_key')
    .orderBy('c.id')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  return { rows, total: Number(total), page };
}

/** Months that were judged at these places, the latest first. */
export async function listQualityMonths(db: Db, filter: Pick<QualityFilter, 'within' | 'except' | 'day'>): Promise<readonly string[]> {
  const all = { ...filter, month: null, state: undefined, signal: undefined, show: 'all' as const };
  const rows = await matching(db, all, []).select('v.month').distinct().orderBy('v.month', 'desc').execute();
  return rows.map(({ month }) => month);
}

/** The latest with a counter far beyond its history at which nobody has looked; undefined: none. */
export async function findWaitingMonth(db: Db, filter: Pick<QualityFilter, 'within' | 'except' | 'day'>): Promise<string | undefined> {
  const waiting = { ...filter, month: null, state: 'new', signal: undefined, show: 'flagged' } as const;
  const row = await matching(db, waiting, [])
    .select('v.month')
    .where('v.flagged', '=', 1)
    .orderBy('v.month', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.month;
}

function matching(db: Db, filter: QualityFilter, words: readonly string[]) {
  const { within, except, day, month, state, signal, show } = filter;
  let query = db
    .selectFrom('counter_month_verdicts as v')
    .innerJoin('surveys as s', 's.id', 'v.survey_id')
    .innerJoin('counters as c', 'c.id', 'v.counter_id')
    .innerJoin('agencies as a', 'a.id', 'c.agency_id')
    .innerJoin('agency_versions as n', (join) =>
      join.onRef('n.agency_id', '=', 'c.agency_id').on((eb) =>
        eb(
          'n.valid_from',
          '=',
          sql<string>`coalesce((select max(y.valid_from) from agency_versions as y where y.agency_id = c.agency_id and y.valid_from <= ${day}),
            (select min(z.valid_from) from agency_versions as z where z.agency_id = c.agency_id))`
        )
      )
    )
    .leftJoin('counter_month_reviews as w', (join) =>
      join.onRef('w.survey_id', '=', 'v.survey_id').onRef('w.counter_id', '=', 'v.counter_id').onRef('w.month', '=', 'v.month')
    )
    .where('v.forms', '>=', 0)
    .where((eb) => eb.or(within.map((scope) => startsWith('n.path', scope))));
  for (const own of except) query = query.where((eb) => eb.not(startsWith('n.path', own)));
  if (month !== null) query = query.where('v.month', '=', month);
  if (state !== undefined) query = query.where(STATE, '=', state);
  if (signal !== undefined) query = query.where(sql<boolean>`v.signals like ${`%"${signal}":%`}`);
  if (show !== 'all')
    query = query.where(sql<boolean>`(v.flagged = 1 or v.held > 0 or v.excluded > 0 or ${sql.lit(show)} = 'odd' and v.odd > 0)`);
  if (words.length > 0) {
    const each = words.map((word) => sql`(${containsWords('c.search_text', [word])} or ${containsWords('n.search_text', [word])})`);
    query = query.where(sql<boolean>`(${sql.join(each, sql` and `)})`);
  }
  return query;
}
