/** Brings the schema forward, at start and by command, one process at a time (the dialects take a lock). */
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely';
import { migrations } from '../../../migrations/index';
import type { Schema } from './schema';

/** Returns the names of the migrations that were applied now. Throws the first error; nothing is half-applied. */
export async function migrateToLatest(db: Kysely<Schema>): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
}
