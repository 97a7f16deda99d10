/**
 * A backup restored on PostgreSQL, into a new database of the same server that takes the name only once it is checked; the old one is
 * kept under another.
 */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { Problem } from '../../core/problem';
import { openDatabase } from '../database';
import type { Schema } from '../schema';
import type { ErasedSince } from './erased-since';
import { readErased } from './erased-since';
import { localStamp } from './names';
import type { RestoreMade } from './restore-sqlite';
import type { Restored } from './restored';
import { settleRestored } from './restored';

interface Wish {
  readonly from: string;
  readonly databaseUrl: string;
  readonly replace: boolean;
  /** What the record beside the backup says. */
  readonly recorded: ErasedSince | undefined;
  /** Fills the new, empty database at `url`. */
  readonly fill: (url: string, db: Kysely<Schema>) => Promise<void>;
}

type Filling = Pick<Wish, 'from' | 'fill'> & { readonly since: readonly ErasedSince[] };

const LONGEST_NAME = 63;
const NO_RIGHT = '42501';
const IN_USE = '55006';

/** Throws `restore-holds-answers`, `database-in-use`, `restore-no-right`, `backup-damaged`, `database-newer`; then everything is as it was. */
export async function restorePostgres({ from, databaseUrl, replace, recorded, fill }: Wish, now: Date): Promise<RestoreMade> {
  const name = databaseOf(databaseUrl);
  const server = openDatabase(withDatabase(databaseUrl, name === 'postgres' ? 'template1' : 'postgres'));
  const stamp = localStamp(now).replace('-', '_');
  const fresh = nameWith(name, `_restoring_${stamp}`);
  try {
    const exists = await databaseExists(server, name);
    if (exists && !replace) await refuseAnswers(databaseUrl, name);
    if (exists) await refuseInUse(server, name);
    const since = [exists ? await inDatabase(databaseUrl, readErased) : undefined, recorded].filter((one) => one !== undefined);
    await sayingMissingRight(() => sql`create database ${sql.id(fresh)} template template0 encoding 'UTF8'`.execute(server));
    try {
      const restored = await fillAndSettle(withDatabase(databaseUrl, fresh), { from, fill, since }, now);
      const setAside = exists ? nameWith(name, `_before_restore_${stamp}`) : undefined;
      await takeName(server, { name, fresh, setAside });
      return setAside === undefined ? restored : { ...restored, setAside };
    } catch (failure) {
      await sql`drop database if exists ${sql.id(fresh)} with (force)`.execute(server);
      throw failure;
    }
  } finally {
    await server.destroy();
  }
}

function fillAndSettle(url: string, { from, fill, since }: Filling, now: Date): Promise<Restored> {
  return inDatabase(url, async (db) => {
    await fill(url, db);
    return settleRestored(db, { file: from, since }, now);
  });
}

async function inDatabase<T>(url: string, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  const db = openDatabase(url);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

async function takeName(
  server: Kysely<Schema>,
  { name, fresh, setAside }: { readonly name: string; readonly fresh: string; readonly setAside: string | undefined }
): Promise<void> {
  try {
    await server.transaction().execute(async (trx) => {
      if (setAside !== undefined) await sql`alter database ${sql.id(name)} rename to ${sql.id(setAside)}`.execute(trx);
      await sql`alter database ${sql.id(fresh)} rename to ${sql.id(name)}`.execute(trx);
    });
  } catch (failure) {
    if ((failure as { code?: string }).code === IN_USE) throw new Problem('database-in-use', { database: name });
    return sayingMissingRight(() => Promise.reject(failure));
  }
}

async function databaseExists(server: Kysely<Schema>, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(server);
  return rows.length > 0;
}

async function refuseInUse(server: Kysely<Schema>, name: string): Promise<void> {
  const { rows } = await sql`select 1 from pg_stat_activity where datname = ${name} limit 1`.execute(server);
  if (rows.length > 0) throw new Problem('database-in-use', { database: name });
}

function refuseAnswers(databaseUrl: string, name: string): Promise<void> {
  return inDatabase(databaseUrl, async (db) => {
    const there = (await db.introspection.getTables()).some((table) => table.name === 'responses');
    if (!there) return;
    const { n } = await db
      .selectFrom('responses')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    if (n > 0) throw new Problem('restore-holds-answers', { database: name, n });
  });
}

async function sayingMissingRight(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (failure) {
    const { code, message } = failure as { code?: string; message: string };
    throw code === NO_RIGHT ? new Problem('restore-no-right', { reason: message }) : failure;
  }
}

const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(name)}`;
  return changed.toString();
}

/** PostgreSQL cuts longer names by itself, and two of them might then be one. */
const nameWith = (name: string, suffix: string): string => name.slice(0, LONGEST_NAME - suffix.length) + suffix;
