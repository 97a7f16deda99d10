/** Browsers in which an account has signed in. A browser may be known of several accounts: offices share machines. */
import type { Db } from '../schema';

/** `userId` undefined (no such account): false, after the same question. */
export async function isKnownBrowser(db: Db, tokenHash: string, userId: string | undefined, since: string): Promise<boolean> {
  const row = await db
    .selectFrom('known_browsers')
    .select('user_id')
    .where('token_hash', '=', tokenHash)
    .where('user_id', '=', userId ?? '')
    .where('last_used_at', '>', since)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether the token is one that this system gave out. */
export async function isGivenToken(db: Db, tokenHash: string): Promise<boolean> {
  const row = await db.selectFrom('known_browsers').select('user_id').where('token_hash', '=', tokenHash).executeTakeFirst();
  return row !== undefined;
}

export async function rememberKnownBrowser(db: Db, tokenHash: string, userId: string, at: string): Promise<void> {
  await db
    .insertInto('known_browsers')
    .values({ token_hash: tokenHash, user_id: userId, last_used_at: at })
    .onConflict((conflict) => conflict.columns(['token_hash', 'user_id']).doUpdateSet({ last_used_at: at }))
    .execute();
}

export async function deleteForgottenBrowsers(db: Db, since: string): Promise<void> {
  await db.deleteFrom('known_browsers').where('last_used_at', '<=', since).execute();
}

export async function listKnownBrowsers(db: Db, userId: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('known_browsers').select('token_hash').where('user_id', '=', userId).execute();
  return rows.map((row) => row.token_hash);
}

/** By user. */
export async function listKnownBrowsersOf(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = userIds.length === 0 ? [] : await db.selectFrom('known_browsers').select(['user_id', 'token_hash']).where('user_id', 'in', userIds).execute(); // prettier-ignore
  return new Map(userIds.map((id) => [id, rows.filter(({ user_id }) => user_id === id).map(({ token_hash }) => token_hash)]));
}

/** Who signed in last in that browser; undefined: nobody is known to. */
export async function findLastUser(db: Db, tokenHash: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('known_browsers')
    .select('user_id')
    .where('token_hash', '=', tokenHash)
    .orderBy('last_used_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.user_id;
}
