/** Decisions about answers as those see them whose answers they are about: how many, where, why; never which answer. */
import { sql } from 'kysely';
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Db } from '../schema';
import type { QualityDecisionTable } from '../schema-quality';
import type { PlacesOnDay } from './agencies-within';
import { isShown, withAgencies } from './agencies-within';
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
    .orderBy('d.at', direction)
    .orderBy('d.id', direction)
    .limit(PAGE_SIZE)
    .offset((at - 1) * PAGE_SIZE)
    .execute();
  const ids = decisions.map(({ id }) => id);
  const changes = await sumChanges(db, places, ids);
  const objections = await countObjections(db, ids);
  const none = { objections: 0, open: 0 };
  return { rows: decisions.map((row) => ({ ...row, ...changes.get(row.id)!, ...(objections.get(row.id) ?? none) })), total, page: at };
}

/** By decision: of one page only. */
async function sumChanges(db: Db, places: PlacesOnDay, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await changesAt(db, places)
    .where('x.decision_id', 'in', ids)
    .select((eb) => ['x.decision_id', eb.fn.count<number>('c.id').distinct().as('counters')])
    .select((eb) => [
      eb.fn.sum<number>('x.held').as('held'),
      eb.fn.sum<number>('x.excluded').as('excluded'),
      eb.fn.sum<number>('x.restored').as('restored')
    ])
    .groupBy('x.decision_id')
    .execute();
  return new Map(
    rows.map(({ decision_id: id, held, excluded, restored, counters }) => [
      id,
      { held: Number(held), excluded: Number(excluded), restored: Number(restored), counters: Number(counters) }
    ])
  );
}

/** By decision: of one page only; those without any are left out. */
async function countObjections(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom('objections as o')
    .select((eb) => ['o.decision_id', eb.fn.countAll<number>().as('all'), eb.fn.count<number>('o.answer').as('answered')])
    .where('o.decision_id', 'in', ids)
    .groupBy('o.decision_id')
    .execute();
  return new Map(rows.map(({ decision_id: id, all, answered }) => [id, { objections: all, open: all - answered }]));
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
  return changesAt(db, places)
    .innerJoin('agencies as a', 'a.id', 'c.agency_id')
    .innerJoin('agency_versions as n', (join) => join.onRef('n.agency_id', '=', 'c.agency_id').on(isShown('n', places.day)))
    .where('x.decision_id', '=', decisionId)
    .select(['c.code', 'c.name', 'c.agency_id as agencyId', 'a.code as agencyCode', 'n.name_vi as agencyVi', 'n.name_en as agencyEn'])
    .select(['n.path as agencyPath', 'x.month', 'x.held', 'x.excluded', 'x.restored'])
    .orderBy('v.sort_key')
    .orderBy('c.sort_key')
    .orderBy('x.month')
    .execute();
}

/** What was changed at counters of these places. */
function changesAt(db: Db, places: PlacesOnDay) {
  return withAgencies(db, places)
    .selectFrom('quality_decision_counters as x')
    .innerJoin('counters as c', 'c.id', 'x.counter_id')
    .innerJoin('v', 'v.id', 'c.agency_id');
}

/** The same of one decision (`d`) in a query that has `v`: its first such counter is enough. */
function changesSomething(words: readonly string[]) {
  const named = words.length > 0 ? sql` and ${containsWordsOfEither(words)}` : sql``;
  return sql<boolean>`exists (select 1 from quality_decision_counters as x join counters as c on c.id = x.counter_id
    join v on v.id = c.agency_id where x.decision_id = d.id${named})`;
}

function hasOpenObjection() {
  return sql<boolean>`exists (select 1 from objections as o where o.decision_id = d.id and o.answer is null)`;
}
