/** People who hold a role within a person's places, and what one may do with them. */
import { localDay } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { readListQuery } from '../../core/list-query';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { isWithin } from '../../core/agency/path';
import type { Asking, Role } from '../auth/access';
import { requireRole, ROLES, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import type { UserColumn, UserRow, UserState } from '../store/user-list';
import { listUserPage, USER_COLUMNS, USER_STATES } from '../store/user-list';
import { listGrantsOf } from '../store/users';
import { findPlacePaths } from './find-places';
import { listLockedUsers } from './unlock-user';

export interface HeldRoleView {
  readonly role: string;
  readonly place: LocalizedText;
}

/** `locked`: failed sign-ins lock it for a while. */
export type ListedUser = Omit<UserRow, 'state'> & { readonly state: UserState | 'locked'; readonly roles: readonly HeldRoleView[] };

export interface OpenedUsers {
  readonly list: ListPage<ListedUser> & Pick<ListQuery<UserColumn>, 'text' | 'sort'>;
  /** What one may choose of. */
  readonly roles: readonly Role[];
  readonly role: Role | undefined;
  readonly state: UserState | undefined;
  /** What was typed of a place whose tree is to be listed. */
  readonly place: string;
}

/** `?place=` is what was typed of an agency's name. Throws `sign-in-needed`, `role-not-enough`. */
export async function openUsers(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<OpenedUsers> {
  const user = requireRole(asking, 'user:read');
  const day = localDay(now);
  const held = scopesOf(user, 'user:read');
  const place = (query.get('place') ?? '').slice(0, 100);
  const asked = readListQuery(query, USER_COLUMNS, { key: 'name', descending: false });
  const role = ROLES.find((one) => one === query.get('role'));
  const state = USER_STATES.find((one) => one === query.get('state'));
  const scopes = place.trim() === '' ? held : (await findPlacePaths(db, held, place, day)).paths;
  const page = await listUserPage(db, { scopes, day, role, state }, asked);
  const grants = await listGrantsOf(db, page.rows.map(({ id }) => id), day); // prettier-ignore
  // Of what somebody holds elsewhere nothing is said here.
  const rolesOf = (id: string): readonly HeldRoleView[] =>
    (grants.get(id) ?? [])
      .filter((grant) => held.some((scope) => isWithin(grant.place.path, scope)))
      .map((grant) => ({ role: grant.role, place: grant.place.name }));
  // As on the person's page: a lock is for those who look after the whole account.
  const isWhole = ({ id }: UserRow) => rolesOf(id).length === grants.get(id)?.length;
  const locked = await listLockedUsers(db, page.rows.filter((row) => row.state === 'active' && isWhole(row)), now); // prettier-ignore
  const rows = page.rows.map((row) => ({ ...row, state: locked.has(row.id) ? ('locked' as const) : row.state, roles: rolesOf(row.id) }));
  return { list: { ...page, rows, text: asked.text, sort: asked.sort }, roles: ROLES, role, state, place };
}
