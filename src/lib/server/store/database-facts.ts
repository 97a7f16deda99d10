/** What the database itself says of itself: engine, version, size, the last migration. */
import { PostgresAdapter, sql } from 'kysely';
import type { Db } from '../schema';

export interface DatabaseFacts {
  readonly engine: 'SQLite' | 'PostgreSQL';
  readonly version: string;
  readonly bytes: number;
  readonly migration: string;
}

export async function readDatabaseFacts(db: Db): Promise<DatabaseFacts> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const { rows } = isPostgres
    ? await sql<{ version: string; bytes: number }>`
        select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`.execute(db)
    : await sql<{ version: string; bytes: number }>`
        select sqlite_version() as version, p.page_count * s.page_size as bytes from pragma_page_count() as p, pragma_page_size() as s`.execute(
        db
      );
  const { name } = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select((eb) => eb.fn.max('name').as('name'))
    .executeTakeFirstOrThrow();
  const [facts] = rows;
  return { engine: isPostgres ? 'PostgreSQL' : 'SQLite', version: facts?.version ?? '', bytes: Number(facts?.bytes ?? 0), migration: name };
}
