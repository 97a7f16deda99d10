/**
 * Somebody forgot a password. The answer, and the work behind it, is the same whether or not there is such an account: a job goes into the
 * outbox either way, and only the background finds that it is for nobody. Limited by what was typed and by network.
 */
import { readEmail } from '../../core/account/read-email';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import { innerLimits } from '../../core/security/inner-limits';
import { networkOf } from '../auth/network-of';
import type { Config } from '../config';
import type { Db } from '../schema';
import { insertMail } from '../store/mail-jobs';
import { countAttempt } from '../store/sign-in-failures';
import { findUserByEmail, normaliseEmail } from '../store/users';
import { readSettings } from './read-settings';

/** Within the time that a failed sign-in counts, at least a quarter of an hour: mails that one address gets, and that one office can ask for. */
const MOST_PER_NAME = 3;
const MOST_PER_NETWORK = 30;

type Settings = Pick<Config, 'smtpUrl' | 'hotline' | 'signInAttempts' | 'signInLockMinutes'>;

/** Throws `form-invalid` (`email`), `resets-too-many`, `mail-not-set-up`. */
export async function askReset(
  db: Db,
  config: Settings,
  asked: { readonly email: string; readonly address: string },
  now: Date
): Promise<void> {
  if (config.smtpUrl === undefined) throw new Problem('mail-not-set-up');
  const { email } = readFields({ email: () => readEmail(asked.email) });
  const { minutes } = innerLimits(await readSettings(db, config));
  const ways = [
    [{ resetFrom: networkOf(asked.address) }, MOST_PER_NETWORK],
    [{ resetOf: normaliseEmail(email) }, MOST_PER_NAME]
  ] as const;
  for (const [by, most] of ways)
    if ((await countAttempt(db, by, { most, minutes }, now)).lockedUntil) throw new Problem('resets-too-many', { min: minutes });
  const user = await findUserByEmail(db, email);
  await insertMail(db, { userId: user?.id ?? null, link: 'reset' }, null, now.toISOString());
}
