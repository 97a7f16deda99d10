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
    await clearSignInFailures(trx, user);
    await appendUserEvent(trx, by, 'user.unlock', user.id);
  });
}

/** For a reset of the password too, which has its own event. */
export async function clearSignInFailures(db: Db, { id, email }: Account): Promise<void> {
  const browsers = [undefined, ...(await listKnownBrowsers(db, id))];
  for (const browser of browsers) {
    await forgetAttempt(db, { name: normaliseEmail(email), browser });
    await forgetAttempt(db, { account: id, check: 'second-factor', browser });
  }
  await forgetAttempt(db, { account: id, check: 'password' });
}
