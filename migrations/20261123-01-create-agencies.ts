import type { Kysely } from 'kysely';
import { id, optionalReference, reference, required } from './columns';

/** The effective-dated tree. A renamed or moved agency is a new version row; a merged one has successors. `valid_to` is the last day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agencies')
    .addColumn('id', 'text', id)
    .addColumn('code', 'text', (c) => required(c).unique())
    .addColumn('kind', 'text', required)
    .addColumn('valid_from', 'text', required)
    .addColumn('valid_to', 'text')
    .execute();
  await db.schema
    .createTable('agency_versions')
    .addColumn('agency_id', 'text', reference('agencies.id'))
    .addColumn('valid_from', 'text', required)
    .addColumn('valid_to', 'text')
    .addColumn('name_vi', 'text', required)
    .addColumn('name_en', 'text', required)
    .addColumn('parent_id', 'text', optionalReference('agencies.id'))
    .addColumn('path', 'text', required)
    .addPrimaryKeyConstraint('agency_versions_pk', ['agency_id', 'valid_from'])
    .execute();
  await db.schema.createIndex('agency_versions_path').on('agency_versions').column('path').execute();
  await db.schema.createIndex('agency_versions_parent').on('agency_versions').column('parent_id').execute();
  await db.schema
    .createTable('agency_successions')
    .addColumn('predecessor_id', 'text', reference('agencies.id'))
    .addColumn('successor_id', 'text', reference('agencies.id'))
    .addColumn('on_day', 'text', required)
    .addPrimaryKeyConstraint('agency_successions_pk', ['predecessor_id', 'successor_id'])
    .execute();
  await db.schema
    .createTable('counters')
    .addColumn('id', 'text', id)
    .addColumn('agency_id', 'text', reference('agencies.id'))
    .addColumn('name', 'text', required)
    .addColumn('opened_on', 'text', required)
    .addColumn('closed_on', 'text')
    .addColumn('successor_counter_id', 'text', optionalReference('counters.id'))
    .addColumn('default_handling_agency_id', 'text', reference('agencies.id'))
    .execute();
  await db.schema.createIndex('counters_agency').on('counters').column('agency_id').execute();
  await db.schema
    .createTable('access_codes')
    .addColumn('code', 'text', id)
    .addColumn('kind', 'text', required)
    .addColumn('counter_id', 'text', optionalReference('counters.id'))
    .addColumn('issued_at', 'text', required)
    .addColumn('replaced_by', 'text')
    .addColumn('closed_at', 'text')
    .execute();
  await db.schema.createIndex('access_codes_counter').on('access_codes').column('counter_id').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['access_codes', 'counters', 'agency_successions', 'agency_versions', 'agencies'])
    await db.schema.dropTable(table).execute();
}
