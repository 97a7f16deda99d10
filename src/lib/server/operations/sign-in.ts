/**
 * Checks a name and password under two limits: by what was typed, whether or not there is such an account, and by address, more
 * generous because an office shares one. Both limits live in the database, so every process counts the same.
 */
import { Problem } from '../../core/problem';
import { networkOf } from '../auth/network-of';
import { verifyPassword } from '../auth/password';
import type { Config } from '../config';
import type { Db } from '../schema';
import { countAttempt, deleteForgottenAttempts, forgetAttempt } from '../store/sign-in-failures';
import { findUserByEmail, normaliseEmail } from '../store/users';

/** People behind one address, before it counts as one attacker. */
const ADDRESS_SHARE = 5;

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly address: string;
}

type Limits = Pick<Config, 'signInAttempts' | 'signInLockMinutes'>;

/** Returns the user's id. Throws `sign-in-failed`, `account-locked` or `address-locked` (with the time until when). */
export async function signIn(db: Db, credentials: Credentials, limits: Limits, now: Date): Promise<string> {
  const name = { name: normaliseEmail(credentials.email) };
  if (name.name === '' || name.name.includes('\0') || credentials.password === '') throw new Problem('sign-in-failed'); // nothing was tried
  const address = { address: networkOf(credentials.address) };
  const { signInAttempts: most, signInLockMinutes: minutes } = limits;

  const addressLock = await countAttempt(db, address, { most: most * ADDRESS_SHARE, minutes }, now);
  if (addressLock) throw new Problem('address-locked', { time: clockTime(addressLock) });
  const nameLock = await countAttempt(db, name, { most, minutes }, now);
  if (nameLock) throw new Problem('account-locked', { time: clockTime(nameLock) });

  const user = await findUserByEmail(db, name.name);
  const mayEnter = user?.disabled_at === null ? user : undefined;
  if (!(await verifyPassword(mayEnter?.password_hash, credentials.password)) || !mayEnter) throw new Problem('sign-in-failed');

  await forgetAttempt(db, name);
  await forgetAttempt(db, address);
  await deleteForgottenAttempts(db, minutes, now);
  return mayEnter.id;
}

function clockTime(moment: string): string {
  return new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Ho_Chi_Minh' }).format(
    new Date(moment)
  );
}
