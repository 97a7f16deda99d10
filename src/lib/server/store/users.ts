/** People who sign in, and their roles: each held at one agency, read with that agency's name and place of the day. */
import type { Day } from '../../core/calendar/day';
import { localDay } from '../../core/calendar/day';
import type { Db, UserTable } from '../schema';
import { nameKeys } from './name-keys';

/** Where a role holds: an agency's path (`/{root id}/…/{own id}/`) and its names. */
export interface Place {
  readonly path: string;
  readonly name: { readonly vi: string; readonly en?: string | undefined };
}

export interface Grant {
  readonly role: string;
  readonly agencyId: string;
  readonly place: Place;
}

export interface SignedInUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

/** One e-mail address is one account, however it is typed. */
export function normaliseEmail(typed: string): string {
  // No address is longer, and putting very many marks in order takes long.
  return typed.slice(0, 512).normalize('NFC').trim().toLowerCase();
}

export async function insertUser(db: Db, user: UserTable): Promise<void> {
  await db
    .insertInto('users')
    .values({ ...user, email: normaliseEmail(user.email), ...nameKeys(user.name, user.email) })
    .execute();
}

export async function insertRole(db: Db, role: { userId: string; role: string; agencyId: string }): Promise<void> {
  await db.insertInto('user_roles').values({ user_id: role.userId, role: role.role, agency_id: role.agencyId }).execute();
}

export async function findUser(db: Db, id: string): Promise<UserTable | undefined> {
  return db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
}

/** False: nobody can sign in yet. */
export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function findUserByEmail(db: Db, email: string): Promise<UserTable | undefined> {
  return db.selectFrom('users').selectAll().where('email', '=', normaliseEmail(email)).executeTakeFirst();
}

/**
 * A user who may sign in, with what its roles reach on the day: not a disabled one, nor one without a password. Whoever signed in at the very
 * moment at which the password was taken away is so not in.
 */
export async function findActiveUser(db: Db, userId: string, day: Day = localDay(new Date())): Promise<SignedInUser | undefined> {
  const user = await db
    .selectFrom('users')
    .select(['id', 'email', 'name'])
    .where('id', '=', userId)
    .where('disabled_at', 'is', null)
    .where('password_hash', '<>', '')
    .executeTakeFirst();
  return user && { ...user, grants: await listGrants(db, userId, day) };
}

async function listGrants(db: Db, userId: string, day: Day = localDay(new Date())): Promise<readonly Grant[]> {
  return (await listGrantsOf(db, [userId], day)).get(userId) ?? [];
}

/** By user. A closed agency's roles reach what was below it when it closed; those at an agency that is to come do not reach anything yet. */
export async function listGrantsOf(db: Db, userIds: readonly string[], day: Day): Promise<ReadonlyMap<string, readonly Grant[]>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('user_roles as r')
    .innerJoin('agency_versions as v', 'v.agency_id', 'r.agency_id')
    .select(['r.user_id', 'r.role', 'r.agency_id', 'v.path', 'v.name_vi', 'v.name_en'])
    .where('r.user_id', 'in', userIds)
    .where('v.valid_from', '=', (of) =>
      of
        .selectFrom('agency_versions as latest')
        .select((eb) => eb.fn.max('latest.valid_from').as('valid_from'))
        .whereRef('latest.agency_id', '=', 'r.agency_id')
        .where('latest.valid_from', '<=', day)
    )
    .orderBy('v.path')
    .orderBy('r.role')
    .execute();
  const grants = new Map<string, Grant[]>(userIds.map((id) => [id, []]));
  for (const { user_id, role, agency_id, path, name_vi, name_en } of rows)
    grants.get(user_id)!.push({ role, agencyId: agency_id, place: { path, name: { vi: name_vi, en: name_en } } });
  return grants;
}

/** People who may sign in and hold a role at this very agency. */
export async function countUsersAt(db: Db, agencyId: string): Promise<number> {
  const { n } = await db
    .selectFrom('user_roles as r')
    .innerJoin('users as u', 'u.id', 'r.user_id')
    .select((eb) => eb.fn.count<number>('u.id').distinct().as('n'))
    .where('r.agency_id', '=', agencyId)
    .where('u.disabled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return n;
}

/** Which roles somebody holds at the agency itself. */
export async function listRolesAt(db: Db, agencyId: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('user_roles').select('role').distinct().where('agency_id', '=', agencyId).execute();
  return rows.map(({ role }) => role);
}

/** Whoever holds a role at one of the agencies holds it at the other too. Returns how many roles were added. */
export async function copyRoles(db: Db, fromIds: readonly string[], toId: string): Promise<number> {
  const held = await db.selectFrom('user_roles').select(['user_id', 'role']).distinct().where('agency_id', 'in', fromIds).execute();
  const had = await db.selectFrom('user_roles').select(['user_id', 'role']).where('agency_id', '=', toId).execute();
  const known = new Set(had.map(({ user_id, role }) => `${user_id} ${role}`));
  const rows = held.filter(({ user_id, role }) => !known.has(`${user_id} ${role}`)).map((row) => ({ ...row, agency_id: toId }));
  if (rows.length > 0) await db.insertInto('user_roles').values(rows).execute();
  return rows.length;
}
