/** A SQLite database copied while others write to it, and the copy checked as it lies on the disk. */
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { Kysely } from 'kysely';
import { Problem } from '../../core/problem';
import { newSqlite } from '../database';
import type { Schema } from '../schema';
import { ServerSqliteDialect } from '../sqlite-dialect';

/** In one step: a copy of some pages at a time begins anew whenever another process writes in between, and never ends under load. */
const ALL_PAGES = 0x7fffffff;

/** Fills the file `to` with the database as it is at one moment. Writers do not wait. */
export async function copySqlite(from: SqliteDatabase, to: string): Promise<void> {
  await from.backup(to, { progress: () => ALL_PAGES });
}

/**
 * Opens a copy for `work`, which gets it as the application does; afterwards it is one file again. Every page and every reference
 * is checked first: throws `backup-damaged`.
 */
export async function inCheckedCopy<T>(file: string, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  const database = newSqlite(file, { fileMustExist: true });
  try {
    checkPages(database, file);
    return await work(asApplication(database));
  } finally {
    database.close();
  }
}

/** The application's queries, on a connection that whoever opened it closes. */
export function asApplication(database: SqliteDatabase): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new ServerSqliteDialect(database) });
}

function checkPages(database: SqliteDatabase, file: string): void {
  try {
    database.pragma('journal_mode = DELETE'); // one file, which can be read from a disk that cannot be written to
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('secure_delete = ON'); // what a restore erases again must not stay in the file
    const [first] = database.pragma('integrity_check(1)') as { integrity_check: string }[];
    if (first?.integrity_check !== 'ok') throw new Problem('backup-damaged', { file, reason: first?.integrity_check ?? '?' });
    const [orphan] = database.pragma('foreign_key_check') as { table: string; parent: string }[];
    if (orphan) throw new Problem('backup-damaged', { file, reason: `${orphan.table} → ${orphan.parent}` });
  } catch (failure) {
    const { code, message } = failure as { code?: unknown; message: string };
    if (code !== 'SQLITE_CORRUPT' && code !== 'SQLITE_NOTADB') throw failure;
    throw new Problem('backup-damaged', { file, reason: message });
  }
}
