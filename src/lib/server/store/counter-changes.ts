/** What changes of a counter: its name, its code. (Its end: `updateCounterEnd` in counters.ts.) */
import type { Db } from '../schema';
import { nameKeys } from './name-keys';

export async function updateCounterName(db: Db, id: string, name: string): Promise<void> {
  await db
    .updateTable('counters')
    .set({ name, ...nameKeys(name) })
    .where('id', '=', id)
    .execute();
}

/** The new code is there already; the old one stops taking answers and stays in the books. */
export async function replaceCounterCode(
  db: Db,
  counter: { readonly id: string; readonly code: string },
  code: string,
  at: string
): Promise<void> {
  await db.updateTable('access_codes').set({ replaced_by: code, closed_at: at }).where('code', '=', counter.code).execute();
  await db.updateTable('counters').set({ code }).where('id', '=', counter.id).execute();
}

/** Codes that were a counter's before, the latest first. */
export async function listReplacedCodes(
  db: Db,
  counterId: string
): Promise<readonly { readonly code: string; readonly closedAt: string }[]> {
  const rows = await db
    .selectFrom('access_codes')
    .select(['code', 'closed_at'])
    .where('counter_id', '=', counterId)
    .where('replaced_by', 'is not', null)
    .orderBy('closed_at', 'desc')
    .execute();
  return rows.map((row) => ({ code: row.code, closedAt: row.closed_at ?? '' }));
}
