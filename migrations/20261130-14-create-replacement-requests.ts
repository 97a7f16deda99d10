import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { id, reference, required } from './columns';

/**
 * What the field needs beside what was drawn: when a person wants to be asked again, that an interviewer asks for another unit in the place
 * of one that is lost, and that nobody shares a unit with somebody else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('contact_attempts').addColumn('again_at', 'text').execute();
  await db.schema
    .createTable('replacement_requests')
    .addColumn('sampled_unit_id', 'text', (c) => id(c).references('sampled_units.id'))
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('user_id', 'text', reference('users.id'))
    .addColumn('at', 'text', required)
    .addColumn('reason', 'text', required)
    .execute();
  await db.schema.createIndex('replacement_requests_survey').on('replacement_requests').column('survey_id').execute();
  await db.schema
    .createIndex('assignments_one_at_a_time')
    .on('assignments')
    .columns(['sampled_unit_id', 'purpose'])
    .unique()
    .where(sql.ref('to_at'), 'is', sql.lit(null))
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('assignments_one_at_a_time').execute();
  await db.schema.dropTable('replacement_requests').execute();
  await db.schema.alterTable('contact_attempts').dropColumn('again_at').execute();
}
