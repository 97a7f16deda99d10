/** Opens an account for somebody who chooses the password by the link that goes out. */
import { readName } from '../../core/agency/agency-name';
import { readEmail } from '../../core/account/read-email';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { Role } from '../auth/access';
import { NO_PASSWORD } from '../auth/password';
import { newId } from '../new-id';
import type { Db } from '../schema';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent } from '../store/audit-events';
import { findUserByEmail, insertRole, insertUser } from '../store/users';
import { inTransaction } from '../transaction';
import type { GivenLink, MailSettings } from './send-link';
import { sendLink } from './send-link';

export interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly { readonly role: Role; readonly agencyId: string }[];
}

export interface Invited {
  readonly id: string;
  readonly link: GivenLink;
}

/** Throws `form-invalid` for the name and the e-mail. */
export function readPerson(typed: Pick<Invitation, 'name' | 'email'>): Pick<Invitation, 'name' | 'email'> {
  return readFields({ name: () => readName(typed.name), email: () => readEmail(typed.email) });
}

/** Throws `form-invalid` (name, e-mail, an e-mail that has an account, no role). Whoever calls has seen that `by` may give the roles. */
export async function inviteUser(db: Db, config: MailSettings, invitation: Invitation, by: Doer): Promise<Invited> {
  const { roles } = invitation;
  const { email, name } = readFields<{ email: string; name: string; place: true }>({
    name: () => readName(invitation.name),
    email: () => readEmail(invitation.email),
    place: () => {
      if (roles.length === 0) throw new Problem('role-missing');
      return true;
    }
  });
  return inTransaction(db, async (trx) => {
    const taken = await findUserByEmail(trx, email);
    if (taken) throw new Problem('form-invalid', { count: 1 }, [{ place: 'email', code: 'user-exists', parameters: { email } }]);
    const id = newId();
    await insertUser(trx, { id, email, name, password_hash: NO_PASSWORD, disabled_at: null });
    for (const role of roles) await insertRole(trx, { userId: id, ...role });
    const link = await sendLink(trx, config, id, 'invite', by);
    await appendAuditEvent(trx, by, {
      action: 'user.invite',
      subjectKind: 'user',
      subjectId: id,
      agencyId: roles[0]!.agencyId,
      change: { roles: roles.map(({ role, agencyId }) => `${role} ${agencyId}`), by_mail: link === null }
    });
    return { id, link };
  });
}
