/** A backup of the whole database while the server writes to it: a private file, checked as it lies on the disk, its checksum beside it. */
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Problem } from '../../core/problem';
import { isPostgres, newSqlite, openDatabase, sqlitePath } from '../database';
import type { ErasedSince } from './erased-since';
import { readErased } from './erased-since';
import { erasureRecordOf, writeErasureRecord } from './erasure-record';
import type { Facts } from './facts';
import { findBreakInLog, MAIN_TABLES, readFacts, refuseLess } from './facts';
import type { BackupKind } from './names';
import { backupName, pruneBackups } from './names';
import { findTool, run, runTool } from './postgres-tools';
import { makePrivateFolder, writeBackup } from './private-file';
import { asApplication, copySqlite, inCheckedCopy } from './sqlite-copy';

interface Wish {
  readonly databaseUrl: string;
  /** A folder, or the file itself where the name ends in `.sqlite` or `.dump`. */
  readonly to: string;
  /** How many backups stay in the folder, this one among them; undefined: all. */
  readonly keep?: number | undefined;
}

export interface BackupMade {
  readonly file: string;
  readonly facts: Facts;
  /** The first event of the audit log that does not follow from the one before. The backup is made all the same: it is evidence. */
  readonly brokenEvent: number | null;
  /** Names of older ones, removed. */
  readonly removed: readonly string[];
}

/**
 * Throws `backup-nothing`, `backup-exists`, `backup-not-written`, `backup-damaged`, `postgres-tool-missing`, `-old`, `-failed`; then
 * there is no new file, and none is removed. `erasure-record-damaged` comes after the backup is made, and before old ones are removed.
 */
export async function backUp({ databaseUrl, to, keep }: Wish, now: Date): Promise<BackupMade> {
  const kind: BackupKind = isPostgres(databaseUrl) ? 'dump' : 'sqlite';
  const file = /\.(sqlite|dump)$/.test(to) ? to : join(to, backupName(now, kind));
  makePrivateFolder(dirname(file));
  if (existsSync(file)) throw new Problem('backup-exists', { file });
  const { facts, brokenEvent, erased } = await writeBackup(file, (part) =>
    kind === 'dump' ? dumpPostgres(databaseUrl, part) : backUpSqlite(sqlitePath(databaseUrl), part)
  );
  await writeErasureRecord(erasureRecordOf(file), erased);
  const removed = keep === undefined ? [] : pruneBackups(dirname(file), keep).filter((name) => name !== basename(file));
  return { file, facts, brokenEvent, removed };
}

interface Made extends Pick<BackupMade, 'facts' | 'brokenEvent'> {
  readonly erased: ErasedSince | undefined;
}

/** Fills `to` with a checked copy of the SQLite file `from`. */
export async function backUpSqlite(from: string, to: string): Promise<Made> {
  if (!existsSync(from)) throw new Problem('backup-nothing', { database: from });
  const source = newSqlite(from, { readonly: true, fileMustExist: true });
  const before = await copyAfterReading(source, to).finally(() => source.close());
  return inCheckedCopy(to, async (copy) => {
    const facts = await readFacts(copy);
    refuseLess(to, facts, before);
    return { facts, brokenEvent: await findBreakInLog(copy, facts), erased: await readErased(copy) };
  });
}

async function copyAfterReading(source: SqliteDatabase, to: string): Promise<Facts> {
  const facts = await readFacts(asApplication(source));
  await copySqlite(source, to);
  return facts;
}

/** Fills `to` with pg_dump's own format. Its rows are checked when it is restored; here that every main table's are in it. */
export async function dumpPostgres(databaseUrl: string, to: string): Promise<Made> {
  const db = openDatabase(databaseUrl);
  try {
    const facts = await readFacts(db);
    if (facts.migrations.length === 0) throw new Problem('backup-nothing', { database: new URL(databaseUrl).pathname.slice(1) });
    const [dump, restore] = [await findTool('pg_dump', db), await findTool('pg_restore', db)];
    await runTool(dump, databaseUrl, ['--format=custom', '--no-owner', '--no-privileges', `--file=${to}`]);
    const list = await run(restore, ['--list', to]);
    const missing = MAIN_TABLES.find((table) => table in facts.rows && !new RegExp(` TABLE DATA \\S+ ${table} `).test(list));
    if (missing !== undefined) throw new Problem('backup-damaged', { file: to, reason: missing });
    return { facts, brokenEvent: await findBreakInLog(db, facts), erased: await readErased(db) };
  } finally {
    await db.destroy();
  }
}
