/** Migrates and seeds the demonstration's database before the server opens it. Doing it again changes nothing. */
import type { Config } from '../src/lib/server/config';
import { openDatabase } from '../src/lib/server/database';
import { migrateToLatest } from '../src/lib/server/migrate';
import { seedDemonstration } from './demo-seed';

export type Demonstration = Awaited<ReturnType<typeof seedDemonstration>>;

export async function prepareDemonstration(config: Config): Promise<Demonstration> {
  const db = openDatabase(config.databaseUrl);
  try {
    await migrateToLatest(db);
    return await seedDemonstration(db, config);
  } finally {
    await db.destroy();
  }
}
