import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { id, optionalReference, reference, required } from './columns';

/**
 * One-time codes are kept as a keyed mark and sealed: `sealed` is there for them, and the start fills it (a migration has no key). A dossier's
 * code is found by the dossier, so that nothing refers to a code that changes into its mark. The index has the rows that still wait.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('access_codes').addColumn('sealed', 'text').execute();
  await db.schema.createIndex('access_codes_dossier').on('access_codes').column('dossier_id').execute();
  await sql`create index access_codes_plain on access_codes (code) where sealed is null and kind <> 'counter'`.execute(db);
  await replaceDossiers(db, false);
}

/** Codes that were sealed stay as marks: their links open nothing any more. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await replaceDossiers(db, true);
  for (const index of ['access_codes_plain', 'access_codes_dossier']) await db.schema.dropIndex(index).execute();
  await db.schema.alterTable('access_codes').dropColumn('sealed').execute();
}

const KEPT = sql.raw(
  'id, dossier_mark, handling_agency_id, receiving_counter_id, service_field, completed_on, token_id, registered_at, erase_after'
);

/** SQLite takes no unique column off a table that is there. */
async function replaceDossiers(db: Kysely<unknown>, hasCode: boolean): Promise<void> {
  let table = db.schema
    .createTable('dossiers_anew')
    .addColumn('id', 'text', id)
    .addColumn('dossier_mark', 'text', (c) => required(c).unique())
    .addColumn('handling_agency_id', 'text', reference('agencies.id'))
    .addColumn('receiving_counter_id', 'text', optionalReference('counters.id'))
    .addColumn('service_field', 'text', required)
    .addColumn('completed_on', 'text', required)
    .addColumn('token_id', 'text', reference('api_tokens.id'))
    .addColumn('registered_at', 'text', required)
    .addColumn('erase_after', 'text', required);
  if (hasCode) table = table.addColumn('code', 'text', (c) => required(c).unique().references('access_codes.code'));
  await table.execute();
  if (hasCode)
    await sql`insert into dossiers_anew (${KEPT}, code) select ${KEPT}, (select code from access_codes where dossier_id = dossiers.id)
      from dossiers`.execute(db);
  else await sql`insert into dossiers_anew (${KEPT}) select ${KEPT} from dossiers`.execute(db);
  await db.schema.dropTable('dossiers').execute();
  await db.schema.alterTable('dossiers_anew').renameTo('dossiers').execute();
  await db.schema.createIndex('dossiers_erase').on('dossiers').column('erase_after').execute();
  await db.schema.createIndex('dossiers_counter').on('dossiers').columns(['receiving_counter_id', 'registered_at']).execute();
  await db.schema.createIndex('dossiers_completed').on('dossiers').columns(['receiving_counter_id', 'completed_on']).execute();
}
