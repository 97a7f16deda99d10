/**
 * A draw, or a repetition of one, as a page asks for it: from a list of usual size at once; from a large one in the background, where it is done
 * once however often it was asked for, can be left, and is taken over from a process that dies (docs/decisions/0037).
 */
import { localDay } from '../../core/calendar/day';
import { readCounts } from '../../core/frame/frame-counts';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { byUser } from '../store/audit-events';
import { findDraw } from '../store/draws';
import { getFrame } from '../store/frame-rows';
import type { Frame } from '../store/frames';
import type { NewJob } from '../store/jobs';
import { findLatestJob, insertJob } from '../store/jobs';
import { carryOutDraw } from './draw-sample';
import { findRoundToRead } from './find-round';
import { readDrawOrder } from './read-draw-order';

export const DRAW_JOB = 'draw';
export const DRAW_CHECK_JOB = 'draw-check';

/** Rows that a request can read and draw from while its person waits. */
const MOST_ROWS_AT_ONCE = 20_000;

export function isLargeList(frame: Pick<Frame, 'counts'>): boolean {
  return (readCounts(frame.counts).kept?.units ?? 0) > MOST_ROWS_AT_ONCE;
}

/** What a draw's jobs are found by: `after` is the draw that the new one would void. */
export const drawKey = (surveyId: string, after: string | null): string => `${DRAW_JOB} ${surveyId} ${after ?? 'first'}`;
export const drawCheckKey = (drawId: string): string => `${DRAW_CHECK_JOB} ${drawId}`;

/** `begun`: a job does it. Throws what `readDrawOrder` and, at once, `carryOutDraw` throw. */
export async function startDraw(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<'drawn' | 'begun'> {
  const { order, user, frame } = await readDrawOrder(db, asking, code, form, now);
  if (!isLargeList(frame)) {
    await carryOutDraw(db, order, byUser(user, now));
    return 'drawn';
  }
  const job = { kind: DRAW_JOB, payload: order, createdBy: user.id, at: now.toISOString() };
  await beginOnce(db, drawKey(order.surveyId, order.beforeId), job);
  return 'begun';
}

/** `at-once`: the page itself repeats it. Throws what `findRoundToRead` throws, `draw-not-found`. */
export async function startDrawCheck(db: Db, asking: Asking, code: string, now: Date): Promise<'at-once' | 'begun'> {
  const { survey, user } = await findRoundToRead(db, asking, code, localDay(now));
  const draw = await findDraw(db, survey.id);
  if (!draw) throw new Problem('draw-not-found');
  if (!isLargeList(await getFrame(db, draw.frame_id!))) return 'at-once';
  await beginCheck(db, draw.id, user.id, now.toISOString());
  return 'begun';
}

/** Also in the transaction that stores a draw. */
export async function beginCheck(db: Db, drawId: string, userId: string | null, at: string): Promise<void> {
  await beginOnce(db, drawCheckKey(drawId), { kind: DRAW_CHECK_JOB, payload: { drawId }, createdBy: userId, at });
}

/** Nothing where one is under way. Of two that ask at the same moment the second finds the first one's job: both make the same key. */
async function beginOnce(db: Db, key: string, job: Omit<NewJob, 'key'>): Promise<void> {
  const { latest, count } = await findLatestJob(db, job.kind, key);
  if (latest?.ended_at === null) return;
  await insertJob(db, { ...job, key: `${key} ${count + 1}` });
}
