/** An upgrade by start: before a database is migrated, a checked copy of it is kept. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Kysely } from 'kysely';
import { migrations } from '../../../../migrations/index';
import { Problem } from '../../core/problem';
import type { Config } from '../config';
import { isPostgres, sqlitePath } from '../database';
import { appliedMigrations, migrateToLatest } from '../migrate';
import type { Schema } from '../schema';
import { backUpSqlite, dumpPostgres } from './back-up';
import { refuseNewer } from './facts';
import { checksumFile } from './names';
import { makePrivateFolder, writeBackup } from './private-file';

/** The copies of so many upgrades are kept. */
const KEPT = 3;

type Settings = Pick<Config, 'databaseUrl' | 'backupFolder' | 'upgradeWithoutCopy'>;

export interface Upgrade {
  /** Names of the migrations that were applied now. */
  readonly applied: readonly string[];
  /** A new database needs none. */
  readonly copy?: string;
}

/**
 * Throws `database-newer` where a newer program has been here, and `upgrade-copy-impossible` where PostgreSQL's pg_dump is missing or
 * fails and the settings do not say to go on without; then nothing has changed. A migration that fails changes nothing either.
 */
export async function upgradeDatabase(db: Kysely<Schema>, settings: Settings, known = migrations): Promise<Upgrade> {
  const before = await appliedMigrations(db);
  refuseNewer(before, known);
  const next = Object.keys(known)
    .toSorted()
    .find((name) => !before.includes(name));
  if (next === undefined) return { applied: [] };
  const copy = before.length === 0 ? undefined : await keepCopy(settings, next);
  const applied = await migrateToLatest(db, known);
  return copy === undefined ? { applied } : { applied, copy };
}

/** undefined: the settings say to go on without, or another process was quicker and has migrated already. */
async function keepCopy(settings: Settings, next: string): Promise<string | undefined> {
  const { databaseUrl, backupFolder, upgradeWithoutCopy } = settings;
  if (!isPostgres(databaseUrl)) {
    const path = sqlitePath(databaseUrl);
    const start = path.slice(0, path.length - extname(path).length);
    return keep(`${start}.before-${next}${extname(path)}`, `${basename(start)}.before-`, next, (part) => backUpSqlite(path, part));
  }
  if (upgradeWithoutCopy) return undefined;
  makePrivateFolder(backupFolder);
  const name = new URL(databaseUrl).pathname.slice(1).replaceAll(/[^\w-]/g, '_');
  try {
    return await keep(join(backupFolder, `${name}.before-${next}.dump`), `${name}.before-`, next, (part) =>
      dumpPostgres(databaseUrl, part)
    );
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    throw new Problem('upgrade-copy-impossible', {}, [{ place: '', code: failure.code, parameters: failure.parameters }]);
  }
}

class Overtaken extends Error {}

async function keep(
  file: string,
  prefix: string,
  next: string,
  copy: (part: string) => ReturnType<typeof backUpSqlite>
): Promise<string | undefined> {
  try {
    await writeBackup(file, async (part) => {
      if ((await copy(part)).facts.migrations.includes(next)) throw new Overtaken();
    });
  } catch (failure) {
    if (failure instanceof Overtaken) return undefined;
    throw failure;
  }
  forgetOld(dirname(file), prefix);
  return file;
}

function forgetOld(folder: string, prefix: string): void {
  const copies = readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && /^\d/.test(name.slice(prefix.length)) && !name.endsWith('.sha256'))
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.at - a.at);
  for (const { path } of copies.slice(KEPT)) {
    rmSync(path);
    rmSync(checksumFile(path), { force: true });
  }
}
