import type { Kysely } from 'kysely';
import { id, optionalReference, reference, required } from './columns';

/** What other programs come in by, the dossiers that they register, and a list of what was erased (so that a restored backup erases it again). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('api_tokens')
    .addColumn('id', 'text', id)
    .addColumn('id_hash', 'text', (c) => required(c).unique())
    .addColumn('name', 'text', required)
    .addColumn('scope', 'text', required)
    .addColumn('agency_id', 'text', reference('agencies.id'))
    .addColumn('created_by', 'text', optionalReference('users.id'))
    .addColumn('created_at', 'text', required)
    .addColumn('expires_at', 'text', required)
    .addColumn('last_used_at', 'text')
    .addColumn('revoked_at', 'text')
    .execute();
  await db.schema
    .createTable('dossiers')
    .addColumn('id', 'text', id)
    .addColumn('dossier_mark', 'text', (c) => required(c).unique())
    .addColumn('handling_agency_id', 'text', reference('agencies.id'))
    .addColumn('receiving_counter_id', 'text', optionalReference('counters.id'))
    .addColumn('service_field', 'text', required)
    .addColumn('completed_on', 'text', required)
    .addColumn('token_id', 'text', reference('api_tokens.id'))
    .addColumn('registered_at', 'text', required)
    .addColumn('code', 'text', (c) => required(c).unique().references('access_codes.code'))
    .addColumn('erase_after', 'text', required)
    .execute();
  await db.schema.createIndex('dossiers_erase').on('dossiers').column('erase_after').execute();
  await db.schema
    .createTable('erasures')
    .addColumn('id', 'text', id)
    .addColumn('kind', 'text', required)
    .addColumn('survey_id', 'text', optionalReference('surveys.id'))
    .addColumn('frame_id', 'text', optionalReference('frames.id'))
    .addColumn('at', 'text', required)
    .addColumn('rows', 'integer', required)
    .addColumn('why', 'text', required)
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['erasures', 'dossiers', 'api_tokens']) await db.schema.dropTable(table).execute();
}
