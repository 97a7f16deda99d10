/** Rows of one table, written in one transaction. */
import type { Kysely } from 'kysely';
import type { Schema } from '../src/lib/server/schema';

/** Rows of one INSERT. */
const BATCH = 500;

export async function insertAll<Table extends keyof Schema>(db: Kysely<Schema>, table: Table, rows: readonly object[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (let at = 0; at < rows.length; at += BATCH)
      await trx
        .insertInto(table)
        .values(rows.slice(at, at + BATCH) as never)
        .execute();
  });
}
