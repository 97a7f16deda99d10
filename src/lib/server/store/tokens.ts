/** Links and codes that open something once. Nothing here knows a secret: callers hash it. */
import type { Db } from '../schema';
import type { TokenTable } from '../schema-office';

export type TokenKind = TokenTable['kind'];
export type Token = TokenTable;

export async function insertToken(db: Db, token: Omit<Token, 'used_at' | 'revoked_at'>): Promise<void> {
  await db.insertInto('tokens').values(token).execute();
}

/** One of these kinds that still opens something at `now` (ISO time). */
export async function findToken(db: Db, idHash: string, kinds: readonly TokenKind[], now: string): Promise<Token | undefined> {
  return db
    .selectFrom('tokens')
    .selectAll()
    .where('id_hash', '=', idHash)
    .where('kind', 'in', kinds)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** Marks it used, in one statement, so that of several at once only one has it. undefined: it no longer opens anything. */
export async function takeToken(db: Db, idHash: string, kinds: readonly TokenKind[], now: string): Promise<Token | undefined> {
  return db
    .updateTable('tokens')
    .set({ used_at: now })
    .where('id_hash', '=', idHash)
    .where('kind', 'in', kinds)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
}

/** Every link that was sent to a person, opened or not. */
export async function revokeTokensOf(db: Db, userId: string, at: string): Promise<void> {
  await db
    .updateTable('tokens')
    .set({ revoked_at: at })
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Links of this kind that were made for a person before `before`: a newer one was asked for. */
export async function revokeTokensBefore(db: Db, userId: string, kind: TokenKind, before: string, at: string): Promise<void> {
  await db
    .updateTable('tokens')
    .set({ revoked_at: at })
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .where('created_at', '<', before)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Those that opened nothing any more before `before`. */
export async function deleteOldTokens(db: Db, before: string): Promise<void> {
  await db.deleteFrom('tokens').where('expires_at', '<', before).execute();
}
