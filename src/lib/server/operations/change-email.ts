/**
 * Another e-mail address of an account: the person signs in by it from then on, and links that went to the one before open nothing any more.
 * Whoever reads mail there is told that it changed.
 */
import { readEmail } from '../../core/account/read-email';
import { Problem } from '../../core/problem';
import { readFields, wrongField } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { requireRole } from '../auth/access';
import { NO_PASSWORD } from '../auth/password';
import type { Config } from '../config';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { byUser } from '../store/audit-events';
import { insertNotice } from '../store/mail-jobs';
import { revokeTokensOf } from '../store/tokens';
import { lockUser, updateUserEmail } from '../store/user-changes';
import { appendUserEvent } from '../store/user-events';
import { findUserByEmail } from '../store/users';
import { inTransaction } from '../transaction';
import { checkOwnPassword } from './check-own-password';
import { reachUser } from './open-user';
import { readSettings } from './read-settings';
import type { GivenLink } from './send-link';
import { sendLink } from './send-link';

/**
 * `email`; for one's own account `password` too, or a stolen session could have the way back to the account sent elsewhere. Returns the new
 * invitation of somebody who has not chosen a password yet; else undefined. Throws what `reachUser` throws, `user-held-elsewhere`,
 * `form-invalid` (`email`: `user-exists` says no more than that; `password`), `password-locked`.
 */
export async function changeEmailByForm(
  db: Db,
  config: Config,
  asking: Asking,
  id: string,
  form: FormData,
  now: Date
): Promise<GivenLink | undefined> {
  const actor = requireRole(asking, 'user:write');
  const by = byUser(actor, now);
  // Outside the transaction: a refused change must not take back that a password was tried.
  if (actor.id === id) await checkOwnPassword(db, actor, 'password', textField(form, 'password'), await readSettings(db, config), now);
  return inTransaction(db, async (trx) => {
    await lockUser(trx, id);
    const { user, isWhole } = await reachUser(trx, asking, id, now);
    if (!isWhole) throw new Problem('user-held-elsewhere');
    const { email } = readFields({ email: () => readEmail(textField(form, 'email')) });
    const holder = await findUserByEmail(trx, email);
    if (holder?.id === id) return undefined;
    if (holder) throw wrongField('email', 'user-exists', { email });
    await updateUserEmail(trx, { id, name: user.name, email });
    await revokeTokensOf(trx, id, by.at);
    if (config.smtpUrl !== undefined) await insertNotice(trx, { userId: id, notice: 'email-changed', to: user.email }, by.userId, by.at);
    const isInvited = user.password_hash === NO_PASSWORD && user.disabled_at === null;
    const link = isInvited ? await sendLink(trx, config, id, 'invite', by) : undefined;
    await appendUserEvent(trx, by, 'user.email', id);
    return link;
  });
}
