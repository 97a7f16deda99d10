/** Agencies as the office's pages list them: a page of them by what an address asks, or a tree with how many counters each has. */
import type { Day } from '../../core/calendar/day';
import type { TreeAgency } from '../../core/agency/agency-tree';
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { AgencyTable, Db } from '../schema';
import { startsWith } from './agencies';
import { isShown } from './agencies-within';
import { containsWords } from './name-keys';

export const AGENCY_COLUMNS = ['name', 'code', 'from'] as const;
export type AgencyColumn = (typeof AGENCY_COLUMNS)[number];

export interface AgencyFilter {
  /** Paths within which to list. */
  readonly scopes: readonly string[];
  readonly day: Day;
  readonly kind: AgencyTable['kind'] | undefined;
  readonly state: 'open' | 'closed' | 'coming' | undefined;
}

export interface AgencyRow {
  readonly id: string;
  readonly code: string;
  readonly kind: AgencyTable['kind'];
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly parentId: string | null;
  readonly parentVi: string | null;
  readonly parentEn: string | null;
  readonly counters: number;
}

export async function listAgencyPage(db: Db, filter: AgencyFilter, query: ListQuery<AgencyColumn>): Promise<ListPage<AgencyRow>> {
  const { total } = await matching(db, filter, query.words)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = pageWithin(query.page, total);
  const column = { name: 'v.sort_key', code: 'a.code', from: 'a.valid_from' } as const;
  const direction = query.sort.descending ? 'desc' : 'asc';
  const rows = await matching(db, filter, query.words)
    .select(['a.id', 'a.code', 'a.kind', 'a.valid_from as validFrom', 'a.valid_to as validTo'])
    .select(['v.name_vi as nameVi', 'v.name_en as nameEn', 'v.parent_id as parentId'])
    .orderBy(column[query.sort.key], direction)
    .orderBy('a.code', direction)
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  // Of one page only.
  const parents = await nameParents(db, rows.flatMap(({ parentId }) => parentId ?? []), filter.day); // prettier-ignore
  const counters = await countCountersOf(db, rows.map(({ id }) => id), filter.day); // prettier-ignore
  const nothing = { parentVi: null, parentEn: null };
  return {
    rows: rows.map((row) => ({ ...row, ...(parents.get(row.parentId ?? '') ?? nothing), counters: counters.get(row.id) ?? 0 })),
    total,
    page
  };
}

async function nameParents(db: Db, ids: readonly string[], day: Day) {
  if (ids.length === 0) return new Map<string, Pick<AgencyRow, 'parentVi' | 'parentEn'>>();
  const rows = await db
    .selectFrom('agency_versions as v')
    .select(['v.agency_id as id', 'v.name_vi as parentVi', 'v.name_en as parentEn'])
    .where('v.agency_id', 'in', [...new Set(ids)])
    .where(isShown('v', day))
    .execute();
  return new Map(rows.map(({ id, ...names }) => [id, names]));
}

/** Without those closed before the day. */
async function countCountersOf(db: Db, agencyIds: readonly string[], day: Day): Promise<ReadonlyMap<string, number>> {
  if (agencyIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('counters as c')
    .select((eb) => ['c.agency_id', eb.fn.countAll<number>().as('n')])
    .where('c.agency_id', 'in', agencyIds)
    .where((eb) => eb.or([eb('c.closed_on', 'is', null), eb('c.closed_on', '>=', day)]))
    .groupBy('c.agency_id')
    .execute();
  return new Map(rows.map(({ agency_id, n }) => [agency_id, Number(n)]));
}

/** Codes of all that fit, by name. */
export async function listAgencyCodes(db: Db, filter: AgencyFilter, words: readonly string[], most: number): Promise<readonly string[]> {
  const rows = await matching(db, filter, words).select('a.code').orderBy('v.sort_key').orderBy('a.code').limit(most).execute();
  return rows.map(({ code }) => code);
}

/** Each agency of the scopes in its version of the day (one that is to come: in its first), as far as it fits. */
function matching(db: Db, { scopes, day, kind, state }: AgencyFilter, words: readonly string[]) {
  let query = db
    .selectFrom('agencies as a')
    .innerJoin('agency_versions as v', (join) => join.onRef('v.agency_id', '=', 'a.id').on(isShown('v', day)))
    .where((eb) => eb.or(scopes.map((scope) => startsWith('v.path', scope))))
    .where(containsWords('v.search_text', words));
  if (kind) query = query.where('a.kind', '=', kind);
  if (state === 'coming') query = query.where('a.valid_from', '>', day);
  if (state === 'closed') query = query.where('a.valid_to', '<', day);
  if (state === 'open')
    query = query.where('a.valid_from', '<=', day).where((eb) => eb.or([eb('a.valid_to', 'is', null), eb('a.valid_to', '>=', day)]));
  return query;
}

/** The agency of this path and those below it that exist on the day, by name. */
export async function listTreeAgencies(db: Db, path: string, day: Day): Promise<readonly TreeAgency[]> {
  const rows = await matching(db, { scopes: [path], day, kind: undefined, state: 'open' }, [])
    .select(['a.id', 'a.code', 'a.kind', 'v.name_vi', 'v.name_en', 'v.parent_id as parentId'])
    .orderBy('v.sort_key')
    .orderBy('a.code')
    .execute();
  return rows.map(({ name_vi: vi, name_en: en, ...row }) => ({ ...row, name: { vi, en } }));
}

/** How many counters each agency has open on the day; agencies without one are left out. */
export async function countOpenCounters(db: Db, scope: string, day: Day): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('counters as c')
    .select((eb) => ['c.agency_id', eb.fn.countAll<number>().as('counters')])
    .where('c.agency_id', 'in', (of) => of.selectFrom('agency_versions as v').select('v.agency_id').where(startsWith('v.path', scope)))
    .where('c.opened_on', '<=', day)
    .where((eb) => eb.or([eb('c.closed_on', 'is', null), eb('c.closed_on', '>=', day)]))
    .groupBy('c.agency_id')
    .execute();
  return new Map(rows.map(({ agency_id, counters }) => [agency_id, counters]));
}
