import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { id, optionalReference, reference, required } from './columns';

/**
 * Designs, draws and what was drawn. A draw keeps all that it takes to repeat it. A unit's answer is the one of purpose `main` that names it:
 * the index allows one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('designs')
    .addColumn('id', 'text', id)
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('frame_id', 'text', reference('frames.id'))
    .addColumn('label', 'text', required)
    .addColumn('content', 'text', required)
    .addColumn('arithmetic', 'text', required)
    .addColumn('made_by', 'text', optionalReference('users.id'))
    .addColumn('made_at', 'text', required)
    .addColumn('revision', 'integer', required)
    .addUniqueConstraint('designs_label', ['survey_id', 'frame_id', 'label'])
    .execute();
  await db.schema
    .createTable('draws')
    .addColumn('id', 'text', id)
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('kind', 'text', required)
    .addColumn('number', 'integer', required)
    .addColumn('design_id', 'text', optionalReference('designs.id'))
    .addColumn('frame_id', 'text', optionalReference('frames.id'))
    .addColumn('frame_hash', 'text', required)
    .addColumn('parameters', 'text', required)
    .addColumn('seed', 'text', required)
    .addColumn('generator', 'text', required)
    .addColumn('drawn_by', 'text', optionalReference('users.id'))
    .addColumn('drawn_at', 'text', required)
    .addColumn('result_hash', 'text', required)
    .addColumn('voided_at', 'text')
    .addColumn('void_reason', 'text')
    .addUniqueConstraint('draws_number', ['survey_id', 'kind', 'number'])
    .execute();
  await db.schema
    .createTable('sampled_units')
    .addColumn('id', 'text', id)
    .addColumn('draw_id', 'text', reference('draws.id'))
    .addColumn('survey_id', 'text', reference('surveys.id'))
    .addColumn('serial', 'integer', required)
    .addColumn('frame_id', 'text', reference('frames.id'))
    .addColumn('unit_no', 'integer', required)
    .addColumn('ordinal', 'integer', required)
    .addColumn('handling_agency_id', 'text', reference('agencies.id'))
    .addColumn('receiving_counter_id', 'text', optionalReference('counters.id'))
    .addColumn('service_field', 'text', required)
    .addColumn('stratum', 'text', required)
    .addColumn('psu', 'text', required)
    .addColumn('psu_probability', 'double precision', required)
    .addColumn('inclusion_probability', 'double precision', required)
    .addColumn('role', 'text', required)
    .addColumn('reserve_order', 'integer')
    .addColumn('released_at', 'text')
    .addColumn('replaces_id', 'text', (c) => c.references('sampled_units.id').unique())
    .addColumn('replace_reason', 'text')
    .addColumn('replaced_at', 'text')
    .addColumn('disposition', 'text', required)
    .addColumn('interviewer_id', 'text', optionalReference('users.id'))
    .addUniqueConstraint('sampled_units_serial', ['survey_id', 'serial'])
    .addUniqueConstraint('sampled_units_unit', ['draw_id', 'unit_no', 'ordinal'])
    .execute();
  await db.schema.createIndex('sampled_units_interviewer').on('sampled_units').column('interviewer_id').execute();
  await db.schema.alterTable('access_codes').addColumn('sampled_unit_id', 'text', optionalReference('sampled_units.id')).execute();
  await db.schema.alterTable('access_codes').addColumn('survey_id', 'text', optionalReference('surveys.id')).execute();
  for (const column of ['dossier_id', 'expires_at', 'used_at'])
    await db.schema.alterTable('access_codes').addColumn(column, 'text').execute();
  await db.schema.createIndex('access_codes_unit').on('access_codes').column('sampled_unit_id').execute();
  await db.schema.alterTable('responses').addColumn('sampled_unit_id', 'text', optionalReference('sampled_units.id')).execute();
  await db.schema.alterTable('responses').addColumn('entered_by', 'text', optionalReference('users.id')).execute();
  await db.schema
    .createIndex('responses_unit')
    .on('responses')
    .column('sampled_unit_id')
    .where(sql.ref('sampled_unit_id'), 'is not', sql.lit(null))
    .execute();
  await db.schema
    .createIndex('responses_unit_main')
    .on('responses')
    .column('sampled_unit_id')
    .unique()
    .where(sql.ref('purpose'), '=', sql.lit('main'))
    .where(sql.ref('sampled_unit_id'), 'is not', sql.lit(null))
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const index of ['responses_unit', 'responses_unit_main']) await db.schema.dropIndex(index).execute();
  for (const column of ['sampled_unit_id', 'entered_by']) await db.schema.alterTable('responses').dropColumn(column).execute();
  await db.schema.dropIndex('access_codes_unit').execute();
  for (const column of ['sampled_unit_id', 'survey_id', 'dossier_id', 'expires_at', 'used_at'])
    await db.schema.alterTable('access_codes').dropColumn(column).execute();
  for (const table of ['sampled_units', 'draws', 'designs']) await db.schema.dropTable(table).execute();
}
