/** How backups are named, by the local time in Vietnam wherever the server's clock is set, and which of them are kept. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A SQLite file, or what pg_dump wrote. */
export type BackupKind = 'sqlite' | 'dump';

const BACKUP = /^satisfaction-\d{8}-\d{6}\.(sqlite|dump)$/;
const VIETNAM_MS = 7 * 3_600_000;

/** `satisfaction-20261127-071530.sqlite` */
export const backupName = (now: Date, kind: BackupKind): string => `satisfaction-${localStamp(now)}.${kind}`;

/** `20261127-071530` */
export function localStamp(now: Date): string {
  const [day = '', time = ''] = new Date(now.getTime() + VIETNAM_MS).toISOString().split('T');
  return `${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}`;
}

export const checksumFile = (backup: string): string => `${backup}.sha256`;

/** Removes all but the `keep` newest backups of the folder, each with its checksum. Other files are not touched. Returns the names. */
export function pruneBackups(folder: string, keep: number): readonly string[] {
  const old = readdirSync(folder)
    .filter((name) => BACKUP.test(name))
    .toSorted()
    .toReversed()
    .slice(keep);
  for (const name of old) {
    rmSync(join(folder, name));
    rmSync(checksumFile(join(folder, name)), { force: true });
  }
  return old;
}
