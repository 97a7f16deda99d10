import type { Kysely } from 'kysely';
import { id, optionalReference, required } from './columns';

/**
 * What was done, by whom, when: a chain in which each event holds the hash of the one before it. `audit_head` is its end, one row
 * that every writer locks, so that the chain has no forks.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit_events')
    .addColumn('id', 'text', id)
    .addColumn('number', 'integer', (c) => required(c).unique())
    .addColumn('at', 'text', required)
    .addColumn('user_id', 'text', optionalReference('users.id'))
    .addColumn('action', 'text', required)
    .addColumn('subject_kind', 'text', required)
    .addColumn('subject_id', 'text', required)
    .addColumn('agency_id', 'text', optionalReference('agencies.id'))
    .addColumn('change', 'text', required)
    .addColumn('previous_hash', 'text', required)
    .addColumn('hash', 'text', required)
    .execute();
  await db.schema.createIndex('audit_events_subject').on('audit_events').columns(['subject_id', 'number']).execute();
  await db.schema.createIndex('audit_events_user').on('audit_events').columns(['user_id', 'number']).execute();
  await db.schema.createIndex('audit_events_at').on('audit_events').column('at').execute();
  await db.schema
    .createTable('audit_head')
    .addColumn('id', 'text', id)
    .addColumn('number', 'integer', required)
    .addColumn('hash', 'text', required)
    .execute();
  const head = { id: 'head', number: 0, hash: '' };
  await (db as Kysely<{ audit_head: typeof head }>).insertInto('audit_head').values(head).execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['audit_head', 'audit_events']) await db.schema.dropTable(table).execute();
}
