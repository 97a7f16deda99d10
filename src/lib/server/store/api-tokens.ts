/** Tokens by which other programs come in. Nothing here knows a secret: callers hash it. */
import { sql } from 'kysely';
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Day } from '../../core/calendar/day';
import { foldText } from '../../core/vietnamese/fold';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { Db } from '../schema';
import type { ApiTokenTable } from '../schema-dossiers';
import { withAgencies } from './agencies-within';

export async function insertApiToken(db: Db, token: Omit<ApiTokenTable, 'last_used_at' | 'revoked_at'>): Promise<void> {
  await db.insertInto('api_tokens').values({ ...token, last_used_at: null, revoked_at: null }).execute(); // prettier-ignore
}

/** By its hash, whatever has become of it. */
export async function findApiTokenByHash(db: Db, idHash: string): Promise<ApiTokenTable | undefined> {
  return db.selectFrom('api_tokens').selectAll().where('id_hash', '=', idHash).executeTakeFirst();
}

export async function findApiToken(db: Db, id: string): Promise<ApiTokenTable | undefined> {
  return db.selectFrom('api_tokens').selectAll().where('id', '=', id).executeTakeFirst();
}

/** `before`: not written again where it was used after that. */
export async function updateTokenUsed(db: Db, id: string, at: string, before: string): Promise<void> {
  await db
    .updateTable('api_tokens')
    .set({ last_used_at: at })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', before)]))
    .execute();
}

/** False: it was revoked already. */
export async function updateTokenRevoked(db: Db, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows: rows } = await db
    .updateTable('api_tokens')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(rows) === 1;
}

export const TOKEN_COLUMNS = ['name', 'place', 'expires', 'used'] as const;
export type TokenColumn = (typeof TOKEN_COLUMNS)[number];

export const TOKEN_STATES = ['active', 'expired', 'revoked'] as const;
export type TokenState = (typeof TOKEN_STATES)[number];

export interface TokenFilter {
  /** Paths of places; a token is listed by the place it was given. */
  readonly within: readonly string[];
  readonly day: Day;
  readonly now: string;
  readonly state: TokenState | undefined;
}

export type TokenRow = Pick<
  ApiTokenTable,
  'id' | 'name' | 'scope' | 'agency_id' | 'created_at' | 'expires_at' | 'last_used_at' | 'revoked_at'
>;

export async function listTokenPage(db: Db, filter: TokenFilter, query: ListQuery<TokenColumn>): Promise<ListPage<TokenRow>> {
  if (filter.within.length === 0) return { rows: [], total: 0, page: 1 };
  // A province has a handful: their names are looked at here, so that they need no columns of their own.
  const rows = await matching(db, filter)
    .select(['t.id', 't.name', 't.scope', 't.agency_id', 't.created_at', 't.expires_at', 't.last_used_at', 't.revoked_at', 'v.sort_key'])
    .orderBy('t.id')
    .execute();
  const found = rows.filter((row) => query.words.every((word) => foldText(row.name).includes(word)));
  const sorted = found.toSorted(comparing(query.sort.key));
  if (query.sort.descending) sorted.reverse();
  const page = pageWithin(query.page, found.length);
  return { rows: sorted.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), total: found.length, page };
}

type FoundToken = TokenRow & { readonly sort_key: string };

function comparing(key: TokenColumn): (a: FoundToken, b: FoundToken) => number {
  const of: Readonly<Record<TokenColumn, (row: FoundToken) => string>> = {
    name: ({ name }) => name,
    place: ({ sort_key }) => sort_key,
    expires: ({ expires_at }) => expires_at,
    used: ({ last_used_at }) => last_used_at ?? ''
  };
  return (a, b) => (key === 'name' ? compareNames(a.name, b.name) : of[key](a) < of[key](b) ? -1 : of[key](a) > of[key](b) ? 1 : 0);
}

function matching(db: Db, { within, day, now, state }: TokenFilter) {
  const query = withAgencies(db, { within, except: [], day }).selectFrom('api_tokens as t').innerJoin('v', 'v.id', 't.agency_id');
  if (state === 'revoked') return query.where('t.revoked_at', 'is not', null);
  if (state === undefined) return query;
  return query.where('t.revoked_at', 'is', null).where('t.expires_at', state === 'active' ? '>' : '<=', now);
}

/** Dossiers that were registered by it, in all and since. */
export async function countDossiersOf(db: Db, tokenId: string, since: string): Promise<{ readonly all: number; readonly recent: number }> {
  const row = await db
    .selectFrom('dossiers')
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      sql<number>`coalesce(sum(case when registered_at >= ${since} then 1 else 0 end), 0)`.as('recent')
    ])
    .where('token_id', '=', tokenId)
    .executeTakeFirstOrThrow();
  return { all: Number(row.all), recent: Number(row.recent) };
}
