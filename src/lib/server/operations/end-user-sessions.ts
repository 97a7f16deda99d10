/** Ends sessions: all of an account's but one, or a single one of one's own. */
import { Problem } from '../../core/problem';
import type { Db } from '../schema';
import type { Doer } from '../store/audit-events';
import { byUser } from '../store/audit-events';
import { deleteSession, deleteSessions } from '../store/sessions';
import { appendUserEvent } from '../store/user-events';
import type { SignedInUser } from '../store/users';
import { inTransaction } from '../transaction';

/** `except`: the hash of the one that stays. Who waits for the second factor has to begin again. Returns how many ended. */
export async function endUserSessions(db: Db, userId: string, by: Doer, except = ''): Promise<number> {
  return inTransaction(db, async (trx) => {
    const sessions = await deleteSessions(trx, userId, except);
    await appendUserEvent(trx, by, 'user.sessions-end', userId, { sessions });
    return sessions;
  });
}

/** Throws `not-found` where it is over, or somebody else's. */
export async function endOwnSession(db: Db, user: SignedInUser, idHash: string, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    if (!(await deleteSession(trx, user.id, idHash))) throw new Problem('not-found');
    await appendUserEvent(trx, byUser(user, now), 'user.sessions-end', user.id, { sessions: 1 });
  });
}
