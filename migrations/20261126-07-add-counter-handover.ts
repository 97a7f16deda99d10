import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { emptyText, id, reference, required } from './columns';

/**
 * A counter names its code in force. A code may lead to another counter from a day on (its agency was merged, the poster hangs on). Scans are counted by code and day.
 * `counter_days` and `counter_activity` are caches of what `responses` and `code_scans` say: deleting them changes no figure.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('counters').addColumn('code', 'text', emptyText).execute();
  await sql`update counters set code = coalesce(
    (select max(code) from access_codes where access_codes.counter_id = counters.id and access_codes.replaced_by is null), '')`.execute(db);
  await db.schema
    .createTable('code_handovers')
    .addColumn('code', 'text', reference('access_codes.code'))
    .addColumn('from_day', 'text', required)
    .addColumn('counter_id', 'text', reference('counters.id'))
    .addPrimaryKeyConstraint('code_handovers_pk', ['code', 'from_day'])
    .execute();
  await db.schema.createIndex('code_handovers_counter').on('code_handovers').column('counter_id').execute();
  await db.schema
    .createTable('code_scans')
    .addColumn('code', 'text', required)
    .addColumn('day', 'text', required)
    .addColumn('scans', 'integer', required)
    .addPrimaryKeyConstraint('code_scans_pk', ['code', 'day'])
    .execute();
  await db.schema.createIndex('code_scans_day').on('code_scans').column('day').execute();
  await db.schema
    .createTable('counter_days')
    .addColumn('counter_id', 'text', required)
    .addColumn('day', 'text', required)
    .addColumn('answers', 'integer', required)
    .addColumn('scans', 'integer', required)
    .addPrimaryKeyConstraint('counter_days_pk', ['counter_id', 'day'])
    .execute();
  await db.schema.createIndex('counter_days_day').on('counter_days').column('day').execute();
  await db.schema
    .createTable('counter_activity')
    .addColumn('counter_id', 'text', id)
    .addColumn('day', 'text', required)
    .addColumn('today', 'integer', required)
    .addColumn('week', 'integer', required)
    .addColumn('month', 'integer', required)
    .addColumn('month_scans', 'integer', required)
    .addColumn('last_day', 'text')
    .addColumn('quiet_from', 'text')
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['counter_activity', 'counter_days', 'code_scans', 'code_handovers']) await db.schema.dropTable(table).execute();
  await db.schema.alterTable('counters').dropColumn('code').execute();
}
