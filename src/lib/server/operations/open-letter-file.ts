/** The file of a letter job, for whoever asked for it: sealed as it lies in the database, and gone after a day. */
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { requireRole } from '../auth/access';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { openJobFile } from './open-job';
import { recordReading } from './record-reading';

export const LETTER_FILE = 'letters.pdf';

/** What its seal is bound to: it opens as no other job's file. */
export const letterFileBinding = (jobId: string): string => `job_files:${jobId}`;

/** Told in the audit log before it is handed over. Throws as `openJobFile`, `role-not-enough`, `letters-key-missing`, `app-key-wrong`. */
export async function openLetterFile(db: Db, secrets: SecretBox | undefined, asking: Asking, jobId: string, now: Date): Promise<Buffer> {
  requireRole(asking, 'desk:write');
  const sealed = await openJobFile(db, asking, jobId, LETTER_FILE);
  if (!secrets) throw new Problem('letters-key-missing');
  const file = secrets.open(sealed.toString('latin1'), letterFileBinding(jobId));
  await recordReading(db, asking, { action: 'survey.letters', subjectKind: 'job', subjectId: jobId, agencyCode: undefined }, now);
  return file;
}
