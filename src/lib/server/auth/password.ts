/**
 * Passwords: at least twelve characters and none that would be tried first; Argon2id with the OWASP minimum (19 MiB, two passes, one
 * lane; about 12 ms), checked alike for every account.
 */
import { hash, verify } from '@node-rs/argon2';
import type { PasswordOwner } from '../../core/account/predictable-password';
import { judgePassword } from '../../core/account/predictable-password';
import { Problem } from '../../core/problem';
import { commonPasswords } from './common-passwords';

const LEAST_LENGTH = 12;
/** Of a longer one no more is read; nobody types as much. */
const MOST_LENGTH = 1_024;
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What an account that does not exist is checked against, so that neither answer nor time tells. Nobody knows its password. */
const NOBODYS_HASH = '$argon2id$v=19$m=19456,t=2,p=1$RQb3xayzOV3ave+zQZ0lgw$bYpU0VN12hY3wQE1LyRMA0fboGN+mMfApkvS0oqHZd8';

/** The hash of an account whose person has not chosen a password yet: nothing matches it. */
export const NO_PASSWORD = '';

/** For every place where a password is chosen. `owner`: whose it will be. Throws `password-short`, `password-common`, `password-personal`. */
export async function hashPassword(password: string, owner?: PasswordOwner): Promise<string> {
  const normal = password.slice(0, MOST_LENGTH).normalize('NFC');
  if ([...normal].length < LEAST_LENGTH) throw new Problem('password-short', { min: LEAST_LENGTH });
  const judged = judgePassword(normal, owner, await commonPasswords());
  if (judged === 'common') throw new Problem('password-common', { min: LEAST_LENGTH });
  if (judged === 'personal') throw new Problem('password-personal');
  return hash(normal, COST);
}

/** `storedHash` undefined (no such account) or none chosen yet: does the same work and is false. */
export async function verifyPassword(storedHash: string | undefined, password: string): Promise<boolean> {
  const isThere = storedHash !== undefined && storedHash !== NO_PASSWORD;
  const matches = await verify(isThere ? storedHash : NOBODYS_HASH, password.slice(0, MOST_LENGTH).normalize('NFC'));
  return matches && isThere;
}
