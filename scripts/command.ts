/**
 * What every command shares: settings, an open and migrated database, a clear sentence instead of a stack for an expected
 * failure (exit 2), and the database closed at the end.
 */
import type { Kysely } from 'kysely';
import { Problem } from '../src/lib/core/problem';
import { describeProblem } from '../src/lib/i18n/problem-text';
import { ConfigError, readConfig } from '../src/lib/server/config';
import type { Config } from '../src/lib/server/config';
import { openDatabase } from '../src/lib/server/database';
import { migrateToLatest } from '../src/lib/server/migrate';
import type { Schema } from '../src/lib/server/schema';

export async function runCommand(work: (db: Kysely<Schema>, config: Config) => Promise<void>): Promise<void> {
  let db: Kysely<Schema> | undefined;
  try {
    const config = readConfig(process.env);
    db = openDatabase(config.databaseUrl);
    await migrateToLatest(db);
    await work(db, config);
  } catch (failure) {
    process.exitCode = 2;
    if (failure instanceof Problem) {
      for (const language of ['vi', 'en'] as const) console.error(describeProblem(failure, language));
    } else if (failure instanceof ConfigError) console.error(failure.message);
    else throw failure;
  } finally {
    await db?.destroy();
  }
}
