import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { emptyText, id, optionalReference, reference, required } from './columns';

/**
 * A list as it was sent, kept in sealed parts until the frame is made of it, so that any process can read it as a stream; what was decided
 * of its duplicates; and the way to the units that are duplicates.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('frame_uploads')
    .addColumn('id', 'text', id)
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('kind', 'text', required)
    .addColumn('file_name', 'text', required)
    .addColumn('size', 'integer', required)
    .addColumn('format', 'text', required)
    .addColumn('encoding', 'text', required)
    .addColumn('file_hash', 'text', required)
    .addColumn('is_complete', 'integer', required)
    .addColumn('failure', 'text', emptyText)
    .addColumn('created_by', 'text', reference('users.id'))
    .addColumn('created_at', 'text', required)
    .execute();
  await db.schema.createIndex('frame_uploads_survey').on('frame_uploads').column('survey_id').execute();
  await db.schema
    .createTable('frame_upload_parts')
    .addColumn('upload_id', 'text', reference('frame_uploads.id'))
    .addColumn('part', 'integer', required)
    .addColumn('sealed', 'text', required)
    .addPrimaryKeyConstraint('frame_upload_parts_pk', ['upload_id', 'part'])
    .execute();
  await db.schema
    .alterTable('frames')
    .addColumn('decisions', 'text', (c) => required(c).defaultTo('{}'))
    .execute();
  await db.schema.alterTable('frames').addColumn('upload_id', 'text', optionalReference('frame_uploads.id')).execute();
  await db.schema
    .createIndex('frame_units_duplicates')
    .on('frame_units')
    .columns(['frame_id', 'duplicate', 'duplicate_of', 'unit_no'])
    .where(sql.ref('duplicate'), '<>', sql.lit(''))
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('frame_units_duplicates').execute();
  await db.schema.alterTable('frames').dropColumn('upload_id').execute();
  await db.schema.alterTable('frames').dropColumn('decisions').execute();
  for (const table of ['frame_upload_parts', 'frame_uploads']) await db.schema.dropTable(table).execute();
}
