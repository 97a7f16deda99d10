import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { bytes, flag, id, optionalReference, reference, required } from './columns';

/**
 * A response is one row, its answers positional JSON. Comments and device marks are personal or nearly so: own tables, own
 * retention. `kept_tallies` is a cache with exact invalidation: deleting all of it changes no figure.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('responses')
    .addColumn('id', 'text', id)
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('questionnaire_version_id', 'text', reference('questionnaire_versions.id'))
    .addColumn('receiving_counter_id', 'text', optionalReference('counters.id'))
    .addColumn('handling_agency_id', 'text', reference('agencies.id'))
    .addColumn('day', 'text', required)
    .addColumn('submitted_at', 'text', required)
    .addColumn('channel', 'text', required)
    .addColumn('language', 'text', required)
    .addColumn('duration_ms', 'integer')
    .addColumn('purpose', 'text', required)
    .addColumn('status', 'text', required)
    .addColumn('flags', 'text', required)
    .addColumn('answers', 'text', required)
    .addColumn('submission_scope', 'text', required)
    .addColumn('submission_id', 'text', required)
    .addColumn('receipt', 'text', (c) => required(c).unique())
    .addColumn('content_hash', 'text', required)
    .addUniqueConstraint('responses_submission', ['survey_id', 'submission_scope', 'submission_id'])
    .execute();
  await db.schema.createIndex('responses_day').on('responses').columns(['survey_id', 'day', 'receiving_counter_id']).execute();
  await db.schema
    .createTable('response_comments')
    .addColumn('response_id', 'text', (c) => id(c).references('responses.id'))
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('receiving_counter_id', 'text', optionalReference('counters.id'))
    .addColumn('day', 'text', required)
    .addColumn('text', 'text', required)
    .addColumn('status', 'text', required)
    .addColumn('erase_after', 'text', required)
    .execute();
  await db.schema
    .createIndex('response_comments_day')
    .on('response_comments')
    .columns(['survey_id', 'day', 'receiving_counter_id'])
    .execute();
  await db.schema.createIndex('response_comments_erase').on('response_comments').column('erase_after').execute();
  await db.schema
    .createTable('response_devices')
    .addColumn('response_id', 'text', (c) => id(c).references('responses.id'))
    .addColumn('device_mark', 'text', required)
    .addColumn('erase_after', 'text', required)
    .execute();
  await db.schema.createIndex('response_devices_erase').on('response_devices').column('erase_after').execute();
  await db.schema
    .createTable('kept_tallies')
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('receiving_counter_id', 'text', required)
    .addColumn('day', 'text', required)
    .addColumn('questionnaire_version_id', 'text', required)
    .addColumn('handling_agency_id', 'text', required)
    .addColumn('dirty', 'integer', flag)
    .addColumn('token', 'text', required)
    .addColumn('respondents', 'integer', required)
    .addColumn('answered', 'integer', required)
    .addColumn('satisfied', 'integer', required)
    .addColumn('valid', 'integer', required)
    .addColumn('content', bytes, required)
    .addPrimaryKeyConstraint('kept_tallies_pk', [
      'survey_id',
      'receiving_counter_id',
      'day',
      'questionnaire_version_id',
      'handling_agency_id'
    ])
    .execute();
  await db.schema
    .createIndex('kept_tallies_dirty')
    .on('kept_tallies')
    .columns(['survey_id', 'day'])
    .where(sql.ref('dirty'), '=', sql.lit(1))
    .execute();
  await db.schema.createIndex('kept_tallies_day').on('kept_tallies').columns(['survey_id', 'day']).execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['kept_tallies', 'response_devices', 'response_comments', 'responses']) await db.schema.dropTable(table).execute();
}
