/** Opens an account that failed sign-ins have locked, in every browser and at both steps. */
import type { Db } from '../schema';
import type { Doer } from '../store/audit-events';
import { listKnownBrowsers } from '../store/known-browsers';
import { forgetAttempt } from '../store/sign-in-failures';
import { appendUserEvent } from '../store/user-events';
import type { UserTable } from '../schema';
import { normaliseEmail } from '../store/users';
import { inTransaction } from '../transaction';

type Account = Pick<UserTable, 'id' | 'email'>;

export async function unlockUser(db: Db, user: Account, by: Doer): Promise<void> {
  await inTransaction(db, async (trx) => {
    await clearSignInFailures(trx, user, 'both');
    await appendUserEvent(trx, by, 'user.unlock', user.id);
  });
}

/** A new password does not give new tries at the second factor: `first` leaves those as they are. */
export async function clearSignInFailures(db: Db, { id, email }: Account, steps: 'first' | 'both'): Promise<void> {
  const browsers = [undefined, ...(await listKnownBrowsers(db, id))];
  for (const browser of browsers) {
    await forgetAttempt(db, { name: normaliseEmail(email), browser });
    if (steps === 'both') await forgetAttempt(db, { account: id, check: 'second-factor', browser });
  }
  await forgetAttempt(db, { account: id, check: 'password' });
}
