import type { Kysely } from 'kysely';
import { emptyText } from './columns';

/** The clusters that hold a drawn unit, all stages: a reserve may take the place of a unit of its own last cluster alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sampled_units').addColumn('cluster', 'text', emptyText).execute();
  await db.schema
    .createIndex('sampled_units_reserve')
    .on('sampled_units')
    .columns(['draw_id', 'stratum', 'cluster', 'reserve_order'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('sampled_units_reserve').execute();
  await db.schema.alterTable('sampled_units').dropColumn('cluster').execute();
}
