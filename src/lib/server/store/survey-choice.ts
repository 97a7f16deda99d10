/** The counters that a survey could ask at, each with whether it does and what else runs there. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Db } from '../schema';
import { LAST_DAY } from './agencies';
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

export async function listChoicePage(db: Db, filter: ChoiceFilter, query: ListQuery<ChoiceColumn>): Promise<ListPage<ChoiceRow>> {
  const total = await countChoices(db, filter, query.words);
  const page = pageWithin(query.page, total);
  const direction = query.sort.descending ? 'desc' : 'asc';
  const rows = await matching(db, filter, query.words)
    .leftJoin('surveys as o', (join) => join.on('o.id', '=', otherSurvey(filter)))
    .select(['c.id', 'c.code', 'c.name', 'c.opened_on as openedOn', 'c.closed_on as closedOn'])
    .select(['v.code as agencyCode', 'v.name_vi as agencyVi', 'v.name_en as agencyEn'])
    .select(['sc.from_day as fromDay', 'sc.to_day as toDay', 'o.name_vi as otherVi', 'o.name_en as otherEn'])
    .orderBy(query.sort.key === 'agency' ? 'v.sort_key' : 'c.sort_key', direction)
    .orderBy('v.sort_key')
    .orderBy('c.sort_key')
    .orderBy('c.id')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  return { rows, total, page };
}

export async function countChoices(db: Db, filter: ChoiceFilter, words: readonly string[]): Promise<number> {
  const { total } = await matching(db, filter, words)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
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

/** Counters that have not ended, and those that the survey has already. */
function matching(db: Db, { scopes, surveyId, part, day }: ChoiceFilter, words: readonly string[]) {
  const isIn = sql<boolean>`(sc.counter_id is not null and (sc.to_day is null or sc.to_day >= ${day}))`;
  let query = matchingCounters(db, { scopes, day, state: undefined, surveyId: undefined, code: undefined }, words)
    .leftJoin('survey_counters as sc', (join) => join.onRef('sc.counter_id', '=', 'c.id').on('sc.survey_id', '=', surveyId))
    .where((eb) => eb.or([eb('c.closed_on', 'is', null), eb('c.closed_on', '>=', day), eb('sc.counter_id', 'is not', null)]));
  if (part === 'in') query = query.where(isIn);
  if (part === 'out') query = query.where(sql<boolean>`not ${isIn}`);
  if (part === 'taken') query = query.where(sql<boolean>`${otherSurvey({ surveyId, day })} is not null`);
  return query;
}

/** SQL: the id of the other continuous survey that is open at the counter on the day or will be. */
function otherSurvey({ surveyId, day }: Pick<ChoiceFilter, 'surveyId' | 'day'>) {
  return sql<string | null>`(select min(x.id) from survey_counters as xc join surveys as x on x.id = xc.survey_id
    where xc.counter_id = c.id and x.id <> ${surveyId} and x.state = 'open' and x.mode = 'continuous'
    and coalesce(x.closes_on, ${LAST_DAY}) >= ${day} and coalesce(xc.to_day, ${LAST_DAY}) >= ${day})`;
}
