/** People as the office's list shows them: a page of those who hold a role within some places, by what an address asks. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Db } from '../schema';
import { startsWith } from './agencies';
import { isShown } from './agencies-within';
import { containsWords } from './name-keys';

export const USER_COLUMNS = ['name', 'email'] as const;
export type UserColumn = (typeof USER_COLUMNS)[number];

export const USER_STATES = ['active', 'invited', 'disabled'] as const;
export type UserState = (typeof USER_STATES)[number];

export interface UserFilter {
  /** Paths within which a role must be held; none: nobody is listed. */
  readonly scopes: readonly string[];
  readonly day: Day;
  readonly role: string | undefined;
  readonly state: UserState | undefined;
}

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: UserState;
}

export async function listUserPage(db: Db, filter: UserFilter, query: ListQuery<UserColumn>): Promise<ListPage<UserRow>> {
  if (filter.scopes.length === 0) return { rows: [], total: 0, page: 1 };
  const { total } = await matching(db, filter, query.words)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = pageWithin(query.page, total);
  const column = { name: 'u.sort_key', email: 'u.email' } as const;
  const rows = await matching(db, filter, query.words)
    .select(['u.id', 'u.name', 'u.email', 'u.password_hash', 'u.disabled_at'])
    .orderBy(column[query.sort.key], query.sort.descending ? 'desc' : 'asc')
    .orderBy('u.id')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  return { rows: rows.map(({ id, name, email, ...row }) => ({ id, name, email, state: userState(row) })), total, page };
}

export function userState(user: { readonly password_hash: string; readonly disabled_at: string | null }): UserState {
  if (user.disabled_at !== null) return 'disabled';
  return user.password_hash === '' ? 'invited' : 'active';
}

function matching(db: Db, { scopes, day, role, state }: UserFilter, words: readonly string[]) {
  const within = sql.join(scopes.map((scope) => startsWith('v.path', scope)), sql` or `); // prettier-ignore
  const ofRole = role === undefined ? sql`1 = 1` : sql`r.role = ${role}`;
  let query = db
    .selectFrom('users as u')
    .where(
      sql<boolean>`exists (select 1 from user_roles as r join agency_versions as v on v.agency_id = r.agency_id
        and ${isShown('v', day)}
        where r.user_id = u.id and ${ofRole} and (${within}))`
    )
    .where(containsWords('u.search_text', words));
  if (state === 'disabled') query = query.where('u.disabled_at', 'is not', null);
  if (state === 'active' || state === 'invited')
    query = query.where('u.disabled_at', 'is', null).where('u.password_hash', state === 'invited' ? '=' : '<>', '');
  return query;
}
