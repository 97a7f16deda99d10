import type { Kysely } from 'kysely';

/** Of a decision by rule: how many different rules were looked at before it, over the same places, in the thirty days before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('quality_decisions').addColumn('rules_tried', 'integer').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('quality_decisions').dropColumn('rules_tried').execute();
}
