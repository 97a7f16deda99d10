/** The password asked again of somebody who is signed in, before what protects the account is changed: a session alone is not enough. */
import { Problem } from '../../core/problem';
import { wrongField } from '../../core/read-fields';
import { formatClock } from '../../i18n/format-points';
import { verifyPassword } from '../auth/password';
import type { Db } from '../schema';
import type { TriedBy } from '../store/sign-in-failures';
import { countAttempt, forgetAttempt } from '../store/sign-in-failures';
import type { SignedInUser } from '../store/users';
import { findUserByEmail } from '../store/users';
import type { SignInLimits } from './sign-in';

/** `place`: the form's field. Throws `form-invalid` with `password-wrong` there; `password-locked` after as many tries as at sign-in. */
export async function checkOwnPassword(
  db: Db,
  user: SignedInUser,
  place: string,
  password: string,
  { signInAttempts: most, signInLockMinutes: minutes }: SignInLimits,
  now: Date
): Promise<void> {
  if (password === '') throw wrongField(place, 'password-wrong'); // nothing was tried
  const tried: TriedBy = { account: user.id, check: 'password' };
  const { lockedUntil } = await countAttempt(db, tried, { most, minutes }, now);
  if (lockedUntil) throw new Problem('password-locked', { time: formatClock(lockedUntil) });
  const stored = await findUserByEmail(db, user.email);
  if (!(await verifyPassword(stored?.password_hash, password))) throw wrongField(place, 'password-wrong');
  await forgetAttempt(db, tried);
}
