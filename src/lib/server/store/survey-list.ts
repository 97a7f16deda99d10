/** Surveys as the office's page lists them: by what an address asks, within a person's places. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Db, SurveyTable } from '../schema';
import { LAST_DAY, startsWith } from './agencies';
import { isShown } from './agencies-within';
import { containsWords } from './name-keys';
import { asksOn } from './survey-reach';

export const SURVEY_COLUMNS = ['name', 'opens', 'closes'] as const;
export type SurveyColumn = (typeof SURVEY_COLUMNS)[number];

export interface SurveyFilter {
  /** Paths: a survey is within if its owner is, or, past its draft, one of its counters. */
  readonly scopes: readonly string[];
  readonly day: Day;
  readonly state: SurveyTable['state'] | undefined;
  readonly mode: SurveyTable['mode'] | undefined;
}

export interface SurveyRow {
  readonly id: string;
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly mode: SurveyTable['mode'];
  readonly psu: SurveyTable['psu'];
  readonly state: SurveyTable['state'];
  readonly opensOn: Day;
  readonly closesOn: Day | null;
  readonly versionId: string;
  readonly demonstration: boolean;
  readonly counters: number;
}

export async function listSurveyPage(db: Db, filter: SurveyFilter, query: ListQuery<SurveyColumn>): Promise<ListPage<SurveyRow>> {
  const { total } = await matching(db, filter, query.words)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = pageWithin(query.page, total);
  const direction = query.sort.descending ? 'desc' : 'asc';
  const column = { name: sql`s.sort_key`, opens: sql`s.opens_on`, closes: sql`coalesce(s.closes_on, ${LAST_DAY})` } as const;
  const rows = await matching(db, filter, query.words)
    .selectAll('s')
    .orderBy(column[query.sort.key], direction)
    .orderBy('s.opens_on', 'desc')
    .orderBy('s.id', 'desc')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  const counters = await countCounters(db, rows.map(({ id }) => id), filter.day); // prettier-ignore
  return { rows: rows.map((row) => toRow(row, counters.get(row.id) ?? 0)), total, page };
}

export async function canSeeSurvey(db: Db, surveyId: string, scopes: readonly string[], day: Day): Promise<boolean> {
  const found = await matching(db, { scopes, day, state: undefined, mode: undefined }, [])
    .select('s.id')
    .where('s.id', '=', surveyId)
    .executeTakeFirst();
  return found !== undefined;
}

/** By survey, at how many counters it asks today; of one that ended, on its last day; of one that is to come, on its first. */
async function countCounters(db: Db, surveyIds: readonly string[], today: Day): Promise<ReadonlyMap<string, number>> {
  if (surveyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('survey_counters as sc')
    .innerJoin('surveys as s', 's.id', 'sc.survey_id')
    .innerJoin('counters as c', 'c.id', 'sc.counter_id')
    .select((eb) => ['sc.survey_id', eb.fn.countAll<number>().as('counters')])
    .where('sc.survey_id', 'in', surveyIds)
    .where(asksOn(today))
    .groupBy('sc.survey_id')
    .execute();
  return new Map(rows.map(({ survey_id, counters }) => [survey_id, Number(counters)]));
}

function matching(db: Db, { scopes, day, state, mode }: SurveyFilter, words: readonly string[]) {
  const within = db
    .selectFrom('agency_versions as v')
    .select('v.agency_id')
    .where((eb) => eb.or(scopes.map((scope) => startsWith('v.path', scope))))
    .where(isShown('v', day));
  const asksWithin = db
    .selectFrom('survey_counters as sc')
    .innerJoin('counters as c', 'c.id', 'sc.counter_id')
    .select('sc.survey_id')
    .where('c.agency_id', 'in', within);
  let query = db
    .selectFrom('surveys as s')
    .where((eb) => eb.or([eb('s.owner_agency_id', 'in', within), eb.and([eb('s.state', '!=', 'draft'), eb('s.id', 'in', asksWithin)])]))
    .where(containsWords('s.search_text', words));
  if (state) query = query.where('s.state', '=', state);
  if (mode) query = query.where('s.mode', '=', mode);
  return query;
}

function toRow(row: SurveyTable, counters: number): SurveyRow {
  return {
    id: row.id,
    code: row.code,
    nameVi: row.name_vi,
    nameEn: row.name_en,
    mode: row.mode,
    psu: row.psu,
    state: row.state,
    opensOn: row.opens_on,
    closesOn: row.closes_on,
    versionId: row.questionnaire_version_id,
    demonstration: row.demonstration === 1,
    counters
  };
}
