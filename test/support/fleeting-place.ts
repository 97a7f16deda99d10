/** Where files lie that need not outlive a run of the tests. */
import { existsSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
/** Many times what a cluster of the tests takes (80 MB), so that neither the machine nor what else is there runs short. */
const ROOM_BYTES = 2 * 1024 ** 3;

/** The system's memory where it has a folder there with room to spare (Linux), else its temporary folder. */
export function fleetingPlace(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return Math.min(bavail * bsize, freemem()) > ROOM_BYTES ? MEMORY : tmpdir();
}
