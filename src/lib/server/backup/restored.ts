/** What is done to a restored database before anybody sees it. */
import type { Kysely } from 'kysely';
import { addDays, localDay } from '../../core/calendar/day';
import { migrateToLatest } from '../migrate';
import { recountCounterDays } from '../operations/refresh-counter-activity';
import type { Schema } from '../schema';
import { deleteExpired } from '../store/responses';
import type { ErasedSince } from './erased-since';
import { eraseAgain } from './erased-since';
import type { Facts } from './facts';
import { findBreakInLog, readFacts, refuseLess, refuseNewer } from './facts';

export interface Restored {
  readonly facts: Facts;
  readonly brokenEvent: number | null;
  /** Comments and device marks whose time was over: erased again. */
  readonly erased: number;
  /** People of sampled surveys, and notes about them, that had been erased since the backup or whose time was over. */
  readonly personsErased: number;
  /** Something told what had been erased since: the database in whose place it came, or the record beside the backup. */
  readonly isErasureKnown: boolean;
}

/**
 * Brings a restored database to this program's schema, erases again what has expired or was erased since the backup, and ends every
 * session and every link that was sent: one that was ended or used after the backup would be alive again. `since`: what the database that
 * it takes the place of had erased, and what the record beside the backup says. Throws `database-newer`.
 */
export async function settleRestored(
  db: Kysely<Schema>,
  { file, since }: { readonly file: string; readonly since: readonly ErasedSince[] },
  now: Date
): Promise<Restored> {
  const before = await readFacts(db);
  refuseNewer(before.migrations);
  refuseLess(file, before, before);
  await migrateToLatest(db);
  const erased = await deleteExpired(db, now.toISOString());
  const personsErased = await eraseAgain(db, since, now);
  await db.deleteFrom('sessions').execute();
  await db.deleteFrom('half_sign_ins').execute();
  await db.deleteFrom('kept_forms').execute();
  await db
    .updateTable('tokens')
    .set({ revoked_at: now.toISOString() })
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
  await countLastDays(db, now);
  const facts = await readFacts(db);
  refuseLess(file, facts, before);
  return { facts, erased, personsErased, isErasureKnown: since.length > 0, brokenEvent: await findBreakInLog(db, facts) };
}

/** A running server counts today and yesterday again; the last answers before the backup may lie further back and not be counted yet. */
async function countLastDays(db: Kysely<Schema>, now: Date): Promise<void> {
  const last = await db.selectFrom('counter_days').select('day').orderBy('day', 'desc').limit(1).executeTakeFirst();
  if (last) await recountCounterDays(db, addDays(last.day, -1), localDay(now), now);
}
