/** A SQLite backup put in a database's place; what lay there is kept beside it. */
import { chmodSync, chownSync, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { Problem } from '../../core/problem';
import { newSqlite } from '../database';
import type { ErasedSince } from './erased-since';
import { readErased } from './erased-since';
import { localStamp } from './names';
import { makePrivateFolder, putFolderOnDisk, writePrivately } from './private-file';
import type { Restored } from './restored';
import { settleRestored } from './restored';
import { asApplication, inCheckedCopy } from './sqlite-copy';

interface Wish {
  readonly from: string;
  readonly path: string;
  readonly replace: boolean;
  /** What the record beside the backup says. */
  readonly recorded: ErasedSince | undefined;
}

export interface RestoreMade extends Restored {
  /** What the database that lay there is called now. */
  readonly setAside?: string;
}

/** Beside the database itself are its log and the index of that. */
const PARTS = ['', '-wal', '-shm'];

/** Throws `restore-holds-answers`, `database-in-use`, `backup-damaged`, `database-newer`; then everything is as it was. */
export async function restoreSqlite({ from, path, replace, recorded }: Wish, now: Date): Promise<RestoreMade> {
  makePrivateFolder(dirname(path));
  if (!replace) refuseAnswers(path);
  const since = [existsSync(path) ? await readErasedOf(path) : undefined, recorded].filter((one) => one !== undefined);
  const ready = join(dirname(path), `.${basename(path)}.${localStamp(now)}.ready`);
  const restored = await writePrivately(ready, async (part) => {
    copyFileSync(from, part);
    chmodSync(part, 0o600);
    return inCheckedCopy(part, (db) => settleRestored(db, { file: from, since }, now));
  });
  try {
    giveToOwnerOf(dirname(path), ready);
    if (!existsSync(path)) {
      renameSync(ready, path);
      return restored;
    }
    const setAside = `${path.slice(0, path.length - extname(path).length)}.before-restore-${localStamp(now)}${extname(path)}`;
    putInPlaceOf(path, ready, setAside);
    return { ...restored, setAside };
  } finally {
    rmSync(ready, { force: true });
    putFolderOnDisk(dirname(path));
  }
}

/** Holds the old database's lock until the new one lies there, so that no server comes between. */
function putInPlaceOf(path: string, ready: string, aside: string): void {
  const swap = () => {
    for (const part of PARTS) if (existsSync(path + part)) renameSync(path + part, aside + part);
    renameSync(ready, path);
    chmodSync(aside, 0o600);
  };
  const old = newSqlite(path, { timeout: 1_000 });
  try {
    old.pragma('journal_mode = DELETE'); // one file; refused while anybody else has it open
    old.exec('begin exclusive');
    swap();
    old.exec('rollback');
  } catch (failure) {
    if (isBusy(failure)) throw new Problem('database-in-use', { database: path });
    if (!isBroken(failure)) throw failure;
    swap();
  } finally {
    old.close();
  }
}

/** One too broken to be asked tells nothing; whose time has come is erased again in any case. */
async function readErasedOf(path: string): Promise<ErasedSince | undefined> {
  const there = newSqlite(path, { readonly: true });
  try {
    return await readErased(asApplication(there));
  } catch (failure) {
    if (isBroken(failure)) return undefined;
    throw failure;
  } finally {
    there.close();
  }
}

/** One too broken to be asked may hold answers too. */
function refuseAnswers(path: string): void {
  if (!existsSync(path)) return;
  const n = countAnswers(path);
  if (n !== 0) throw new Problem('restore-holds-answers', { database: path, n });
}

function countAnswers(path: string): number | '?' {
  const there = newSqlite(path, { readonly: true });
  try {
    const table = there.prepare(`select 1 from sqlite_master where name = 'responses'`).get();
    return table ? (there.prepare('select count(*) as n from responses').get() as { n: number }).n : 0;
  } catch (failure) {
    if (isBroken(failure)) return '?';
    throw failure;
  } finally {
    there.close();
  }
}

const codeOf = (failure: unknown): string => String((failure as { code?: unknown }).code);
const isBusy = (failure: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(failure));
const isBroken = (failure: unknown): boolean => /^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(failure));

/** Restored by root, the file belongs to whom the folder belongs to: the server must be able to write to it. */
function giveToOwnerOf(folder: string, file: string): void {
  const { uid, gid } = statSync(folder);
  if (process.getuid?.() === 0) chownSync(file, uid, gid);
}
