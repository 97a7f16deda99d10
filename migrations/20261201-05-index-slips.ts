import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** A report counts what was registered in its period, and which of it was answered: few of the codes are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('dossiers_completed').on('dossiers').columns(['receiving_counter_id', 'completed_on']).execute();
  await db.schema
    .createIndex('access_codes_used')
    .on('access_codes')
    .column('dossier_id')
    .where(sql.ref('used_at'), 'is not', null)
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('access_codes_used').execute();
  await db.schema.dropIndex('dossiers_completed').execute();
}
