/**
 * What every command shares: a clear sentence instead of a stack for an expected failure (exit 2); settings, an open and migrated
 * database, and the database closed at the end for those that need one.
 */
import type { Kysely } from 'kysely';
import { Problem } from '../src/lib/core/problem';
import { describeProblem } from '../src/lib/i18n/problem-text';
import type { Upgrade } from '../src/lib/server/backup/upgrade';
import { upgradeDatabase } from '../src/lib/server/backup/upgrade';
import { ConfigError, readConfig } from '../src/lib/server/config';
import type { Config } from '../src/lib/server/config';
import { openDatabase } from '../src/lib/server/database';
import type { Schema } from '../src/lib/server/schema';

export async function runCommand(work: (db: Kysely<Schema>, config: Config, upgrade: Upgrade) => Promise<void>): Promise<void> {
  let db: Kysely<Schema> | undefined;
  await sayingProblems(async () => {
    try {
      const config = readConfig(process.env);
      db = openDatabase(config.databaseUrl);
      await work(db, config, await upgradeDatabase(db, config));
    } finally {
      await db?.destroy();
    }
  });
}

export async function sayingProblems(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (failure) {
    process.exitCode = 2;
    if (failure instanceof Problem) {
      for (const language of ['vi', 'en'] as const) console.error(describeProblem(failure, language));
    } else if (failure instanceof ConfigError) console.error(failure.message);
    else throw failure;
  }
}
