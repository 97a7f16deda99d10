/** What is under way at a round's draw, for its page: nothing once it has been done. */
import type { ProblemCode, ProblemParameters } from '../../core/problem';
import type { Db } from '../schema';
import { findLatestJob } from '../store/jobs';
import type { Job } from '../store/jobs';
import { problemOf, stateOf } from './open-job';
import { typedPart } from './draw-seed';
import type { DrawOrder } from './read-draw-order';
import type { Repetition } from './repeat-draw';
import { DRAW_CHECK_JOB, DRAW_JOB, drawCheckKey, drawKey } from './start-draw';

interface DrawWork {
  readonly state: 'waiting' | 'running' | 'retrying' | 'failed';
  /** Of a hundred. */
  readonly done: number;
  /** ISO time. */
  readonly askedAt: string;
  /** When it is tried again. */
  readonly again: string | null;
  /** Why it could not be done; null where that is not known. */
  readonly problem: { readonly code: ProblemCode; readonly parameters: ProblemParameters } | null;
}

/** `typed`: what was asked for. */
export async function findDrawing(
  db: Db,
  surveyId: string,
  standsId: string | null
): Promise<(DrawWork & { readonly typed: Readonly<Record<'design' | 'seed' | 'reason', string>> }) | null> {
  const { latest } = await findLatestJob(db, DRAW_JOB, drawKey(surveyId, standsId));
  const work = latest && workOf(latest);
  if (!work) return null;
  const { label, seed, reason } = JSON.parse(latest.payload) as DrawOrder;
  return { ...work, typed: { design: label, seed: typedPart(seed), reason } };
}

export interface KeptCheck {
  readonly checking: DrawWork | null;
  /** Of the last check that ended well; null: there is none. */
  readonly repetition: Repetition | null;
  /** ISO time. */
  readonly checkedAt: string | null;
}

export async function findKeptCheck(db: Db, drawId: string): Promise<KeptCheck> {
  const { latest, done } = await findLatestJob(db, DRAW_CHECK_JOB, drawCheckKey(drawId));
  return {
    checking: latest ? workOf(latest) : null,
    repetition: done?.result ? (JSON.parse(done.result) as Repetition) : null,
    checkedAt: done?.ended_at ?? null
  };
}

function workOf(job: Job): DrawWork | null {
  const state = stateOf(job);
  if (state === 'done') return null;
  return {
    state,
    done: job.done_units,
    askedAt: job.created_at,
    again: state === 'retrying' ? job.run_after : null,
    problem: problemOf(job)
  };
}
