import type { Kysely } from 'kysely';
import { id, optionalReference, required } from './columns';

/** An erasure is told of although the list or the round it tells of is gone: a draft that was discarded is erased again in a restored backup. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await replaceTable(db, false);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await replaceTable(db, true);
}

/** SQLite takes no reference off a table that is there; nothing has written to this one yet. */
async function replaceTable(db: Kysely<unknown>, references: boolean): Promise<void> {
  await db.schema.dropTable('erasures').execute();
  await db.schema
    .createTable('erasures')
    .addColumn('id', 'text', id)
    .addColumn('kind', 'text', required)
    .addColumn('survey_id', 'text', references ? optionalReference('surveys.id') : undefined)
    .addColumn('frame_id', 'text', references ? optionalReference('frames.id') : undefined)
    .addColumn('at', 'text', required)
    .addColumn('rows', 'integer', required)
    .addColumn('why', 'text', required)
    .execute();
}
