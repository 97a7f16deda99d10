/** What an administrator does for somebody else's account: a lock opened, sessions ended, a lost second factor taken off. */
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { can, requirePlace, requireRole, requireRoot } from '../auth/access';
import type { Db } from '../schema';
import { byUser } from '../store/audit-events';
import { findUser, listGrants } from '../store/users';
import { endUserSessions } from './end-user-sessions';
import { resetSecondFactor } from './reset-second-factor';
import { unlockUser } from './unlock-user';

export const USER_SECURITY_CHANGES = ['unlock', 'end-sessions', 'reset-second-factor'] as const;
export type UserSecurityChange = (typeof USER_SECURITY_CHANGES)[number];

/**
 * Only by who may change users at every place where the account holds a role: otherwise an administrator of one commune could open the
 * account of the province's. Throws `not-found`, what `requirePlace` and `requireRoot` throw, `second-factor-none`.
 */
export async function changeUserSecurity(db: Db, asking: Asking, userId: string, change: UserSecurityChange, now: Date): Promise<void> {
  const actor = requireRole(asking, 'user:write');
  const user = await findUser(db, userId);
  if (!user) throw new Problem('not-found');
  const grants = await listGrants(db, userId);
  if (grants.length === 0) requireRoot(asking, 'user:write');
  const beyond = grants.find(({ place }) => !can(actor, 'user:write', place.path));
  if (beyond) requirePlace(asking, 'user:write', beyond.place);
  const by = byUser(actor, now);
  if (change === 'unlock') await unlockUser(db, user, by);
  else if (change === 'end-sessions') await endUserSessions(db, userId, by);
  else await resetSecondFactor(db, userId, by);
}
