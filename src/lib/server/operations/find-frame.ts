/** What every step of importing a frame begins with: the round, the right to change it, and that nothing was drawn yet. */
import type { Selectable } from 'kysely';
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import type { FrameTable } from '../schema-desk';
import { hasLivingDraw, listStandingFrames } from '../store/frames';
import { findJob } from '../store/jobs';
import type { DeskRound } from './find-round';
import { findRoundToWrite } from './find-round';

export const FRAME_JOB = 'frame';

/** What a job of this kind does to which frame. */
export interface FrameOrder {
  readonly frameId: string;
  readonly surveyId: string;
  readonly step: 'read' | 'finish' | 'clear';
}

type Frame = Selectable<FrameTable>;

export interface StandingFrames {
  /** What a draw would be made from. */
  readonly ready: Frame | undefined;
  /** The one that is being made. */
  readonly pending: Frame | undefined;
}

export async function findStandingFrames(db: Db, surveyId: string): Promise<StandingFrames> {
  const frames = await listStandingFrames(db, surveyId);
  return { ready: frames.find(({ state }) => state === 'ready'), pending: frames.find(({ state }) => state !== 'ready') };
}

/** Throws what `findRoundToWrite` throws; `frame-not-draft`, `frame-drawn`. */
export async function findRoundForFrame(db: Db, asking: Asking, code: string, now: Date): Promise<DeskRound> {
  const found = await findRoundToWrite(db, asking, code, localDay(now));
  if (found.survey.state !== 'draft') throw new Problem('frame-not-draft');
  if (await hasLivingDraw(db, found.survey.id)) throw new Problem('frame-drawn');
  return found;
}

/** The frame that waits for decisions. Throws also `frame-none`, and `frame-working` while a job is at it. */
export async function findFrameToDecide(db: Db, asking: Asking, code: string, now: Date): Promise<DeskRound & { readonly frame: Frame }> {
  const found = await findRoundForFrame(db, asking, code, now);
  const { pending } = await findStandingFrames(db, found.survey.id);
  if (!pending) throw new Problem('frame-none');
  const job = pending.job_id === null ? undefined : await findJob(db, pending.job_id);
  if (pending.state !== 'deciding' || (job && job.ended_at === null)) throw new Problem('frame-working');
  return { ...found, frame: pending };
}
