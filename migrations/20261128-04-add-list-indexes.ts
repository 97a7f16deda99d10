import type { Kysely } from 'kysely';

/** Which months were judged at a place's counters is asked counter by counter. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('counter_month_verdicts_counter').on('counter_month_verdicts').columns(['counter_id', 'month']).execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('counter_month_verdicts_counter').execute();
}
