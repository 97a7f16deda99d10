/** Second factors of accounts and their recovery codes. What may be used once is claimed in one statement: of two at once one succeeds. */
import type { Db } from '../schema';
import type { SecondFactorTable } from '../schema-account';
import { NOT_KEPT } from '../sealed-code';

export async function findSecondFactor(db: Db, userId: string): Promise<SecondFactorTable | undefined> {
  return db.selectFrom('second_factors').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

/** False: there is one already. */
export async function insertSecondFactor(db: Db, factor: SecondFactorTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows: rows } = await db
    .insertInto('second_factors')
    .values(factor)
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .executeTakeFirstOrThrow();
  return Number(rows) === 1;
}

/** False: a code of this step or a later one was used already. */
export async function claimStep(db: Db, userId: string, step: number): Promise<boolean> {
  const { numUpdatedRows: rows } = await db
    .updateTable('second_factors')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('last_step', '<', step)
    .executeTakeFirstOrThrow();
  return Number(rows) === 1;
}

/** With its recovery codes. False: there was none. */
export async function deleteSecondFactor(db: Db, userId: string): Promise<boolean> {
  await db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  const { numDeletedRows: rows } = await db.deleteFrom('second_factors').where('user_id', '=', userId).executeTakeFirstOrThrow();
  return Number(rows) === 1;
}

/** The secret of some account, a person on some list, or a code: whose key it was sealed with tells whether the key is the right one. */
export async function findAnySecret(db: Db): Promise<string | undefined> {
  const factor = await db.selectFrom('second_factors').select('secret').limit(1).executeTakeFirst();
  if (factor) return factor.secret;
  const person = await db.selectFrom('frame_persons').select('sealed').limit(1).executeTakeFirst();
  if (person) return person.sealed;
  return (
    (await db.selectFrom('access_codes').select('sealed').where('sealed', '>', NOT_KEPT).limit(1).executeTakeFirst())?.sealed ?? undefined
  );
}

/** In place of those that there were. */
export async function replaceRecoveryCodes(db: Db, userId: string, hashes: readonly string[]): Promise<void> {
  await db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  const rows = hashes.map((hash) => ({ user_id: userId, code_hash: hash, used_at: null }));
  await db.insertInto('recovery_codes').values(rows).execute();
}

/** Whether it may still be used; `userId` undefined (no such account): false, after the same question. */
export async function hasRecoveryCode(db: Db, userId: string | undefined, hash: string): Promise<boolean> {
  const row = await db
    .selectFrom('recovery_codes')
    .select('user_id')
    .where('user_id', '=', userId ?? '')
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** False: it is none of this account's, or was used. */
export async function claimRecoveryCode(db: Db, userId: string, hash: string, at: string): Promise<boolean> {
  const { numUpdatedRows: rows } = await db
    .updateTable('recovery_codes')
    .set({ used_at: at })
    .where('user_id', '=', userId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(rows) === 1;
}

export async function countRecoveryCodes(db: Db, userId: string): Promise<number> {
  const { n } = await db
    .selectFrom('recovery_codes')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return n;
}
