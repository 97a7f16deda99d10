/**
 * What changes of an account: its name, its roles, whether it is open. A province keeps an administrator who can sign in: what would take
 * the last one away is refused, also where two people do it at once.
 */
import { readName } from '../../core/agency/agency-name';
import { existsOn } from '../../core/agency/agency';
import { ancestorsOf, isWithin } from '../../core/agency/path';
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { Role } from '../auth/access';
import { NO_PASSWORD } from '../auth/password';
import type { Db, UserTable } from '../schema';
import { findAgency, LAST_DAY, listAgenciesOf } from '../store/agencies';
import type { AuditChange, Doer } from '../store/audit-events';
import { appendAuditEvent } from '../store/audit-events';
import { deleteSessions } from '../store/sessions';
import { revokeTokensOf } from '../store/tokens';
import { countActiveHolders, deleteRole, listRolesOf, lockAgency } from '../store/user-changes';
import { updateUserDisabled, updateUserName, updateUserPassword } from '../store/user-changes';
import { findUser, insertRole, listGrantsOf } from '../store/users';
import { inTransaction } from '../transaction';
import type { GivenLink, MailSettings } from './send-link';
import { sendLink } from './send-link';

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

/**
 * Takes roles away and gives others; who held what is not touched otherwise. Whoever looked after the account before may have chosen its
 * password, so that one that gets a role beyond the places it held has none until its person chooses another by a new link
 * (docs/decisions/0019-who-an-account-belongs-to.md). Returns that link; undefined: none was needed. Throws `user-not-found`, `role-missing`,
 * `last-administrator`.
 */
export async function changeRoles(
  db: Db,
  config: MailSettings,
  userId: string,
  { give, take }: { readonly give: readonly HeldRole[]; readonly take: readonly HeldRole[] },
  by: Doer
): Promise<GivenLink | undefined> {
  return keepingAdministrators(db, userId, by, async (trx) => {
    const user = await getUser(trx, userId);
    const held = await listRolesOf(trx, userId);
    const has = (wanted: HeldRole) => held.some((one) => isSame(one, wanted));
    const taken = take.filter((one) => has(one) && !give.some((other) => isSame(one, other)));
    const given = give.filter((one, i) => !has(one) && give.findIndex((other) => isSame(one, other)) === i);
    if (held.length + given.length - taken.length === 0) throw new Problem('role-missing');
    const isBeyond = await reachesBeyond(trx, userId, given, by);
    for (const role of taken) await deleteRole(trx, userId, role);
    for (const role of given) await insertRole(trx, { userId, ...role });
    // A link that was made for less must not open more.
    if (given.length > 0) await revokeTokensOf(trx, userId, by.at);
    if (isBeyond) {
      await updateUserPassword(trx, userId, NO_PASSWORD);
      await deleteSessions(trx, userId);
    }
    const isWaiting = given.length > 0 && user.password_hash === NO_PASSWORD;
    const why = user.password_hash === NO_PASSWORD ? undefined : 'roles';
    const link = (isBeyond || isWaiting) && user.disabled_at === null ? await sendLink(trx, config, userId, 'invite', by, why) : undefined;
    const change = { given: given.map(asText), taken: taken.map(asText), ...(isBeyond ? { password_cleared: true } : {}) };
    if (taken.length + given.length > 0) await record(trx, by, 'user.roles', userId, change, (taken[0] ?? given[0])?.agencyId);
    return link;
  });
}

/** Whether one of the roles is at a place that lies within none where the person held any. */
async function reachesBeyond(trx: Db, userId: string, given: readonly HeldRole[], { at }: Doer): Promise<boolean> {
  const day = localDay(new Date(at));
  const held = (await listGrantsOf(trx, [userId], day)).get(userId) ?? [];
  for (const { agencyId } of given) {
    const agency = (await findAgency(trx, agencyId, day)) ?? (await findAgency(trx, agencyId, LAST_DAY));
    if (!agency || !held.some(({ place }) => isWithin(agency.path, place.path))) return true;
  }
  return false;
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
async function keepingAdministrators<T>(db: Db, userId: string, by: Doer, work: (trx: Db) => Promise<T>): Promise<T> {
  const day = localDay(new Date(by.at));
  const held = (await listGrantsOf(db, [userId], day)).get(userId) ?? [];
  const provinces = [...new Set(held.filter(({ place }) => ancestorsOf(place.path).length === 0).map(({ agencyId }) => agencyId))];
  // One that went into another province needs nobody any more.
  const roots = (await listAgenciesOf(db, provinces, day)).filter((one) => existsOn(one, day)).map(({ id }) => id).toSorted(); // prettier-ignore
  return inTransaction(db, async (trx) => {
    for (const root of roots) await lockAgency(trx, root);
    const before = await countEach(trx, roots);
    const done = await work(trx);
    const after = await countEach(trx, roots);
    if (roots.some((_, i) => before[i]! > 0 && after[i] === 0)) throw new Problem('last-administrator');
    return done;
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
