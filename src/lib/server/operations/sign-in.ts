/**
 * Checks a name and password under two limits: by what was typed, whether or not there is such an account, and by address, more
 * generous because an office shares one. Both limits live in the database, so every process counts the same. A browser in which the
 * person has signed in before counts apart, and a recovery code opens a locked name, so that strangers cannot lock somebody out.
 */
import { readRecoveryCode } from '../../core/security/recovery-code';
import type { Settings } from '../../core/settings';
import { innerLimits } from '../../core/security/inner-limits';
import { Problem } from '../../core/problem';
import { formatClock } from '../../i18n/format-points';
import { knownSince } from '../auth/known-browser';
import { networkOf } from '../auth/network-of';
import { verifyPassword } from '../auth/password';
import { hashToken } from '../auth/secret-token';
import type { Db } from '../schema';
import type { UserTable } from '../schema';
import { isKnownBrowser } from '../store/known-browsers';
import { claimRecoveryCode, findSecondFactor, hasRecoveryCode } from '../store/second-factors';
import { countAttempt, deleteForgottenAttempts, forgetAttempt } from '../store/sign-in-failures';
import type { TriedBy } from '../store/sign-in-failures';
import { appendUserEvent, forgoUserEvent } from '../store/user-events';
import { findUserByEmail, normaliseEmail } from '../store/users';
import { inTransaction } from '../transaction';

/** People behind one address, before it counts as one attacker. */
const ADDRESS_SHARE = 5;
/** Refusals of names that nobody has are told of one by one, this many within a lock's length; a flood would fill the audit log. */
const UNKNOWN_TOLD = 100;

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly address: string;
  /** The hash of the browser's token; null: it sends none. */
  readonly browser?: string | null;
  /** Typed only where the name is locked. */
  readonly recoveryCode?: string;
}

export type SignInLimits = Pick<Settings, 'signInAttempts' | 'signInLockMinutes'>;

export interface CheckedPassword {
  readonly userId: string;
  /** What is still to come: a code; or what was given beside the password already. */
  readonly secondFactor: 'none' | 'needed' | 'recovery-code';
}

/** Throws `sign-in-failed`, `account-locked` or `address-locked` (with the time until when). */
export async function signIn(db: Db, credentials: Credentials, limits: SignInLimits, now: Date): Promise<CheckedPassword> {
  const name = normaliseEmail(credentials.email);
  if (name === '' || name.includes('\0') || credentials.password === '') throw new Problem('sign-in-failed'); // nothing was tried
  const address = { address: networkOf(credentials.address) };
  const { signInAttempts: most, signInLockMinutes: minutes } = limits;

  const byAddress = await countAttempt(db, address, { most: most * ADDRESS_SHARE, minutes }, now);
  if (byAddress.lockedUntil) throw new Problem('address-locked', { time: formatClock(byAddress.lockedUntil) });
  const user = await findUserByEmail(db, name);
  const known = await isKnownBrowser(db, credentials.browser ?? '', user?.id, knownSince(now));
  const tried: TriedBy = { name, browser: known ? (credentials.browser ?? undefined) : undefined };
  const byName = await countAttempt(db, tried, { most, minutes }, now);
  const mayEnter = user?.disabled_at === null ? user : undefined;

  if (byName.lockedUntil) {
    const opened = await openWithRecoveryCode(db, mayEnter, credentials, now);
    if (!opened) throw new Problem('account-locked', { time: formatClock(byName.lockedUntil) });
  } else if (!(await verifyPassword(mayEnter?.password_hash, credentials.password)) || !mayEnter) {
    await tellFailure(db, user?.id, byName.isLast, minutes, now);
    throw new Problem('sign-in-failed');
  }
  await forgetAttempt(db, tried);
  await forgetAttempt(db, address);
  await deleteForgottenAttempts(db, innerLimits(limits).minutes, now);
  const userId = mayEnter!.id;
  if (byName.lockedUntil) return { userId, secondFactor: 'recovery-code' };
  return { userId, secondFactor: (await findSecondFactor(db, userId)) ? 'needed' : 'none' };
}

/** The code first: it cannot be guessed, so that the password behind it cannot be tried without one. */
async function openWithRecoveryCode(db: Db, user: UserTable | undefined, { recoveryCode = '', password }: Credentials, now: Date) {
  const code = readRecoveryCode(recoveryCode);
  if (code === undefined || !(await hasRecoveryCode(db, user?.id, hashToken(code))) || !user) return false;
  return (await verifyPassword(user.password_hash, password)) && claimRecoveryCode(db, user.id, hashToken(code), now.toISOString());
}

/** In one transaction and as many statements whether or not anybody has the name, and whether or not it is told: time tells nothing. */
async function tellFailure(db: Db, userId: string | undefined, locks: boolean, minutes: number, now: Date): Promise<void> {
  const by = { userId: null, at: now.toISOString() };
  await inTransaction(db, async (trx) => {
    const refused = userId === undefined ? 'unknown' : 'known';
    const { lockedUntil } = await countAttempt(trx, { refused }, { most: UNKNOWN_TOLD, minutes }, now);
    if (refused === 'unknown' && lockedUntil) await forgoUserEvent(trx, now);
    else await appendUserEvent(trx, by, 'user.sign-in-fail', userId ?? null, locks ? { locked: true } : {});
  });
}
