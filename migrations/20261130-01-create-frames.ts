import type { Kysely } from 'kysely';
import { emptyText, flag, id, optionalReference, reference, required } from './columns';

/**
 * The coordinator's desk: a round (a survey whose units are drawn), and the list it is drawn from. Who the units are stands apart from
 * what they are drawn by, sealed, one row a unit, so that it can be erased and a draw still be repeated.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rounds')
    .addColumn('survey_id', 'text', (c) => id(c).references('surveys.id'))
    .addColumn('retention_days', 'integer', required)
    .addColumn('settings', 'text', required)
    .addColumn('closed_on', 'text')
    .addColumn('frozen_at', 'text')
    .addColumn('frozen_by', 'text', optionalReference('users.id'))
    .addColumn('frozen_hash', 'text')
    .addColumn('frozen_record', 'text')
    .addColumn('persons_erased_at', 'text')
    .execute();
  await db.schema
    .createTable('frames')
    .addColumn('id', 'text', id)
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('kind', 'text', required)
    .addColumn('file_name', 'text', required)
    .addColumn('file_hash', 'text', required)
    .addColumn('mapping', 'text', required)
    .addColumn('window_from', 'text')
    .addColumn('window_to', 'text')
    .addColumn('state', 'text', required)
    .addColumn('counts', 'text', required)
    .addColumn('hash', 'text', emptyText)
    .addColumn('imported_by', 'text', optionalReference('users.id'))
    .addColumn('imported_at', 'text', required)
    .addColumn('job_id', 'text', optionalReference('jobs.id'))
    .execute();
  await db.schema.createIndex('frames_survey').on('frames').column('survey_id').execute();
  await db.schema
    .createTable('frame_units')
    .addColumn('frame_id', 'text', reference('frames.id'))
    .addColumn('unit_no', 'integer', required)
    .addColumn('line', 'integer', required)
    .addColumn('handling_agency_id', 'text', reference('agencies.id'))
    .addColumn('receiving_counter_id', 'text', optionalReference('counters.id'))
    .addColumn('service_field', 'text', required)
    .addColumn('completed_on', 'text')
    .addColumn('person_kind', 'text', required)
    .addColumn('area', 'text', required)
    .addColumn('village', 'text', required)
    .addColumn('size', 'integer', required)
    .addColumn('dossier_mark', 'text', required)
    .addColumn('person_mark', 'text', required)
    .addColumn('duplicate', 'text', required)
    .addColumn('duplicate_of', 'integer')
    .addColumn('kept', 'integer', flag)
    .addPrimaryKeyConstraint('frame_units_pk', ['frame_id', 'unit_no'])
    .execute();
  await db.schema
    .createTable('frame_refusals')
    .addColumn('frame_id', 'text', reference('frames.id'))
    .addColumn('line', 'integer', required)
    .addColumn('reason', 'text', required)
    .addColumn('detail', 'text', required)
    .addPrimaryKeyConstraint('frame_refusals_pk', ['frame_id', 'line', 'reason'])
    .execute();
  await db.schema
    .createTable('frame_persons')
    .addColumn('frame_id', 'text', reference('frames.id'))
    .addColumn('unit_no', 'integer', required)
    .addColumn('sealed', 'text', required)
    .addPrimaryKeyConstraint('frame_persons_pk', ['frame_id', 'unit_no'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['frame_persons', 'frame_refusals', 'frame_units', 'frames', 'rounds']) await db.schema.dropTable(table).execute();
}
