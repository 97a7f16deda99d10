/**
 * Sign-ins tried and not yet succeeded, by what was typed and by address: a row holds only a hash of either. Counted before the
 * password is checked and in one statement, so that many tries at once, through many processes, still count one by one.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { TryWindow } from '../../core/security/inner-limits';
import type { Db } from '../schema';

/**
 * `browser`: the hash of a known browser's token, whose tries count apart. `account`: a user's id, behind a right password or in a session.
 * `resetOf`, `resetFrom`: whoever forgot a password, by the typed name and by network. `refused`: all refusals together, of names that
 * somebody has, of those that nobody has, and those that the log does not tell.
 */
export type TriedBy =
  | { readonly name: string; readonly browser?: string | undefined }
  | { readonly account: string; readonly check: 'second-factor' | 'password'; readonly browser?: string | undefined }
  | { readonly address: string }
  | { readonly resetOf: string }
  | { readonly resetFrom: string }
  | { readonly refused: 'known' | 'unknown' | 'untold' };

export interface Counted {
  /** Undefined: go on; a time (ISO-8601 UTC): locked until then. */
  readonly lockedUntil: string | undefined;
  /** The next one will be refused. */
  readonly isLast: boolean;
}

/** Counts one more try. */
export async function countAttempt(db: Db, by: TriedBy, { most, minutes }: TryWindow, now: Date): Promise<Counted> {
  const forgotten = minutesFrom(now, -minutes);
  const lockEnd = minutesFrom(now, minutes);
  const earlier = sql.ref('sign_in_failures.last_at');
  const count = sql.ref<number>('sign_in_failures.count');
  const row = await db
    .insertInto('sign_in_failures')
    .values({ key_hash: keyHash(by), count: 1, last_at: now.toISOString(), locked_until: null })
    .onConflict((conflict) =>
      conflict.column('key_hash').doUpdateSet({
        count: sql`case when ${earlier} <= ${forgotten} then 1 else ${count} + 1 end`,
        // a refused try does not lengthen the lock
        last_at: sql`case when ${earlier} > ${forgotten} and ${count} >= ${most} then ${earlier} else ${now.toISOString()} end`,
        locked_until: sql`case when ${earlier} <= ${forgotten} then null when ${count} + 1 = ${most} then ${lockEnd} else sign_in_failures.locked_until end`
      })
    )
    .returning(['count', 'locked_until'])
    .executeTakeFirstOrThrow();
  return { lockedUntil: row.count > most ? (row.locked_until ?? lockEnd) : undefined, isLast: row.count === most };
}

/** Until when the longest of these locks lasts (ISO-8601 UTC); null: none of them is locked. */
export async function findLock(db: Db, tries: readonly TriedBy[], now: Date): Promise<string | null> {
  const row = await db
    .selectFrom('sign_in_failures')
    .select((eb) => eb.fn.max('locked_until').as('until'))
    .where('key_hash', 'in', tries.map(keyHash))
    .where('locked_until', '>', now.toISOString())
    .executeTakeFirst();
  return row?.until ?? null;
}

/** Those of these that are locked now. */
export async function listLocked<T extends TriedBy>(db: Db, tries: readonly T[], now: Date): Promise<readonly T[]> {
  if (tries.length === 0) return [];
  const byKey = new Map(tries.map((tried) => [keyHash(tried), tried]));
  const rows = await db
    .selectFrom('sign_in_failures')
    .select('key_hash')
    .where('key_hash', 'in', [...byKey.keys()])
    .where('locked_until', '>', now.toISOString())
    .execute();
  return rows.flatMap(({ key_hash }) => byKey.get(key_hash) ?? []);
}

/** A success clears what was typed, and takes its own try back from the address it shares with others. */
export async function forgetAttempt(db: Db, by: TriedBy): Promise<void> {
  if (!('address' in by)) await db.deleteFrom('sign_in_failures').where('key_hash', '=', keyHash(by)).execute();
  else
    await db
      .updateTable('sign_in_failures')
      .set((eb) => ({ count: eb('count', '-', 1) }))
      .where('key_hash', '=', keyHash(by))
      .where('count', '>', 0)
      .execute();
}

/** Removes rows that no longer count. */
export async function deleteForgottenAttempts(db: Db, minutes: number, now: Date): Promise<void> {
  await db.deleteFrom('sign_in_failures').where('last_at', '<=', minutesFrom(now, -minutes)).execute();
}

function minutesFrom(now: Date, minutes: number): string {
  return new Date(now.getTime() + minutes * 60_000).toISOString();
}

function keyHash(by: TriedBy): string {
  return createHash('sha256').update(keyOf(by)).digest('hex');
}

/** Each kind begins with a word of its own, and what somebody typed stands last: nothing that is typed makes the key of another. */
function keyOf(by: TriedBy): string {
  if ('address' in by) return `address:${by.address}`;
  if ('resetOf' in by) return `reset-of:${by.resetOf}`;
  if ('resetFrom' in by) return `reset-from:${by.resetFrom}`;
  if ('refused' in by) return `refused:${by.refused}`;
  const from = by.browser === undefined ? '' : `browser:${by.browser} `;
  return 'name' in by ? `${from}name:${by.name}` : `${from}account:${by.account} ${by.check}`;
}
