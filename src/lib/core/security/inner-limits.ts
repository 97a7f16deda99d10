/**
 * Limits of what stands behind the first step: a code after the right password, and the password asked again in an open session. Six digits
 * are few and a session may be stolen, so that these are at least this strict, however generous the settings are for signing in.
 */
import type { Settings } from '../settings';

const MOST_TRIES = 10;
const LEAST_MINUTES = 15;

export interface TryWindow {
  /** Tries within a window of each other before the lock. */
  readonly most: number;
  /** Both how long tries are remembered and how long the lock lasts. */
  readonly minutes: number;
}

/**
 * @example
 * innerLimits({ signInAttempts: 1000, signInLockMinutes: 1 }); // { most: 10, minutes: 15 }
 */
export function innerLimits({ signInAttempts, signInLockMinutes }: Pick<Settings, 'signInAttempts' | 'signInLockMinutes'>): TryWindow {
  return { most: Math.min(signInAttempts, MOST_TRIES), minutes: Math.max(signInLockMinutes, LEAST_MINUTES) };
}
