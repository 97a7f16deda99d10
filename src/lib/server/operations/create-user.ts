/** Makes an account with one role at one agency. */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { Role } from '../auth/access';
import { isRole, ROLES } from '../auth/access';
import { hashPassword } from '../auth/password';
import { newId } from '../new-id';
import type { Db } from '../schema';
import { getAgencyByCode } from '../store/agencies';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent, byCommand } from '../store/audit-events';
import { findUserByEmail, insertRole, insertUser } from '../store/users';
import { inTransaction } from '../transaction';

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly agencyCode: string;
  readonly password: string;
}

/** Returns the user's id. Throws `user-role-unknown`, what `hashPassword` throws, `agency-unknown-code` or `user-exists`. */
export async function createUser(db: Db, user: NewUser, now: Date, by: Doer = byCommand(now)): Promise<string> {
  const { email, name, role, password } = user;
  if (!isRole(role)) throw new Problem('user-role-unknown', { role, known: ROLES.join(', ') });
  if (!/^[^\s@]+@[^\s@]+$/.test(email.trim())) throw new Problem('option-invalid', { option: '--email', value: email });
  return storeUser(db, { ...user, role, passwordHash: await hashPassword(password, { name, email }) }, now, by);
}

type HashedUser = Omit<NewUser, 'password' | 'role'> & { readonly role: Role; readonly passwordHash: string };

/** The same for who was looked at: throws `agency-unknown-code` or `user-exists`. */
export function storeUser(db: Db, user: HashedUser, now: Date, by: Doer = byCommand(now)): Promise<string> {
  const { email, name, role, agencyCode, passwordHash } = user;
  return inTransaction(db, async (trx) => {
    const agency = await getAgencyByCode(trx, agencyCode, localDay(now));
    if (await findUserByEmail(trx, email)) throw new Problem('user-exists', { email });
    const id = newId();
    await insertUser(trx, { id, email, name: name.normalize('NFC').trim(), password_hash: passwordHash, disabled_at: null });
    await insertRole(trx, { userId: id, role, agencyId: agency.id });
    await appendAuditEvent(trx, by, { action: 'user.create', subjectKind: 'user', subjectId: id, agencyId: agency.id, change: { role } });
    return id;
  });
}
