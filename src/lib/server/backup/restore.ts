/** A backup restored, on the engine it was made on, or a SQLite one moved to PostgreSQL. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, copyFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../../core/problem';
import { isPostgres, sqlitePath } from '../database';
import { copyRows } from './copy-rows';
import { erasureRecordOf, readErasureRecord } from './erasure-record';
import { findTool, runTool } from './postgres-tools';
import { checkSum } from './private-file';
import { restorePostgres } from './restore-postgres';
import type { RestoreMade } from './restore-sqlite';
import { restoreSqlite } from './restore-sqlite';
import { migrateToLatest } from '../migrate';
import { inCheckedCopy } from './sqlite-copy';

interface Wish {
  /** The backup's file; its checksum lies beside it. */
  readonly from: string;
  readonly databaseUrl: string;
  /** A database that holds answers may be set aside. */
  readonly replace: boolean;
}

type Recorded = Pick<Parameters<typeof restorePostgres>[0], 'recorded'>;

/**
 * Puts a backup in the place of the database. Throws what `checkSum`, `readErasureRecord`, `restoreSqlite` and `restorePostgres` throw, and
 * `backup-other-engine` for what PostgreSQL wrote where SQLite is wanted, or what is no backup.
 */
export async function restore({ from, databaseUrl, replace }: Wish, now: Date): Promise<RestoreMade> {
  await checkSum(from);
  const recorded = readErasureRecord(erasureRecordOf(from));
  const kind = kindOf(from);
  if (!isPostgres(databaseUrl)) {
    if (kind !== 'sqlite') throw new Problem('backup-other-engine', { file: from });
    return restoreSqlite({ from, path: sqlitePath(databaseUrl), replace, recorded }, now);
  }
  if (kind === undefined) throw new Problem('backup-other-engine', { file: from });
  if (kind === 'sqlite') return moveToPostgres({ from, databaseUrl, replace, recorded }, now);
  const fill: Parameters<typeof restorePostgres>[0]['fill'] = async (url, db) => {
    const program = await findTool('pg_restore', db);
    await runTool(program, url, ['--no-owner', '--no-privileges', '--exit-on-error', '--single-transaction', from]);
  };
  return restorePostgres({ from, databaseUrl, replace, recorded, fill }, now);
}

/** Through a copy of the backup that is brought to the same schema first. */
async function moveToPostgres({ from, databaseUrl, replace, recorded }: Wish & Recorded, now: Date): Promise<RestoreMade> {
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-move-')); // 0700
  const copy = join(folder, 'copy.sqlite');
  try {
    copyFileSync(from, copy);
    chmodSync(copy, 0o600);
    return await inCheckedCopy(copy, async (source) => {
      await migrateToLatest(source);
      const fill: Parameters<typeof restorePostgres>[0]['fill'] = async (_url, db) => {
        await migrateToLatest(db);
        await copyRows(source, db);
      };
      return restorePostgres({ from, databaseUrl, replace, recorded, fill }, now);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By the first bytes of the file, whatever it is called. */
function kindOf(path: string): 'sqlite' | 'dump' | undefined {
  const file = openSync(path, 'r');
  const start = Buffer.alloc(16);
  readSync(file, start);
  closeSync(file);
  if (start.toString('latin1').startsWith('SQLite format 3')) return 'sqlite';
  return start.toString('latin1').startsWith('PGDMP') ? 'dump' : undefined;
}
