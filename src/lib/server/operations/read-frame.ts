/**
 * Reads a list into its frame, in the background: as a stream, in batches each of which is a short transaction, so that citizens' answers
 * find their turn between them. Begun anew it first takes away what an earlier try wrote. Until all of it is read the frame is `reading`,
 * and nothing looks at its units; what cannot be read leaves none.
 */
import type { FrameMapping } from '../../core/frame/frame-mapping';
import { rootOf } from '../../core/agency/path';
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { keptFile } from '../frame-file/kept-file';
import { readRows } from '../frame-file/read-rows';
import type { JobTools } from '../jobs/run-jobs';
import { LeaseLost } from '../jobs/run-jobs';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { appendAuditEvent } from '../store/audit-events';
import type { Doer } from '../store/audit-events';
import { findFrameUpload, updateUploadFailure } from '../store/frame-uploads';
import type { Frame } from '../store/frames';
import { deleteFrame, findFrameById, updateFrame } from '../store/frames';
import { deleteSomeOfFrame, insertFramePersons, insertFrameRefusals, insertFrameUnits } from '../store/frame-units';
import type { Job } from '../store/jobs';
import { holdJob } from '../store/jobs';
import { findSurveyById } from '../store/surveys';
import { takeTurns } from '../take-turns';
import { inTransaction } from '../transaction';
import type { FrameBatch } from './compose-frame-batch';
import { batchComposer } from './compose-frame-batch';
import { findOwner } from './find-owner';
import { frameReader } from './frame-reader';

/** Rows that are taken away in one transaction. */
const CLEARED_TOGETHER = 5_000;

export interface FrameWork {
  readonly db: Db;
  readonly secrets: SecretBox | undefined;
  readonly job: Job;
  readonly tools: JobTools;
  readonly by: Doer;
  readonly now: Date;
}

/** Resolves with nothing done where the frame was given up meanwhile. Throws `app-key-missing`, `frame-file-gone`, `frame-column-varied` and what the readers throw: then the frame is gone, and its file says why. */
export async function readFrame(work: FrameWork, frameId: string): Promise<void> {
  const { db } = work;
  const frame = await findFrameById(db, frameId);
  if (frame?.state !== 'reading') return;
  try {
    await readAll(work, frame);
  } catch (failure) {
    if (failure instanceof GivenUp) return;
    if (failure instanceof Problem) await giveUp(work, frame, failure);
    throw failure;
  }
}

class GivenUp extends Error {}

async function readAll(work: FrameWork, frame: Frame): Promise<void> {
  const { db, secrets, tools, now, by } = work;
  if (!secrets) throw new Problem('app-key-missing');
  const upload = frame.upload_id === null ? undefined : await findFrameUpload(db, frame.upload_id);
  if (!upload) throw new Problem('frame-file-gone', { file: frame.file_name });
  await tools.progress(0, upload.size);
  await clearFrame(work, frame.id);
  const survey = await findSurveyById(db, frame.survey_id);
  const owner = await findOwner(db, survey.owner_agency_id, localDay(now));
  const mapping = JSON.parse(frame.mapping) as FrameMapping;
  const reader = await frameReader(db, frame, owner.path, now);
  const composer = batchComposer(frame.id, reader, mapping, secrets, rootOf(owner.path));
  const turn = takeTurns();
  for await (const { rows, bytes } of readRows(keptFile(db, secrets, upload))) {
    if (rows.length > 0) await store(work, frame.id, composer.compose(rows));
    await tools.progress(bytes, upload.size);
    await turn();
  }
  if (composer.counts.rows === 0) throw new Problem('frame-file-empty', { file: frame.file_name });
  await inTransaction(db, async (trx) => {
    await requireHeld(work, trx);
    const change = { state: 'deciding', counts: JSON.stringify(composer.counts), decisions: '{}' } as const;
    if (!(await updateFrame(trx, frame.id, ['reading'], change))) throw new GivenUp();
    const { rows, units, refused, duplicates } = composer.counts;
    await appendAuditEvent(trx, by, {
      action: 'frame.read',
      subjectKind: 'survey',
      subjectId: frame.survey_id,
      agencyId: survey.owner_agency_id,
      change: { file: frame.file_name, rows, units, refused, duplicates: duplicates.dossier + duplicates.person }
    });
  });
}

async function store(work: FrameWork, frameId: string, { units, persons, refusals }: FrameBatch): Promise<void> {
  await inTransaction(work.db, async (trx) => {
    await requireHeld(work, trx);
    if ((await findFrameById(trx, frameId))?.state !== 'reading') throw new GivenUp();
    await insertFrameUnits(trx, units);
    await insertFramePersons(trx, persons);
    await insertFrameRefusals(trx, refusals);
  });
}

async function giveUp(work: FrameWork, frame: Frame, { code, parameters }: Problem): Promise<void> {
  await clearFrame(work, frame.id);
  await inTransaction(work.db, async (trx) => {
    await requireHeld(work, trx);
    if (frame.upload_id !== null) await updateUploadFailure(trx, frame.upload_id, JSON.stringify({ code, parameters }));
    await deleteFrame(trx, frame.id);
  });
}

/** Everything that hangs on a frame, a piece at a time. */
export async function clearFrame(work: FrameWork, frameId: string): Promise<void> {
  const clearSome = () =>
    inTransaction(work.db, async (trx) => {
      await requireHeld(work, trx);
      return deleteSomeOfFrame(trx, frameId, CLEARED_TOGETHER);
    });
  const turn = takeTurns();
  while (await clearSome()) await turn();
}

export async function requireHeld({ job }: FrameWork, trx: Db): Promise<void> {
  if (!(await holdJob(trx, job))) throw new LeaseLost();
}
