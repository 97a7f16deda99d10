/**
 * The job that prints a round's letters and paper forms: one PDF, sealed with APP_KEY as it lies in the database, since it holds names and
 * addresses. That units were printed is written with the file: neither is there without the other.
 */
import { PassThrough } from 'node:stream';
import { localDay } from '../../core/calendar/day';
import { usualLetterSettings } from '../../core/letter/letter-settings';
import type { LetterJob } from '../../core/letter/print-job';
import { Problem } from '../../core/problem';
import { letterPdfTitle, usualSigner } from '../../i18n/letter-words';
import type { Config } from '../config';
import { writePdf } from '../export/write-pdf';
import { findOwner } from '../operations/find-owner';
import { holdUnfrozen } from '../operations/find-round';
import { issueInvitations } from '../operations/issue-invitations';
import { LETTER_FILE, letterFileBinding } from '../operations/open-letter-file';
import { letterSheets, listUnitsToPrint } from '../operations/print-letters';
import { randomBytes } from '../random-bytes';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { appendAuditEvent } from '../store/audit-events';
import { insertJobFile } from '../store/jobs';
import { insertPrintings } from '../store/printed-units';
import { findRound } from '../store/rounds';
import { findSurveyById } from '../store/surveys';
import { inTransaction } from '../transaction';
import type { JobHandler } from './run-jobs';

export const LETTER_JOB = 'letters';

export function letterJob(db: Db, config: Config, secrets: SecretBox | undefined): JobHandler {
  return async (job, tools) => {
    if (!secrets) throw new Problem('letters-key-missing');
    const print = JSON.parse(job.payload) as LetterJob;
    const now = new Date();
    await issueInvitations(db, secrets, print.surveyId, randomBytes, now);
    const units = await listUnitsToPrint(db, print, now);
    const survey = await findSurveyById(db, print.surveyId);
    const owner = await findOwner(db, survey.owner_agency_id, localDay(now));
    const settings = (await findRound(db, survey.id)).settings.letter ?? usualLetterSettings(owner.name.vi, usualSigner());
    const out = new PassThrough();
    const chunks: Buffer[] = [];
    out.on('data', (chunk: Buffer) => chunks.push(chunk));
    let told: Promise<void> = tools.progress(0, units.length);
    told.catch(() => {}); // awaited below
    const sheets = letterSheets(db, config, secrets, print, settings, units, now, (done) => {
      told = told.then(() => tools.progress(done, units.length));
      told.catch(() => {});
    });
    const pages = await writePdf(letterPdfTitle(print.sheets), sheets, out, { createdAt: now });
    await told;
    const again = units.filter(({ isPrinted }) => isPrinted).length;
    const sealed = Buffer.from(secrets.seal(Buffer.concat(chunks), letterFileBinding(job.id)));
    await inTransaction(db, async (trx) => {
      await holdUnfrozen(trx, survey.id);
      await insertJobFile(trx, job.id, LETTER_FILE, sealed);
      const printing = { surveyId: survey.id, jobId: job.id, sheets: print.sheets, userId: job.created_by, at: now.toISOString() };
      await insertPrintings(trx, printing, units);
      await appendAuditEvent(
        trx,
        { userId: job.created_by, at: now.toISOString() },
        {
          action: 'survey.print-letters',
          subjectKind: 'survey',
          subjectId: survey.id,
          agencyId: survey.owner_agency_id,
          change: { forms: units.length, again }
        }
      );
    });
    return { pages, forms: units.length, again };
  };
}
