import type { Kysely } from 'kysely';
import { id, reference, required } from './columns';

/** What was typed into a form that was sent after the session had ended: one a browser, for an hour. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('kept_forms')
    .addColumn('browser_hash', 'text', id)
    .addColumn('user_id', 'text', reference('users.id'))
    .addColumn('address', 'text', required)
    .addColumn('fields', 'text', required)
    .addColumn('sent_at', 'text', required)
    .addColumn('offered_at', 'text')
    .execute();
  await db.schema.createIndex('kept_forms_user').on('kept_forms').column('user_id').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('kept_forms').execute();
}
