/** How often a unit was tried, and what came of it. */
import type { Db, Schema } from '../schema';
import type { Insertable } from 'kysely';

/** False: it was stored before. */
export async function insertAttempt(trx: Db, attempt: Insertable<Schema['contact_attempts']>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('contact_attempts')
    .values(attempt)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function findAttempt(db: Db, id: string) {
  return db.selectFrom('contact_attempts').select(['user_id', 'sampled_unit_id']).where('id', '=', id).executeTakeFirst();
}

/** Of an interviewer's units, every main attempt in the order of its time. */
export async function listAttemptsOfOwn(db: Db, userId: string) {
  return db
    .selectFrom('contact_attempts as t')
    .innerJoin('sampled_units as u', 'u.id', 't.sampled_unit_id')
    .select(['t.sampled_unit_id', 't.at', 't.disposition', 't.note', 't.again_at'])
    .where('u.interviewer_id', '=', userId)
    .where('t.purpose', '=', 'main')
    .orderBy('t.at')
    .orderBy('t.id')
    .execute();
}

/** Of one unit, the latest first. */
export async function listAttemptsOfUnit(db: Db, unitId: string) {
  return db
    .selectFrom('contact_attempts')
    .select(['at', 'disposition', 'note', 'again_at', 'user_id'])
    .where('sampled_unit_id', '=', unitId)
    .where('purpose', '=', 'main')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
