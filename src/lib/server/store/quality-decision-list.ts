/** Decisions about answers as those see them whose answers they are about: how many, where, why; never which answer. */
import { sql } from 'kysely';
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Db } from '../schema';
import type { QualityDecisionTable } from '../schema-quality';
import type { PlacesOnDay } from './agencies-within';
import { withAgencies } from './agencies-within';
import { containsWordsOfEither } from './counter-list';

export const DECISION_COLUMNS = ['at'] as const;
export type DecisionColumn = (typeof DECISION_COLUMNS)[number];

export interface DecisionRow extends Pick<QualityDecisionTable, 'id' | 'how' | 'ground' | 'reason' | 'at' | 'rules_tried'> {
  readonly surveyVi: string;
  readonly surveyEn: string;
  /** Answers of these places that it held, excluded and restored. */
  readonly held: number;
  readonly excluded: number;
  readonly restored: number;
  readonly counters: number;
  readonly objections: number;
  /** Not answered yet. */
  readonly open: number;
}

const sumOf = (status: string) => sql<number>`sum(case when x.to_status = ${sql.lit(status)} then 1 else 0 end)`;

/** Those about a counter or agency of that name; only those with an open objection, where that is asked for. */
export async function listDecisionPage(
  db: Db,
  places: PlacesOnDay,
  openOnly: boolean,
  query: ListQuery<DecisionColumn>
): Promise<ListPage<DecisionRow>> {
  const matching = () => {
    const all = withAgencies(db, places).selectFrom('quality_decisions as d').where(changesSomething(query.words));
    return openOnly ? all.where(hasOpenObjection()) : all;
  };
  const counted = await matching()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const total = Number(counted.total);
  const at = pageWithin(query.page, total);
  const direction = query.sort.descending ? 'desc' : 'asc';
  const decisions = await matching()
    .innerJoin('surveys as s', 's.id', 'd.survey_id')
    .select(['d.id', 'd.how', 'd.ground', 'd.reason', 'd.at', 'd.rules_tried', 's.name_vi as surveyVi', 's.name_en as surveyEn'])
    .select([
      sql<number>`(select count(*) from objections as o where o.decision_id = d.id)`.as('objections'),
      sql<number>`(select count(*) from objections as o where o.decision_id = d.id and o.answer is null)`.as('open')
    ])
    .orderBy('d.at', direction)
    .orderBy('d.id', direction)
    .limit(PAGE_SIZE)
    .offset((at - 1) * PAGE_SIZE)
    .execute();
  const changes = await sumChanges(db, places, decisions.map(({ id }) => id)); // prettier-ignore
  const rows = decisions.map((row) => ({ ...row, ...changes.get(row.id)!, objections: Number(row.objections), open: Number(row.open) }));
  return { rows, total, page: at };
}

/** By decision: of one page only. */
async function sumChanges(db: Db, places: PlacesOnDay, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await changesAt(db, places)
    .where('x.decision_id', 'in', ids)
    .select(['x.decision_id', sumOf('held').as('held'), sumOf('excluded').as('excluded'), sumOf('counted').as('restored')])
    .select((eb) => eb.fn.count<number>('c.id').distinct().as('counters'))
    .groupBy('x.decision_id')
    .execute();
  return new Map(
    rows.map(({ decision_id: id, held, excluded, restored, counters }) => [
      id,
      { held: Number(held), excluded: Number(excluded), restored: Number(restored), counters: Number(counters) }
    ])
  );
}

export interface DecisionCounter {
  readonly code: string;
  readonly name: string;
  readonly agencyId: string;
  readonly agencyCode: string;
  readonly agencyVi: string;
  readonly agencyEn: string;
  readonly agencyPath: string;
  readonly month: string;
  readonly held: number;
  readonly excluded: number;
  readonly restored: number;
}

/** What a decision changed at these places, by counter and month. */
export async function listDecisionCounters(db: Db, decisionId: string, places: PlacesOnDay): Promise<readonly DecisionCounter[]> {
  const month = sql<string>`substr(r.day, 1, 7)`;
  const rows = await changesAt(db, places)
    .where('x.decision_id', '=', decisionId)
    .select(['c.code', 'c.name', 'c.agency_id as agencyId', 'v.code as agencyCode', 'v.name_vi as agencyVi', 'v.name_en as agencyEn'])
    .select('v.path as agencyPath')
    .select([month.as('month'), sumOf('held').as('held'), sumOf('excluded').as('excluded'), sumOf('counted').as('restored')])
    .groupBy(['c.id', 'c.code', 'c.name', 'c.agency_id', 'c.sort_key', 'v.code', 'v.name_vi', 'v.name_en', 'v.path', 'v.sort_key', month])
    .orderBy('v.sort_key')
    .orderBy('c.sort_key')
    .orderBy(month)
    .execute();
  return rows.map((row) => ({ ...row, held: Number(row.held), excluded: Number(row.excluded), restored: Number(row.restored) }));
}

/** Answers that were changed, at counters of these places. */
function changesAt(db: Db, places: PlacesOnDay) {
  return withAgencies(db, places)
    .selectFrom('response_changes as x')
    .innerJoin('responses as r', 'r.id', 'x.response_id')
    .innerJoin('counters as c', 'c.id', 'r.receiving_counter_id')
    .innerJoin('v', 'v.id', 'c.agency_id');
}

/** The same of one decision (`d`) in a query that has `v`: its first such answer is enough. */
function changesSomething(words: readonly string[]) {
  const named = words.length > 0 ? sql` and ${containsWordsOfEither(words)}` : sql``;
  return sql<boolean>`exists (select 1 from response_changes as x join responses as r on r.id = x.response_id
    join counters as c on c.id = r.receiving_counter_id join v on v.id = c.agency_id where x.decision_id = d.id${named})`;
}

function hasOpenObjection() {
  return sql<boolean>`exists (select 1 from objections as o where o.decision_id = d.id and o.answer is null)`;
}
