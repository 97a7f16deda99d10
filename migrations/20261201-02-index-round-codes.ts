import type { Kysely } from 'kysely';

/** Whether a draw is in use is asked of each round's codes, among those of all others. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('access_codes_survey').on('access_codes').column('survey_id').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('access_codes_survey').execute();
}
