/** The password asked again of somebody who is signed in, before what protects the account is changed: a session alone is not enough. */
import { Problem } from '../../core/problem';
import { wrongField } from '../../core/read-fields';
import { innerLimits } from '../../core/security/inner-limits';
import { formatClock } from '../../i18n/format-points';
import { verifyPassword } from '../auth/password';
import type { Db } from '../schema';
import type { AuditChange } from '../store/audit-events';
import { byUser } from '../store/audit-events';
import type { TriedBy } from '../store/sign-in-failures';
import { countAttempt, forgetAttempt } from '../store/sign-in-failures';
import { appendUserEvent } from '../store/user-events';
import type { SignedInUser } from '../store/users';
import { findUser } from '../store/users';
import { inTransaction } from '../transaction';
import type { SignInLimits } from './sign-in';

/** `place`: the form's field. Throws `form-invalid` with `password-wrong` there; `password-locked` after a few tries. Returns the hash it matched. */
export async function checkOwnPassword(
  db: Db,
  user: SignedInUser,
  place: string,
  password: string,
  limits: SignInLimits,
  now: Date
): Promise<string> {
  if (password === '') throw wrongField(place, 'password-wrong'); // nothing was tried
  const tried: TriedBy = { account: user.id, check: 'password' };
  const { lockedUntil, isLast } = await countAttempt(db, tried, innerLimits(limits), now);
  if (lockedUntil) throw new Problem('password-locked', { time: formatClock(lockedUntil) });
  const stored = await findUser(db, user.id);
  if (!(await verifyPassword(stored?.password_hash, password)) || !stored) {
    const change: AuditChange = isLast ? { locked: true } : {};
    await inTransaction(db, (trx) => appendUserEvent(trx, byUser(user, now), 'user.own-password-fail', user.id, change));
    throw wrongField(place, 'password-wrong');
  }
  await forgetAttempt(db, tried);
  return stored.password_hash;
}
