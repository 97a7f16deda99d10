/** What changes of an account. The audit event and the rules are the operation's. */
import type { Db } from '../schema';
import { nameKeys } from './name-keys';
import { normaliseEmail } from './users';

export async function updateUserName(db: Db, user: { readonly id: string; readonly name: string; readonly email: string }): Promise<void> {
  await db
    .updateTable('users')
    .set({ name: user.name, ...nameKeys(user.name, user.email) })
    .where('id', '=', user.id)
    .execute();
}

export async function updateUserEmail(
  trx: Db,
  user: { readonly id: string; readonly name: string; readonly email: string }
): Promise<void> {
  await trx
    .updateTable('users')
    .set({ email: normaliseEmail(user.email), ...nameKeys(user.name, user.email) })
    .where('id', '=', user.id)
    .execute();
}

/** `at` null: the account is open again. */
export async function updateUserDisabled(db: Db, userId: string, at: string | null): Promise<void> {
  await db.updateTable('users').set({ disabled_at: at }).where('id', '=', userId).execute();
}

export async function updateUserPassword(db: Db, userId: string, passwordHash: string): Promise<void> {
  await db.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', userId).execute();
}

interface Role {
  readonly role: string;
  readonly agencyId: string;
}

/** All of them, wherever they are held. */
export async function listRolesOf(db: Db, userId: string): Promise<readonly Role[]> {
  return db.selectFrom('user_roles').select(['role', 'agency_id as agencyId']).where('user_id', '=', userId).execute();
}

export async function deleteRole(db: Db, userId: string, { role, agencyId }: Role): Promise<void> {
  await db.deleteFrom('user_roles').where('user_id', '=', userId).where('role', '=', role).where('agency_id', '=', agencyId).execute();
}

/**
 * In a transaction that changes an account by what its roles allow, first: whoever else is about to waits until it has ended, and then sees
 * what it holds. Nothing is changed.
 */
export async function lockUser(trx: Db, userId: string): Promise<void> {
  await trx
    .updateTable('users')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('id', '=', userId)
    .execute();
}

/**
 * In a transaction that may take a province's administrator away, first: whoever else is about to waits until it has ended, and then
 * counts anew. Nothing is changed.
 */
export async function lockAgency(trx: Db, agencyId: string): Promise<void> {
  await trx
    .updateTable('agencies')
    .set((eb) => ({ kind: eb.ref('kind') }))
    .where('id', '=', agencyId)
    .execute();
}

/** People who can sign in now and hold the role at that very agency. */
export async function countActiveHolders(db: Db, role: string, agencyId: string): Promise<number> {
  const { n } = await db
    .selectFrom('user_roles as r')
    .innerJoin('users as u', 'u.id', 'r.user_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('r.agency_id', '=', agencyId)
    .where('r.role', '=', role)
    .where('u.disabled_at', 'is', null)
    .where('u.password_hash', '<>', '')
    .executeTakeFirstOrThrow();
  return n;
}
