/** Brings the schema forward, at start and by command, one process at a time (the dialects take a lock). */
import type { Kysely, Migration } from 'kysely';
import { Migrator } from 'kysely';
import { migrations } from '../../../migrations/index';
import type { Schema } from './schema';

type Migrations = Readonly<Record<string, Migration>>;

/** Returns the names of the migrations that were applied now. Throws the first error; nothing is half-applied. */
export async function migrateToLatest(db: Kysely<Schema>, known: Migrations = migrations): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...known }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

/** In order; none where there is no database yet. */
export async function appliedMigrations(db: Kysely<Schema>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute();
  return rows.map((row) => row.name);
}
