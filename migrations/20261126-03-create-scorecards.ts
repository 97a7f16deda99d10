import type { Kysely } from 'kysely';
import { flag, id, optionalReference, reference, required } from './columns';

/** Scorecards of the PAR INDEX: one an agency and year. `revision` rises with every change, so that two editors cannot overwrite each other unseen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('scorecards')
    .addColumn('id', 'text', id)
    .addColumn('agency_id', 'text', reference('agencies.id'))
    .addColumn('year', 'integer', required)
    .addColumn('rules_family', 'text', required)
    .addColumn('rules_number', 'integer', required)
    .addColumn('content', 'text', required)
    .addColumn('demonstration', 'integer', flag)
    .addColumn('revision', 'integer', required)
    .addColumn('changed_at', 'text', required)
    .addColumn('changed_by', 'text', optionalReference('users.id'))
    .addUniqueConstraint('scorecards_agency_year', ['agency_id', 'year'])
    .execute();
  await db.schema.createIndex('scorecards_year').on('scorecards').column('year').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('scorecards').execute();
}
