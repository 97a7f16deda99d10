/** Takes an account's second factor off, for who has lost it and the recovery codes: it signs in by password, and can add another. */
import { Problem } from '../../core/problem';
import type { Db } from '../schema';
import type { Doer } from '../store/audit-events';
import { deleteSecondFactor } from '../store/second-factors';
import { deleteSessions } from '../store/sessions';
import { appendUserEvent } from '../store/user-events';
import { inTransaction } from '../transaction';

/** Its sessions end. Throws `second-factor-none`. */
export async function resetSecondFactor(db: Db, userId: string, by: Doer): Promise<void> {
  await inTransaction(db, async (trx) => {
    if (!(await deleteSecondFactor(trx, userId))) throw new Problem('second-factor-none');
    const sessions = await deleteSessions(trx, userId);
    await appendUserEvent(trx, by, 'user.second-factor-reset', userId, { sessions });
  });
}
