/** What an administrator does for somebody else's account: a lock opened, sessions ended, a lost second factor taken off. */
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { requireRole } from '../auth/access';
import type { Db } from '../schema';
import { byUser } from '../store/audit-events';
import { lockUser } from '../store/user-changes';
import { inTransaction } from '../transaction';
import { endUserSessions } from './end-user-sessions';
import { reachUser } from './open-user';
import { resetSecondFactor } from './reset-second-factor';
import { unlockUser } from './unlock-user';

export const USER_SECURITY_CHANGES = ['unlock', 'end-sessions', 'reset-second-factor'] as const;
export type UserSecurityChange = (typeof USER_SECURITY_CHANGES)[number];

/**
 * Only where every role of the account lies within the own places: otherwise an administrator of one commune could open the account of the
 * province's. Nobody's own: a stolen session must not take off what it is kept out by. Throws what `reachUser` throws,
 * `user-held-elsewhere`, `user-own-security`, `second-factor-none`.
 */
export async function changeUserSecurity(db: Db, asking: Asking, userId: string, change: UserSecurityChange, now: Date): Promise<void> {
  const actor = requireRole(asking, 'user:write');
  const by = byUser(actor, now);
  await inTransaction(db, async (trx) => {
    await lockUser(trx, userId);
    const { user, isWhole } = await reachUser(trx, asking, userId, now);
    if (!isWhole) throw new Problem('user-held-elsewhere');
    if (user.id === actor.id) throw new Problem('user-own-security');
    if (change === 'unlock') await unlockUser(trx, user, by);
    else if (change === 'end-sessions') await endUserSessions(trx, userId, by);
    else await resetSecondFactor(trx, userId, by);
  });
}
