import type { Kysely } from 'kysely';
import { id, optionalReference, required } from './columns';

/** What a link sent to somebody opens, once: only a hash of its secret is stored. `user_id` is null for what belongs to nobody yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tokens')
    .addColumn('id_hash', 'text', id)
    .addColumn('kind', 'text', required)
    .addColumn('user_id', 'text', optionalReference('users.id'))
    .addColumn('created_by', 'text', optionalReference('users.id'))
    .addColumn('created_at', 'text', required)
    .addColumn('expires_at', 'text', required)
    .addColumn('used_at', 'text')
    .addColumn('revoked_at', 'text')
    .execute();
  await db.schema.createIndex('tokens_user').on('tokens').column('user_id').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('tokens').execute();
}
