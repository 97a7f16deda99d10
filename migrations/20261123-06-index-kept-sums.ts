import type { Kysely } from 'kysely';

/** Reports add up the light sums of every cell of a survey: with this index they need not touch the rows, which hold whole tallies. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('kept_tallies_sums')
    .on('kept_tallies')
    .columns(['survey_id', 'receiving_counter_id', 'day', 'dirty', 'respondents', 'answered', 'satisfied', 'valid'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('kept_tallies_sums').execute();
}
