/** Two ways in which a disk takes no more: a file system without room, and the kernel's limit on the size of a process's files. */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  /** Takes the last byte there is. */
  readonly fill: () => void;
  readonly free: () => void;
  readonly unmount: () => void;
}

/** A file system of 4 MB in memory; undefined where this process may not mount one (who is not root may not). */
export function mountSmallDisk(): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-disk-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status !== 0) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      const file = openSync(filler, 'a');
      try {
        for (;;) writeSync(file, Buffer.alloc(1_024));
      } catch (failure) {
        if ((failure as NodeJS.ErrnoException).code !== 'ENOSPC') throw failure;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler),
    unmount() {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    }
  };
}

/** Lets no file of the process grow past the size of `path` now and `more` bytes. */
export function limitFiles(pid: number, path: string, more: number): void {
  execFileSync('prlimit', [`--pid=${pid}`, `--fsize=${statSync(path).size + more}:`]);
}

export function liftLimit(pid: number): void {
  execFileSync('prlimit', [`--pid=${pid}`, '--fsize=unlimited:']);
}
