/** Erases whatever is due; asked for when fieldwork opens. */
import { erasePersonalData } from '../operations/erase-personal-data';
import type { Db } from '../schema';
import type { JobHandler } from './run-jobs';

export function eraseJob(db: Db): JobHandler {
  return async () => ({ erased: await erasePersonalData(db, new Date()) });
}
