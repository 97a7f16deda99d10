/** Sessions as their owner sees them, and sign-ins that wait for the second factor. Ids are hashes throughout. */
import type { Db } from '../schema';

export interface SessionRow {
  readonly idHash: string;
  readonly agent: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
}

/** Those that are not over, the latest used first. */
export async function listSessions(db: Db, userId: string, now: string): Promise<readonly SessionRow[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['id_hash', 'agent', 'created_at', 'last_used_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .execute();
  return rows
    .map((row) => ({
      idHash: row.id_hash,
      agent: row.agent,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at || row.created_at
    }))
    .sort((a, b) => (a.lastUsedAt < b.lastUsedAt ? 1 : -1));
}

export async function touchSession(db: Db, idHash: string, at: string): Promise<void> {
  await db.updateTable('sessions').set({ last_used_at: at }).where('id_hash', '=', idHash).execute();
}

/** One of this user's. False: there is none such. */
export async function deleteSession(db: Db, userId: string, idHash: string): Promise<boolean> {
  const { numDeletedRows: rows } = await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('id_hash', '=', idHash)
    .executeTakeFirstOrThrow();
  return Number(rows) === 1;
}

/** All of the user's but `except`, and what waits for the second factor. Returns how many sessions ended. */
export async function deleteSessions(db: Db, userId: string, except = ''): Promise<number> {
  await db.deleteFrom('half_sign_ins').where('user_id', '=', userId).execute();
  const { numDeletedRows: rows } = await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('id_hash', '!=', except)
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/** Clears away those that ran out before. */
export async function insertHalfSignIn(db: Db, half: { idHash: string; userId: string; expiresAt: string }, now: string): Promise<void> {
  await db.deleteFrom('half_sign_ins').where('expires_at', '<=', now).execute();
  await db.insertInto('half_sign_ins').values({ id_hash: half.idHash, user_id: half.userId, expires_at: half.expiresAt }).execute();
}

/** Whose it is; undefined: it ran out, or there is none such, or the account was disabled. */
export async function findHalfSignIn(db: Db, idHash: string, now: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('half_sign_ins as h')
    .innerJoin('users as u', 'u.id', 'h.user_id')
    .select('h.user_id')
    .where('h.id_hash', '=', idHash)
    .where('h.expires_at', '>', now)
    .where('u.disabled_at', 'is', null)
    .executeTakeFirst();
  return row?.user_id;
}

export async function deleteHalfSignIn(db: Db, idHash: string): Promise<void> {
  await db.deleteFrom('half_sign_ins').where('id_hash', '=', idHash).execute();
}
