/**
 * What changes of an account: its name, its roles, whether it is open. A province keeps an administrator who can sign in: what would take
 * the last one away is refused, also where two people do it at once.
 */
import { readName } from '../../core/agency/agency-name';
import { ancestorsOf } from '../../core/agency/path';
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { Role } from '../auth/access';
import type { Db, UserTable } from '../schema';
import type { AuditChange, Doer } from '../store/audit-events';
import { appendAuditEvent } from '../store/audit-events';
import { deleteSessions } from '../store/sessions';
import { revokeTokensOf } from '../store/tokens';
import { countActiveHolders, deleteRole, listRolesOf, lockAgency, updateUserDisabled, updateUserName } from '../store/user-changes';
import { findUser, insertRole, listGrantsOf } from '../store/users';
import { inTransaction } from '../transaction';

export interface HeldRole {
  readonly role: Role | string;
  readonly agencyId: string;
}

/** Throws `form-invalid`, `user-not-found`. */
export async function renameUser(db: Db, userId: string, typed: string, by: Doer): Promise<void> {
  const { name } = readFields({ name: () => readName(typed) });
  await inTransaction(db, async (trx) => {
    const user = await getUser(trx, userId);
    if (user.name === name) return;
    await updateUserName(trx, { id: userId, name, email: user.email });
    await record(trx, by, 'user.rename', userId, { fields: ['name'] });
  });
}

/** Takes roles away and gives others; who held what is not touched otherwise. Throws `user-not-found`, `role-missing`, `last-administrator`. */
export async function changeRoles(
  db: Db,
  userId: string,
  { give, take }: { readonly give: readonly HeldRole[]; readonly take: readonly HeldRole[] },
  by: Doer
): Promise<void> {
  await keepingAdministrators(db, userId, by, async (trx) => {
    await getUser(trx, userId);
    const held = await listRolesOf(trx, userId);
    const has = (wanted: HeldRole) => held.some((one) => isSame(one, wanted));
    const taken = take.filter((one) => has(one) && !give.some((other) => isSame(one, other)));
    const given = give.filter((one, i) => !has(one) && give.findIndex((other) => isSame(one, other)) === i);
    if (held.length + given.length - taken.length === 0) throw new Problem('role-missing');
    for (const role of taken) await deleteRole(trx, userId, role);
    for (const role of given) await insertRole(trx, { userId, ...role });
    // A link that was made for less must not open more.
    if (given.length > 0) await revokeTokensOf(trx, userId, by.at);
    if (taken.length + given.length > 0)
      await record(trx, by, 'user.roles', userId, { given: given.map(asText), taken: taken.map(asText) }, (taken[0] ?? given[0])?.agencyId);
  });
}

/** Nobody can sign in as this person any more, sessions and links end. Throws `user-not-found`, `user-self`, `last-administrator`. */
export async function disableUser(db: Db, userId: string, by: Doer): Promise<void> {
  if (by.userId === userId) throw new Problem('user-self');
  await keepingAdministrators(db, userId, by, async (trx) => {
    const user = await getUser(trx, userId);
    if (user.disabled_at !== null) return;
    await updateUserDisabled(trx, userId, by.at);
    await deleteSessions(trx, userId);
    await revokeTokensOf(trx, userId, by.at);
    await record(trx, by, 'user.disable', userId, {});
  });
}

/** Throws `user-not-found`. */
export async function enableUser(db: Db, userId: string, by: Doer): Promise<void> {
  await inTransaction(db, async (trx) => {
    const user = await getUser(trx, userId);
    if (user.disabled_at === null) return;
    await updateUserDisabled(trx, userId, null);
    await record(trx, by, 'user.enable', userId, {});
  });
}

async function getUser(db: Db, userId: string): Promise<UserTable> {
  const user = await findUser(db, userId);
  if (!user) throw new Problem('user-not-found');
  return user;
}

/** Whoever else is about to take an administrator of the same province away waits at the lock, and then counts without this one. */
async function keepingAdministrators(db: Db, userId: string, by: Doer, work: (trx: Db) => Promise<void>): Promise<void> {
  const provinces = (await listGrantsOf(db, [userId], localDay(new Date(by.at)))).get(userId) ?? [];
  const roots = [...new Set(provinces.filter(({ place }) => ancestorsOf(place.path).length === 0).map(({ agencyId }) => agencyId))].sort();
  await inTransaction(db, async (trx) => {
    for (const root of roots) await lockAgency(trx, root);
    const before = await countEach(trx, roots);
    await work(trx);
    const after = await countEach(trx, roots);
    if (roots.some((_, i) => before[i]! > 0 && after[i] === 0)) throw new Problem('last-administrator');
  });
}

async function countEach(trx: Db, roots: readonly string[]): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const root of roots) counts.push(await countActiveHolders(trx, 'administrator', root));
  return counts;
}

const isSame = (a: HeldRole, b: HeldRole): boolean => a.role === b.role && a.agencyId === b.agencyId;
const asText = ({ role, agencyId }: HeldRole): string => `${role} ${agencyId}`;

/** Told where the change is; else where the person holds a role. */
async function record(trx: Db, by: Doer, action: string, userId: string, change: AuditChange, place?: string): Promise<void> {
  const [first] = await listRolesOf(trx, userId);
  await appendAuditEvent(trx, by, { action, subjectKind: 'user', subjectId: userId, agencyId: place ?? first?.agencyId ?? null, change });
}
