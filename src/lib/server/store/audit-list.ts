/** Audit events as the office's page lists them: by time, who, what, where, and words. Reading only. */
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ListPage } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Db } from '../schema';
import { LAST_DAY, startsWith } from './agencies';
import { isShown } from './agencies-within';
import { containsWords } from './name-keys';

export interface AuditFilter {
  /** Paths within which the reader may see events. */
  readonly scopes: readonly string[];
  /** Also those that lie at no agency. */
  readonly ofTheWhole: boolean;
  /** ISO times: from, and before. */
  readonly from: string | undefined;
  readonly before: string | undefined;
  readonly userId: string | undefined;
  /** `agency.rename`, or `agency.` for all that begins so. */
  readonly action: string | undefined;
  /** Of one agency and all below it. */
  readonly agencyPath: string | undefined;
  /** Each must be found: in a name of who or of what, or among the words of these actions. */
  readonly words: readonly { readonly word: string; readonly actions: readonly string[] }[];
}

export interface AuditRow {
  readonly number: number;
  readonly at: string;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly agencyId: string | null;
  /** JSON. */
  readonly change: string;
}

/** In the order in which they happened, or the latest first. */
export async function listAuditPage(db: Db, filter: AuditFilter, asked: number, order: 'asc' | 'desc'): Promise<ListPage<AuditRow>> {
  const { total } = await matching(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = pageWithin(asked, total);
  return { rows: await listRows(db, filter, order, PAGE_SIZE, (page - 1) * PAGE_SIZE), total, page };
}

/** The latest first, at most so many. */
export async function listAuditRows(db: Db, filter: AuditFilter, most: number): Promise<readonly AuditRow[]> {
  return listRows(db, filter, 'desc', most, 0);
}

async function listRows(db: Db, filter: AuditFilter, order: 'asc' | 'desc', limit: number, offset: number): Promise<readonly AuditRow[]> {
  return (
    db
      .selectFrom('audit_events as e')
      .leftJoin('users as u', 'u.id', 'e.user_id')
      // Of many events only the numbers are sorted: an index holds them.
      .where('e.number', 'in', matching(db, filter).select('e.number').orderBy('e.number', order).limit(limit).offset(offset))
      .select(['e.number', 'e.at', 'e.user_id as userId', 'u.name as userName', 'e.action', 'e.change'])
      .select(['e.subject_kind as subjectKind', 'e.subject_id as subjectId', 'e.agency_id as agencyId'])
      .orderBy('e.number', order)
      .execute()
  );
}

function matching(db: Db, filter: AuditFilter) {
  const { scopes, ofTheWhole, from, before, userId, action, agencyPath, words } = filter;
  let query = db.selectFrom('audit_events as e');
  query = query.where(reachable(scopes, ofTheWhole));
  if (from !== undefined) query = query.where('e.at', '>=', from);
  if (before !== undefined) query = query.where('e.at', '<', before);
  if (userId !== undefined) query = query.where('e.user_id', '=', userId);
  if (action !== undefined)
    query = action.endsWith('.') ? query.where(startsWith('e.action', action)) : query.where('e.action', '=', action);
  if (agencyPath !== undefined) query = query.where(reachable([agencyPath], false));
  for (const { word, actions } of words) query = query.where(saying(word, actions));
  return query;
}

/** Where the agency stands now. */
function reachable(paths: readonly string[], ofTheWhole: boolean): RawBuilder<boolean> {
  if (paths.length === 0) return sql<boolean>`1 = 0`;
  const within = sql.join(paths.map((path) => startsWith('v.path', path)), sql` or `); // prettier-ignore
  const here = sql`e.agency_id in (select v.agency_id from agency_versions as v where (${within}) and ${isShown('v', LAST_DAY)})`;
  return ofTheWhole ? sql<boolean>`(${here} or e.agency_id is null)` : sql<boolean>`(${here})`;
}

/** Each list of ids is looked up once, not for every event. */
function saying(word: string, actions: readonly string[]): RawBuilder<boolean> {
  const found = (column: string) => containsWords(column, [word]);
  const agencies = sql`select n.agency_id from agency_versions as n where ${found('n.search_text')}`;
  const users = sql`select n.id from users as n where ${found('n.search_text')}`;
  const counters = sql`select n.id from counters as n where ${found('n.search_text')}`;
  const surveys = sql`select n.id from surveys as n where ${found('n.search_text')}`;
  const places = [
    sql`e.user_id in (${users})`,
    sql`e.agency_id in (${agencies})`,
    ...[agencies, users, counters, surveys].map((ids) => sql`e.subject_id in (${ids})`),
    ...(actions.length === 0 ? [] : [sql`e.action in (${sql.join(actions)})`])
  ];
  return sql<boolean>`(${sql.join(places, sql` or `)})`;
}
