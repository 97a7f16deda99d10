/** A piece of work in the background, for whoever asked for it. */
import { Problem } from '../../core/problem';
import type { ProblemCode, ProblemParameters } from '../../core/problem';
import { PROBLEMS } from '../../core/problem';
import type { Asking } from '../auth/access';
import { requireSignedIn } from '../auth/access';
import type { Db } from '../schema';
import type { Job } from '../store/jobs';
import { findJob, findJobFile, listJobsOf, WAITS } from '../store/jobs';
import { findSurveyById } from '../store/surveys';

export interface OpenedJob {
  readonly id: string;
  readonly kind: string;
  readonly state: 'waiting' | 'running' | 'retrying' | 'done' | 'failed';
  readonly done: number;
  readonly total: number | null;
  /** When it is tried again. */
  readonly again: string | null;
  readonly result: Readonly<Record<string, number>> | null;
  /** Why it could not be done; null where that is not known. */
  readonly problem: { readonly code: ProblemCode; readonly parameters: ProblemParameters } | null;
  /** Code of the round whose desk it was asked for at; null: elsewhere. */
  readonly round: string | null;
}

/** Throws `sign-in-needed`; `not-found` where it is somebody else's. */
export async function openJob(db: Db, asking: Asking, id: string): Promise<OpenedJob> {
  const job = await ownJob(db, asking, id);
  return {
    id: job.id,
    kind: job.kind,
    state: stateOf(job),
    done: job.done_units,
    total: job.total_units,
    again: job.last_error !== null && job.ended_at === null ? job.run_after : null,
    result: job.result === null ? null : (JSON.parse(job.result) as Record<string, number>),
    problem: problemOf(job),
    round: await roundOf(db, job)
  };
}

async function roundOf(db: Db, { payload }: Job): Promise<string | null> {
  const { surveyId } = JSON.parse(payload) as { readonly surveyId?: string };
  return surveyId === undefined ? null : (await findSurveyById(db, surveyId)).code;
}

/** A piece of work that somebody may come back to. */
export interface RecentJob extends Pick<OpenedJob, 'id' | 'state'> {
  readonly createdAt: string;
}

/** As long as its file is kept (`erase-expired.ts`). */
const RECENT_DAYS = 7;

/** What whoever asks has had done of that kind in the last days, the latest first; not what still waits for their word. Throws `sign-in-needed`. */
export async function listRecentJobs(db: Db, asking: Asking, kind: string, now: Date): Promise<readonly RecentJob[]> {
  const since = new Date(now.getTime() - RECENT_DAYS * 86_400_000).toISOString();
  const jobs = await listJobsOf(db, requireSignedIn(asking).id, kind, since);
  return jobs.filter((job) => job.run_after !== WAITS).map((job) => ({ id: job.id, state: stateOf(job), createdAt: job.created_at }));
}

/** Throws as `openJob`, and `not-found` once the file is gone. */
export async function openJobFile(db: Db, asking: Asking, id: string, name: string): Promise<Buffer> {
  const job = await ownJob(db, asking, id);
  const content = await findJobFile(db, job.id, name);
  if (!content) throw new Problem('not-found');
  return content;
}

/** Throws `sign-in-needed`; `not-found` where it is somebody else's. */
export async function ownJob(db: Db, asking: Asking, id: string): Promise<Job> {
  const user = requireSignedIn(asking);
  const job = await findJob(db, id);
  if (!job || job.created_by !== user.id) throw new Problem('not-found');
  return job;
}

export function stateOf({ outcome, lease_owner: owner, last_error: error }: Job): OpenedJob['state'] {
  if (outcome) return outcome;
  if (owner !== null) return 'running';
  return error === null ? 'waiting' : 'retrying';
}

export function problemOf({ outcome, last_error: error }: Job): OpenedJob['problem'] {
  if (outcome !== 'failed' || !error?.startsWith('{')) return null;
  const { code, parameters } = JSON.parse(error) as { code: string; parameters: ProblemParameters };
  return code in PROBLEMS ? { code: code as ProblemCode, parameters } : null;
}
