/**
 * One database handle, two engines. SQLite (embedded default): WAL, synchronous=FULL, foreign keys on, what is deleted overwritten, a busy
 * timeout for the moments when a command in another process writes. PostgreSQL: a pool with the server's own durability.
 */
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Database as SqliteDatabase, Options as SqliteOptions } from 'better-sqlite3';
import { Kysely, PostgresDialect } from 'kysely';
import { letReadNow } from './compiled-query';
import type { Schema } from './schema';
import { ServerSqliteDialect } from './sqlite-dialect';

const BUSY_TIMEOUT_MS = 5_000;
/** How long a form waits for a PostgreSQL that does not answer at all before its page says that nothing was stored. */
const CONNECT_TIMEOUT_MS = 10_000;

/** Opens `sqlite:PATH` (the folder is made) or `postgres://…`. Throws with a sentence that says what to do if the native part is missing. */
export function openDatabase(url: string): Kysely<Schema> {
  return isPostgres(url) ? openPostgres(url) : openSqlite(sqlitePath(url));
}

export const isPostgres = (url: string): boolean => /^postgres(ql)?:/.test(url);

/** The path of a `sqlite:PATH`. */
export const sqlitePath = (url: string): string => url.replace(/^sqlite:/, '');

function openPostgres(connectionString: string): Kysely<Schema> {
  const { Pool, types } = createRequire(import.meta.url)('pg') as typeof import('pg');
  types.setTypeParser(types.builtins.INT8, Number); // counts come back as numbers
  const pool = new Pool({
    connectionString,
    max: 10,
    idle_in_transaction_session_timeout: 30_000,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS
  });
  // A connection that breaks while nobody uses it (PostgreSQL restarts) leaves the pool by itself; unheard, its error would end the process.
  pool.on('error', () => {});
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

function openSqlite(path: string): Kysely<Schema> {
  const dialect = new ServerSqliteDialect(connectSqlite(path));
  const db = new Kysely<Schema>({ dialect });
  letReadNow(db, dialect);
  return db;
}

/** A raw connection with the project's settings. */
export function connectSqlite(path: string): SqliteDatabase {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = newSqlite(path);
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('secure_delete = ON');
  return database;
}

/** As the file says it, without the settings above. */
export function newSqlite(path: string, options?: SqliteOptions): SqliteDatabase {
  const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof import('better-sqlite3');
  try {
    return new Sqlite(path, options);
  } catch (cause) {
    if (!(cause instanceof Error) || !/bindings|NODE_MODULE_VERSION|\.node/.test(cause.message)) throw cause;
    throw new Error(
      'Thiếu phần nhị phân của better-sqlite3 cho Node này. Chạy: npm rebuild better-sqlite3\n' +
        'The native part of better-sqlite3 is missing for this Node. Run: npm rebuild better-sqlite3',
      { cause }
    );
  }
}
