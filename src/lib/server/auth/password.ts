/** Passwords: Argon2id with the OWASP minimum (19 MiB, two passes, one lane; about 12 ms), checked alike for every account. */
import { hash, verify } from '@node-rs/argon2';
import { Problem } from '../../core/problem';

const LEAST_LENGTH = 12;
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What an account that does not exist is checked against, so that neither answer nor time tells. Nobody knows its password. */
const NOBODYS_HASH = '$argon2id$v=19$m=19456,t=2,p=1$RQb3xayzOV3ave+zQZ0lgw$bYpU0VN12hY3wQE1LyRMA0fboGN+mMfApkvS0oqHZd8';

/** Throws `password-short`. */
export async function hashPassword(password: string): Promise<string> {
  const normal = password.normalize('NFC');
  if ([...normal].length < LEAST_LENGTH) throw new Problem('password-short', { min: LEAST_LENGTH });
  return hash(normal, COST);
}

/** `storedHash` undefined (no such account): does the same work and is false. */
export async function verifyPassword(storedHash: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(storedHash ?? NOBODYS_HASH, password.normalize('NFC'));
  return matches && storedHash !== undefined;
}
