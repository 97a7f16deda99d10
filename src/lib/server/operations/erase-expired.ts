/** Keeps the promise of /privacy: comments and device marks go when their time is over. */
import type { Logger } from 'pino';
import type { Db } from '../schema';
import { deleteJobFiles, discardForgottenJobs } from '../store/jobs';
import { deleteExpired } from '../store/responses';

const EVERY_MS = 3_600_000;
/** The page of a job says so. */
const JOB_FILE_DAYS = 7;

/**
 * Erases what has expired now, before anything is shown (a restored backup holds what was erased since), and every hour; returns how to
 * stop. A failure is logged, and the next hour tries again.
 */
export async function startErasing(db: Db, log: Logger): Promise<() => void> {
  const erase = async () => {
    try {
      const erased = await deleteExpired(db, new Date().toISOString());
      const old = new Date(Date.now() - JOB_FILE_DAYS * 86_400_000).toISOString();
      await deleteJobFiles(db, old);
      await discardForgottenJobs(db, old);
      if (erased > 0) log.info({ erased }, 'expired comments and device marks erased');
    } catch (failure) {
      log.error({ failure: failure instanceof Error ? failure.message : String(failure) }, 'erasing failed');
    }
  };
  await erase();
  const timer = setInterval(() => void erase(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
