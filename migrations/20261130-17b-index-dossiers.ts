import type { Kysely } from 'kysely';

/** A counter's page counts what was registered there lately. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('dossiers_counter').on('dossiers').columns(['receiving_counter_id', 'registered_at']).execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('dossiers_counter').execute();
}
