import type { Kysely } from 'kysely';

/** Kept tallies are a cache, and their bytes now hold sums of squares too: reports count the days again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await (db as Kysely<{ kept_tallies: object }>).deleteFrom('kept_tallies').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await up(db);
}
