/** What a link opens: an account's password is chosen, once. Every session of the person ends, and so does every other link. */
import type { LinkKind } from '../../core/account/link-life';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import { hashPassword } from '../auth/password';
import { hashSecret, isSecret } from '../auth/link-secret';
import type { Db, UserTable } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { deleteSessions } from '../store/sessions';
import { findToken, revokeTokensOf, takeToken } from '../store/tokens';
import { listRolesOf, updateUserPassword } from '../store/user-changes';
import { findUser } from '../store/users';
import { inTransaction } from '../transaction';
import { clearSignInFailures } from './unlock-user';

const KINDS = ['invite', 'reset'] as const satisfies readonly LinkKind[];

export interface OpenedLink {
  readonly kind: LinkKind;
  readonly name: string;
  readonly email: string;
}

/** Looking opens nothing: mail programs look at links before people do. Throws `link-invalid`. */
export async function openLink(db: Db, secret: string, now: Date): Promise<OpenedLink> {
  const { user, kind } = await find(db, secret, now);
  return { kind, name: user.name, email: user.email };
}

/** Throws `link-invalid`, `form-invalid` (`password`, `again`). */
export async function setPasswordByLink(
  db: Db,
  secret: string,
  typed: { readonly password: string; readonly again: string },
  now: Date
): Promise<void> {
  const { user, kind } = await find(db, secret, now);
  const passwordHash = await choosePassword(typed, user);
  await inTransaction(db, async (trx) => {
    const taken = await takeToken(trx, hashSecret(secret), KINDS, now.toISOString());
    if (!taken) throw new Problem('link-invalid');
    await updateUserPassword(trx, user.id, passwordHash);
    await deleteSessions(trx, user.id);
    await revokeTokensOf(trx, user.id, now.toISOString());
    await clearSignInFailures(trx, user, 'first');
    const [first] = await listRolesOf(trx, user.id);
    const event = { action: 'user.set-password', subjectKind: 'user', subjectId: user.id, agencyId: first?.agencyId ?? null };
    await appendAuditEvent(trx, byUser(user, now), { ...event, change: { by: kind } });
  });
}

/** The hash of a password that was typed twice. Throws `form-invalid` at `password` or `again`. */
export async function choosePassword(
  { password, again }: { readonly password: string; readonly again: string },
  owner: { readonly name: string; readonly email: string }
): Promise<string> {
  const hash = await hashPassword(password, owner).catch((failure: unknown) => {
    if (!(failure instanceof Problem)) throw failure;
    throw new Problem('form-invalid', { count: 1 }, [{ place: 'password', code: failure.code, parameters: failure.parameters }]);
  });
  readFields({
    again: () => {
      if (again.normalize('NFC') !== password.normalize('NFC')) throw new Problem('password-differs');
    }
  });
  return hash;
}

async function find(db: Db, secret: string, now: Date): Promise<{ readonly user: UserTable; readonly kind: LinkKind }> {
  const token = isSecret(secret) ? await findToken(db, hashSecret(secret), KINDS, now.toISOString()) : undefined;
  const user = token?.user_id ? await findUser(db, token.user_id) : undefined;
  if (!token || !user || user.disabled_at !== null || token.kind === 'set-up') throw new Problem('link-invalid');
  return { user, kind: token.kind };
}
