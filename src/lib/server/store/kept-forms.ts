/** Forms that were sent after the session had ended, until they are sent again. */
import type { Db } from '../schema';
import type { KeptFormTable } from '../schema-account';

export type KeptForm = KeptFormTable;

/** In place of the one that this browser had. */
export async function keepForm(db: Db, form: Omit<KeptForm, 'offered_at'>): Promise<void> {
  await db
    .insertInto('kept_forms')
    .values({ ...form, offered_at: null })
    .onConflict((conflict) => conflict.column('browser_hash').doUpdateSet({ ...form, offered_at: null }))
    .execute();
}

/** Sent at `since` or later, in that browser, by that person. */
export async function findKeptForm(db: Db, browserHash: string, userId: string, since: string): Promise<KeptForm | undefined> {
  return db
    .selectFrom('kept_forms')
    .selectAll()
    .where('browser_hash', '=', browserHash)
    .where('user_id', '=', userId)
    .where('sent_at', '>=', since)
    .executeTakeFirst();
}

export async function markOffered(db: Db, browserHash: string, at: string): Promise<void> {
  await db.updateTable('kept_forms').set({ offered_at: at }).where('browser_hash', '=', browserHash).execute();
}

export async function deleteKeptForm(db: Db, browserHash: string): Promise<void> {
  await db.deleteFrom('kept_forms').where('browser_hash', '=', browserHash).execute();
}

export async function deleteKeptForms(db: Db, before: string): Promise<void> {
  await db.deleteFrom('kept_forms').where('sent_at', '<', before).execute();
}
