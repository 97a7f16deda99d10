/**
 * A transaction that is tried again when PostgreSQL broke it to resolve a deadlock or a race for the same key (40P01, 40001,
 * 23505): another process was quicker, and the second look sees what it did. SQLite's writers take turns.
 */
import type { Transaction } from 'kysely';
import type { Db, Schema } from './schema';

const TRIES = 5;
const PASSING = new Set(['40P01', '40001', '23505']);

/** Runs `work` in a transaction, or in the one that is open already. `work` must be safe to run again from the start. */
export async function inTransaction<T>(db: Db, work: (trx: Transaction<Schema>) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db as Transaction<Schema>);
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (failure) {
      const code = (failure as { code?: string }).code ?? '';
      if (attempt >= TRIES || !PASSING.has(code)) throw failure;
    }
  }
}
