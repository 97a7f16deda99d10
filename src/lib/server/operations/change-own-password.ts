/** A person's own password, changed by who knows the old one. The other sessions end. */
import { Problem } from '../../core/problem';
import { wrongField } from '../../core/read-fields';
import { hashPassword } from '../auth/password';
import type { Db } from '../schema';
import { byUser } from '../store/audit-events';
import { deleteSessions } from '../store/sessions';
import { appendUserEvent } from '../store/user-events';
import type { SignedInUser } from '../store/users';
import { findUser } from '../store/users';
import { lockUser, updateUserPassword } from '../store/user-changes';
import { inTransaction } from '../transaction';
import { checkOwnPassword } from './check-own-password';
import type { SignInLimits } from './sign-in';

export interface PasswordChange {
  readonly old: string;
  readonly new: string;
  readonly again: string;
  /** The hash of the session that stays. */
  readonly session: string;
}

/** Throws `form-invalid` (`password-wrong` at `old`, `password-differs` at `again`, the rules for passwords at `new`), `password-locked`. */
export async function changeOwnPassword(
  db: Db,
  user: SignedInUser,
  change: PasswordChange,
  limits: SignInLimits,
  now: Date
): Promise<void> {
  const checked = await checkOwnPassword(db, user, 'old', change.old, limits, now);
  if (change.new !== change.again) throw wrongField('again', 'password-differs');
  const hash = await hashNewPassword(change.new, user);
  await inTransaction(db, async (trx) => {
    await lockUser(trx, user.id);
    // It may have been taken away meanwhile, from whoever has the session.
    if ((await findUser(trx, user.id))?.password_hash !== checked) throw wrongField('old', 'password-wrong');
    await updateUserPassword(trx, user.id, hash);
    const sessions = await deleteSessions(trx, user.id, change.session);
    await appendUserEvent(trx, byUser(user, now), 'user.password-change', user.id, { sessions });
  });
}

async function hashNewPassword(password: string, owner: SignedInUser): Promise<string> {
  try {
    return await hashPassword(password, owner);
  } catch (failure) {
    if (failure instanceof Problem) throw wrongField('new', failure.code, failure.parameters);
    throw failure;
  }
}
