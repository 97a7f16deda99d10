/** The forms of a person's own account: the password, sessions, the second factor. What they ask for is checked by the operations. */
import { requireSignedIn } from '../auth/access';
import type { Asking } from '../auth/access';
import type { Config } from '../config';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { byUser } from '../store/audit-events';
import { changeOwnPassword } from './change-own-password';
import { addSecondFactor, removeSecondFactor, renewRecoveryCodes } from './change-second-factor';
import { endOwnSession, endUserSessions } from './end-user-sessions';
import { readSettings } from './read-settings';

export type AccountChange = 'password' | 'session' | 'sessions';
export type SecondFactorChange = 'add' | 'renew' | 'remove';

/** `session`: the hash of the asking one, which stays. Throws what the operations throw. */
export async function changeAccount(
  db: Db,
  asking: Asking,
  config: Config,
  change: AccountChange,
  form: FormData,
  session: string,
  now: Date
): Promise<AccountChange> {
  const user = requireSignedIn(asking);
  const text = (name: string) => textField(form, name);
  if (change === 'session') await endOwnSession(db, user, text('id'), now);
  else if (change === 'sessions') await endUserSessions(db, user.id, byUser(user, now), session);
  else {
    const typed = { old: text('old'), new: text('new'), again: text('again'), session };
    await changeOwnPassword(db, user, typed, await readSettings(db, config), now);
  }
  return change;
}

/** Returns the recovery codes to show; none where the second factor was taken off. Throws what the operations throw. */
export async function changeSecondFactor(
  db: Db,
  asking: Asking,
  { config, secrets }: { readonly config: Config; readonly secrets: SecretBox | undefined },
  change: SecondFactorChange,
  form: FormData,
  session: string,
  now: Date
): Promise<readonly string[]> {
  const user = requireSignedIn(asking);
  const text = (name: string) => textField(form, name).slice(0, 1_024);
  const proof = { password: text('password'), code: text('code') };
  const limits = await readSettings(db, config);
  if (change === 'add') return addSecondFactor(db, secrets, user, { ...proof, sealed: text('sealed'), session }, limits, now);
  if (change === 'renew') return renewRecoveryCodes(db, secrets, user, proof, limits, now);
  await removeSecondFactor(db, secrets, user, proof, limits, now);
  return [];
}
