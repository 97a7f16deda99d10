/**
 * One database handle, two engines. SQLite (embedded default): WAL, synchronous=FULL, foreign keys on, a busy timeout for the
 * moments when a command in another process writes. PostgreSQL: a pool with the server's own durability.
 */
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { CompiledQuery, Kysely, PostgresDialect, SqliteAdapter, SqliteDialect, SqliteDriver, sql } from 'kysely';
import type { DatabaseConnection, TransactionSettings } from 'kysely';
import type { Schema } from './schema';

export const BUSY_TIMEOUT_MS = 5_000;

/** Opens `sqlite:PATH` (the folder is made) or `postgres://…`. Throws with a sentence that says what to do if the native part is missing. */
export function openDatabase(url: string): Kysely<Schema> {
  return /^postgres(ql)?:/.test(url) ? openPostgres(url) : openSqlite(url.replace(/^sqlite:/, ''));
}

export function isPostgres(db: Kysely<Schema>): boolean {
  return db.getExecutor().adapter.supportsTransactionalDdl && !(db.getExecutor().adapter instanceof SqliteAdapter);
}

function openPostgres(connectionString: string): Kysely<Schema> {
  const { Pool, types } = createRequire(import.meta.url)('pg') as typeof import('pg');
  types.setTypeParser(types.builtins.INT8, Number); // counts come back as numbers
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: new Pool({ connectionString, max: 10, idle_in_transaction_session_timeout: 30_000 }) })
  });
}

function openSqlite(path: string): Kysely<Schema> {
  const database = connectSqlite(path);
  return new Kysely<Schema>({ dialect: new ServerSqliteDialect({ database }) });
}

/** A raw connection with the project's settings. */
export function connectSqlite(path: string): SqliteDatabase {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = newSqlite(path);
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  return database;
}

function newSqlite(path: string): SqliteDatabase {
  const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof import('better-sqlite3');
  try {
    return new Sqlite(path);
  } catch (cause) {
    if (!(cause instanceof Error) || !/bindings|NODE_MODULE_VERSION|\.node/.test(cause.message)) throw cause;
    throw new Error(
      'Thiếu phần nhị phân của better-sqlite3 cho Node này. Chạy: npm rebuild better-sqlite3\n' +
        'The native part of better-sqlite3 is missing for this Node. Run: npm rebuild better-sqlite3',
      { cause }
    );
  }
}

/**
 * Writing transactions begin IMMEDIATE: one that reads first and writes later would otherwise fail with BUSY_SNAPSHOT when a
 * command in another process wrote in between.
 */
class ServerSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const readOnly = settings?.accessMode === 'read only';
    await connection.executeQuery(CompiledQuery.raw(readOnly ? 'begin' : 'begin immediate'));
  }
}

/** Migrations run in one transaction under SQLite's write lock, so that two processes starting together take turns. */
class ServerSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`update kysely_migration_lock set is_locked = is_locked`.execute(db);
  }

  /** Nothing to do: the lock is the transaction's own, and ends with it. */
  override async releaseMigrationLock(): Promise<void> {}
}

class ServerSqliteDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDialect>[0];

  constructor(config: ConstructorParameters<typeof SqliteDialect>[0]) {
    super(config);
    this.#config = config;
  }

  override createDriver() {
    return new ServerSqliteDriver(this.#config);
  }

  override createAdapter() {
    return new ServerSqliteAdapter();
  }
}
