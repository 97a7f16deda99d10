/**
 * Files that only their owner may read (0600, in a folder 0700), and that are either there whole or not at all: written under
 * another name, put on the disk, then renamed. Beside each stands its checksum, as `sha256sum -c` reads it.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Problem } from '../../core/problem';
import { checksumFile } from './names';

const OWNER_ONLY = 0o600;
/** What the system says when there is no room, or no right to write. */
const CANNOT_WRITE = /^(ENOSPC|EDQUOT|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT|SQLITE_FULL|SQLITE_IOERR|SQLITE_CANTOPEN|SQLITE_READONLY)/;

export function makePrivateFolder(folder: string): void {
  sayingWhatCannotBeWritten(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
}

/**
 * `write` fills (and may check) the file it is given, which is private before anything is in it; what it returns is returned. Then
 * the file takes its name, and replaces one that has it. Throws `backup-not-written`; what `write` threw passes through.
 */
export async function writePrivately<T>(path: string, write: (part: string) => Promise<T>): Promise<T> {
  const part = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`);
  try {
    closeSync(openSync(part, 'wx', OWNER_ONLY));
    const made = await write(part);
    putOnDisk(part);
    renameSync(part, path);
    putFolderOnDisk(dirname(path));
    return made;
  } catch (failure) {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(part + suffix, { force: true });
    throw asProblem(path, failure);
  }
}

/** As `writePrivately`, with the checksum beside it: a backup is never there without it. */
export function writeBackup<T>(path: string, write: (part: string) => Promise<T>): Promise<T> {
  return writePrivately(path, async (part) => {
    const made = await write(part);
    const line = `${await sha256(part)}  ${basename(path)}\n`;
    await writePrivately(checksumFile(path), async (sum) => writeFileSync(sum, line));
    return made;
  });
}

/** Throws `file-unreadable`, `backup-checksum-missing` or `backup-checksum-differs`. */
export async function checkSum(path: string): Promise<void> {
  if (!existsSync(path)) throw new Problem('file-unreadable', { file: path, reason: 'ENOENT' });
  const beside = checksumFile(path);
  if (!existsSync(beside)) throw new Problem('backup-checksum-missing', { file: beside });
  const [wanted = ''] = readFileSync(beside, 'utf8').split(/\s/);
  if (wanted !== (await sha256(path))) throw new Problem('backup-checksum-differs', { file: path });
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function putOnDisk(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Some systems (Windows) and some network disks cannot put a folder on the disk by itself. */
export function putFolderOnDisk(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    return;
  }
}

function sayingWhatCannotBeWritten(path: string, work: () => void): void {
  try {
    work();
  } catch (failure) {
    throw asProblem(path, failure);
  }
}

function asProblem(path: string, failure: unknown): unknown {
  const code = (failure as { code?: unknown }).code;
  if (failure instanceof Problem || typeof code !== 'string' || !CANNOT_WRITE.test(code)) return failure;
  return new Problem('backup-not-written', { file: path, reason: code });
}
