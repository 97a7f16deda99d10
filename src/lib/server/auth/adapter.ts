/** Lucia's sessions in our tables. The session's id is a secret that only its cookie holds: the table has its SHA-256. */
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Selectable } from 'kysely';
import type { Db, SessionTable } from '../schema';
import { findActiveUser } from '../store/users';
import { hashToken } from './secret-token';

export function sessionAdapter(db: Db): Adapter {
  return {
    async getSessionAndUser(sessionId) {
      const row = await db.selectFrom('sessions').selectAll().where('id_hash', '=', hashToken(sessionId)).executeTakeFirst();
      if (!row) return [null, null];
      const user = await findActiveUser(db, row.user_id);
      return [toSession(row, sessionId), user ? ({ id: user.id, attributes: user } satisfies DatabaseUser) : null];
    },
    /** Their ids are hashes: good for counting and showing, not for ending one (`deleteSession` hashes what it is given). */
    async getUserSessions(userId) {
      const rows = await db.selectFrom('sessions').selectAll().where('user_id', '=', userId).execute();
      return rows.map((row) => toSession(row, row.id_hash));
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      const row = {
        id_hash: hashToken(id),
        user_id: userId,
        expires_at: expiresAt.toISOString(),
        created_at: attributes.createdAt,
        agent: attributes.agent,
        last_used_at: attributes.lastUsedAt
      };
      await db.insertInto('sessions').values(row).execute();
    },
    async updateSessionExpiration(sessionId, expiresAt) {
      await db.updateTable('sessions').set({ expires_at: expiresAt.toISOString() }).where('id_hash', '=', hashToken(sessionId)).execute();
    },
    async deleteSession(sessionId) {
      await db.deleteFrom('sessions').where('id_hash', '=', hashToken(sessionId)).execute();
    },
    async deleteUserSessions(userId) {
      await db.deleteFrom('sessions').where('user_id', '=', userId).execute();
    },
    async deleteExpiredSessions() {
      await db.deleteFrom('sessions').where('expires_at', '<=', new Date().toISOString()).execute();
    }
  };
}

function toSession(row: Selectable<SessionTable>, id: string): DatabaseSession {
  const attributes = { createdAt: row.created_at, agent: row.agent, lastUsedAt: row.last_used_at };
  return { id, userId: row.user_id, expiresAt: new Date(row.expires_at), attributes };
}
