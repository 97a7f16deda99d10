/**
 * Kysely's SQLite dialect as a server needs it: statements are prepared once, callers take turns in the order they came,
 * writing transactions take the write lock when they begin, and migrations run under it.
 */
import type { Database as SqliteDatabase, Statement } from 'better-sqlite3';
import type { DatabaseConnection, Kysely, SqliteDatabase as KyselySqlite, TransactionSettings } from 'kysely';
import { CompiledQuery, sql, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';

const MOST_STATEMENTS = 300;
/** Statements of many rows come in many lengths, each its own. */
const LONGEST_KEPT = 10_000;

export class ServerSqliteDialect extends SqliteDialect {
  readonly #driver: ServerSqliteDriver;

  constructor(database: SqliteDatabase) {
    super({ database });
    this.#driver = new ServerSqliteDriver(keepingStatements(database));
  }

  override createDriver() {
    return this.#driver;
  }

  /**
   * Runs a query at once, without the dozen promises of the usual way, which cost more than a row found by its key does; undefined
   * while somebody holds the connection: a read among the statements of another's transaction would see what is not committed.
   */
  readNow<Row>({ sql: text, parameters }: CompiledQuery): readonly Row[] | undefined {
    return this.#driver.readNow(text, parameters) as readonly Row[] | undefined;
  }

  override createAdapter() {
    return new ServerSqliteAdapter();
  }
}

/**
 * Preparing a statement costs as much as running it. A kept one that is still handing out rows is left alone, and SQLite
 * prepares again by itself what a migration has overtaken.
 */
function keepingStatements(database: SqliteDatabase): KyselySqlite {
  const kept = new Map<string, Statement>();
  return {
    close: () => database.close(),
    prepare(text) {
      const known = kept.get(text);
      if (known && !known.busy) return known;
      const statement = database.prepare(text);
      if (kept.size >= MOST_STATEMENTS) kept.delete(kept.keys().next().value!);
      if (text.length <= LONGEST_KEPT) kept.set(text, statement);
      return statement;
    }
  };
}

/**
 * Kysely's own lock wakes everybody who waits whenever it is free, and with many forms at once they mostly wake for nothing;
 * here the next in turn is woken. Writing transactions begin IMMEDIATE: one that reads first and writes later would otherwise
 * fail with BUSY_SNAPSHOT when a command in another process wrote in between.
 */
class ServerSqliteDriver extends SqliteDriver {
  #taken = false;
  readonly #waiting: (() => void)[] = [];
  readonly #database: KyselySqlite;

  constructor(database: KyselySqlite) {
    super({ database });
    this.#database = database;
  }

  readNow(text: string, parameters: readonly unknown[]): readonly unknown[] | undefined {
    return this.#taken ? undefined : this.#database.prepare(text).all(parameters);
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#taken) await new Promise<void>((turn) => this.#waiting.push(turn));
    this.#taken = true;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection();
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken = false;
  }

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
