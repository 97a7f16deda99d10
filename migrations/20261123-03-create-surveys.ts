import type { Kysely } from 'kysely';
import { flag, id, reference, required } from './columns';

/** `revision` rises with every change that a form or report must show: other processes compare it, one indexed read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('surveys')
    .addColumn('id', 'text', id)
    .addColumn('code', 'text', (c) => required(c).unique())
    .addColumn('name_vi', 'text', required)
    .addColumn('name_en', 'text', required)
    .addColumn('mode', 'text', required)
    .addColumn('psu', 'text', required)
    .addColumn('questionnaire_version_id', 'text', reference('questionnaire_versions.id'))
    .addColumn('method_version_id', 'text', reference('method_versions.id'))
    .addColumn('series', 'text')
    .addColumn('owner_agency_id', 'text', reference('agencies.id'))
    .addColumn('opens_on', 'text', required)
    .addColumn('closes_on', 'text')
    .addColumn('state', 'text', required)
    .addColumn('revision', 'integer', required)
    .addColumn('required_items', 'text', required)
    .addColumn('demonstration', 'integer', flag)
    .execute();
  await db.schema.createIndex('surveys_series').on('surveys').column('series').execute();
  await db.schema
    .createTable('survey_counters')
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('counter_id', 'text', reference('counters.id'))
    .addColumn('from_day', 'text', required)
    .addColumn('to_day', 'text')
    .addPrimaryKeyConstraint('survey_counters_pk', ['survey_id', 'counter_id'])
    .execute();
  await db.schema.createIndex('survey_counters_counter').on('survey_counters').column('counter_id').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['survey_counters', 'surveys']) await db.schema.dropTable(table).execute();
}
