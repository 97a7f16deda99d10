/** What failed sign-ins lock of an account, in every browser and at both steps: until when, and opening it. */
import type { Db } from '../schema';
import type { Doer } from '../store/audit-events';
import { listKnownBrowsers, listKnownBrowsersOf } from '../store/known-browsers';
import type { TriedBy } from '../store/sign-in-failures';
import { findLock, forgetAttempt, listLocked } from '../store/sign-in-failures';
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
export async function clearSignInFailures(db: Db, user: Account, steps: 'first' | 'both'): Promise<void> {
  for (const tried of await triesOf(db, user, steps)) await forgetAttempt(db, tried);
}

/** ISO time; null: nothing of the account is locked. */
export async function lockOf(db: Db, user: Account, now: Date): Promise<string | null> {
  return findLock(db, await triesOf(db, user, 'both'), now);
}

/** Those of whom failed sign-ins lock something now. Asks twice, however many they are. */
export async function listLockedUsers(db: Db, users: readonly Account[], now: Date): Promise<ReadonlySet<string>> {
  const browsers = await listKnownBrowsersOf(db, users.map(({ id }) => id)); // prettier-ignore
  const tries = users.flatMap((user) => triesIn(user, browsers.get(user.id) ?? [], 'both').map((tried) => ({ ...tried, of: user.id })));
  return new Set((await listLocked(db, tries, now)).map(({ of }) => of));
}

async function triesOf(db: Db, user: Account, steps: 'first' | 'both'): Promise<readonly TriedBy[]> {
  return triesIn(user, await listKnownBrowsers(db, user.id), steps);
}

function triesIn({ id, email }: Account, known: readonly string[], steps: 'first' | 'both'): readonly TriedBy[] {
  const browsers = [undefined, ...known];
  const byName = browsers.map((browser): TriedBy => ({ name: normaliseEmail(email), browser }));
  const byCode = browsers.map((browser): TriedBy => ({ account: id, check: 'second-factor', browser }));
  return [...byName, ...(steps === 'both' ? byCode : []), { account: id, check: 'password' }];
}
