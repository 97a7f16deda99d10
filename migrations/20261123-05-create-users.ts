import type { Kysely } from 'kysely';
import { id, reference, required } from './columns';

/** People who sign in, what they may do and where, and their sessions (only a hash of a session's id is stored). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('users')
    .addColumn('id', 'text', id)
    .addColumn('email', 'text', (c) => required(c).unique())
    .addColumn('name', 'text', required)
    .addColumn('password_hash', 'text', required)
    .addColumn('disabled_at', 'text')
    .execute();
  await db.schema
    .createTable('user_roles')
    .addColumn('user_id', 'text', reference('users.id'))
    .addColumn('role', 'text', required)
    .addColumn('agency_id', 'text', reference('agencies.id'))
    .addPrimaryKeyConstraint('user_roles_pk', ['user_id', 'role', 'agency_id'])
    .execute();
  await db.schema
    .createTable('sessions')
    .addColumn('id_hash', 'text', id)
    .addColumn('user_id', 'text', reference('users.id'))
    .addColumn('expires_at', 'text', required)
    .addColumn('created_at', 'text', required)
    .addColumn('agent', 'text', required)
    .execute();
  await db.schema.createIndex('sessions_user').on('sessions').column('user_id').execute();
  await db.schema
    .createTable('sign_in_failures')
    .addColumn('key_hash', 'text', id)
    .addColumn('count', 'integer', required)
    .addColumn('last_at', 'text', required)
    .addColumn('locked_until', 'text')
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['sign_in_failures', 'sessions', 'user_roles', 'users']) await db.schema.dropTable(table).execute();
}
