/** Keeps the promise of /privacy: comments, device marks and what is kept about people go when their time is over. */
import type { Logger } from 'pino';
import { keptSince } from '../auth/kept-form';
import type { Db } from '../schema';
import { deleteJobFiles, discardForgottenJobs } from '../store/jobs';
import { deleteOldMail } from '../store/mail-jobs';
import { deleteFrameUpload, listOldUploads } from '../store/frame-uploads';
import { deleteKeptForms } from '../store/kept-forms';
import { deleteExpired } from '../store/responses';
import { deleteOldTokens } from '../store/tokens';
import { erasePersonalData } from './erase-personal-data';

const EVERY_MS = 3_600_000;
/** The page of a job says so. */
const JOB_FILE_DAYS = 7;
/** They hold names and addresses. */
const LETTER_FILE_DAYS = 1;
/** Of links and codes that no longer open anything, and of mails that went out. */
const LINK_DAYS = 30;

/**
 * Erases what has expired now, before anything is shown (a restored backup holds what was erased since), and every hour; returns how to
 * stop. A failure is logged, and the next hour tries again.
 */
export async function startErasing(db: Db, log: Logger): Promise<() => void> {
  const erase = async () => {
    try {
      const erased = await deleteExpired(db, new Date().toISOString());
      const persons = await erasePersonalData(db, new Date());
      await deleteJobFiles(db, daysAgo(JOB_FILE_DAYS));
      await deleteJobFiles(db, daysAgo(LETTER_FILE_DAYS), 'letters');
      await discardForgottenJobs(db, daysAgo(JOB_FILE_DAYS));
      for (const id of await listOldUploads(db, daysAgo(JOB_FILE_DAYS))) await deleteFrameUpload(db, id);
      await deleteKeptForms(db, keptSince(new Date()));
      await deleteOldTokens(db, daysAgo(LINK_DAYS));
      await deleteOldMail(db, daysAgo(LINK_DAYS));
      if (persons > 0) log.info({ persons }, 'personal data of sampled surveys and dossiers erased');
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

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}
