import type { Kysely } from 'kysely';
import { reference, required } from './columns';

/** Days on which a survey did not ask at a counter that it came back to: `survey_counters` says only the first day and the last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('survey_counter_gaps')
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('counter_id', 'text', reference('counters.id'))
    .addColumn('last_day', 'text', required)
    .addColumn('again_day', 'text', required)
    .addPrimaryKeyConstraint('survey_counter_gaps_pk', ['survey_id', 'counter_id', 'last_day'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('survey_counter_gaps').execute();
}
