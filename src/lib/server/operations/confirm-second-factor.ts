/** The second step of signing in: a code of the authenticator app, or a recovery code, each used once, under a limit of its own. */
import { readRecoveryCode } from '../../core/security/recovery-code';
import { innerLimits } from '../../core/security/inner-limits';
import { Problem } from '../../core/problem';
import { formatClock } from '../../i18n/format-points';
import { knownSince } from '../auth/known-browser';
import { hashToken } from '../auth/secret-token';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import type { AuditChange } from '../store/audit-events';
import { isKnownBrowser } from '../store/known-browsers';
import { claimRecoveryCode, claimStep, findSecondFactor } from '../store/second-factors';
import type { TriedBy } from '../store/sign-in-failures';
import { countAttempt, forgetAttempt } from '../store/sign-in-failures';
import { appendUserEvent } from '../store/user-events';
import { inTransaction } from '../transaction';
import { matchTotp } from '../totp';
import type { SignInLimits } from './sign-in';

export interface SecondStep {
  readonly userId: string;
  /** Six digits, or a recovery code: they are told apart by their length. */
  readonly typed: string;
  readonly browser: string | null;
}

/** Returns which of the two it was. Throws `second-factor-wrong`, `account-locked`; `app-key-missing` or `app-key-wrong` where no code of an app can be checked. */
export async function confirmSecondFactor(
  db: Db,
  box: SecretBox | undefined,
  { userId, typed, browser }: SecondStep,
  limits: SignInLimits,
  now: Date
): Promise<'code' | 'recovery-code'> {
  const known = await isKnownBrowser(db, browser ?? '', userId, knownSince(now));
  const tried: TriedBy = { account: userId, check: 'second-factor', browser: known ? (browser ?? undefined) : undefined };
  const counted = await countAttempt(db, tried, innerLimits(limits), now);
  if (counted.lockedUntil) throw new Problem('account-locked', { time: formatClock(counted.lockedUntil) });
  const recoveryCode = readRecoveryCode(typed);
  const isRight =
    recoveryCode === undefined
      ? await useCode(db, box, userId, typed, now)
      : await claimRecoveryCode(db, userId, hashToken(recoveryCode), now.toISOString());
  if (!isRight) {
    const by = { userId: null, at: now.toISOString() };
    const change: AuditChange = counted.isLast ? { locked: true } : {};
    await inTransaction(db, (trx) => appendUserEvent(trx, by, 'user.second-factor-fail', userId, change));
    throw new Problem('second-factor-wrong');
  }
  await forgetAttempt(db, tried);
  return recoveryCode === undefined ? 'code' : 'recovery-code';
}

/** True once for each step of 30 seconds, whoever asks at the same time. */
async function useCode(db: Db, box: SecretBox | undefined, userId: string, typed: string, now: Date): Promise<boolean> {
  const factor = await findSecondFactor(db, userId);
  if (!factor) return false;
  if (!box) throw new Problem('app-key-missing');
  const step = matchTotp(box.open(factor.secret, secretBinding(userId)), typed, now);
  return step !== undefined && claimStep(db, userId, step);
}

/** Where an account's secret is kept: sealed for there, it opens nowhere else. */
export function secretBinding(userId: string): string {
  return `second_factors:${userId}`;
}
