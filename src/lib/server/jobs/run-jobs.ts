/**
 * Takes jobs one at a time and does them. Several processes may run, each takes what nobody holds. A job that fails is tried again,
 * later each time; a Problem is an answer and ends it at once. A process that dies lets its lease run out, and the job begins anew
 * elsewhere: a handler must be safe to run again from the start.
 */
import { Problem } from '../../core/problem';
import { newId } from '../new-id';
import type { Db } from '../schema';
import type { Job } from '../store/jobs';
import { endJob, postponeJob, renewLease, takeJob } from '../store/jobs';

const LEASE_MS = 60_000;
const RENEW_MS = 2_000;
const MOST_ATTEMPTS = 12;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 3_600_000;

export interface JobTools {
  /** Tells how far the work is; throws once the lease is lost. */
  progress(done: number, total: number | null): Promise<void>;
}

/** Returns what the job's page shows of its result (JSON). */
export interface JobHandler {
  (job: Job, tools: JobTools): Promise<unknown>;
  /** Tries before it is given up, where the usual number is too few. */
  readonly mostAttempts?: number;
}

/** Another process has the job now: whoever notices stops, and says nothing of it. */
export class LeaseLost extends Error {}

export interface JobRunner {
  /** Looks at once, rather than at the next tick. */
  nudge(): void;
  /** Ends after the job at hand. */
  stop(): Promise<void>;
}

/** `onFailure` hears of what was not expected. */
export function startJobs(
  db: Db,
  handlers: Readonly<Record<string, JobHandler>>,
  onFailure: (job: Job, failure: unknown) => void,
  everyMs = 2_000
): JobRunner {
  const owner = newId();
  let stopped = false;
  let again = false;
  let running: Promise<void> | null = null;
  const work = async () => {
    do {
      again = false;
      while (!stopped && (await runNextJob(db, owner, handlers, onFailure)));
    } while (again && !stopped);
  };
  const nudge = () => {
    again = true;
    running ??= work()
      .catch(() => {}) // the database is away: the next tick tries again
      .finally(() => (running = null));
  };
  const timer = setInterval(nudge, everyMs);
  timer.unref();
  nudge();
  return {
    nudge,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    }
  };
}

/** Does one job if one is due. False: there was none. */
export async function runNextJob(
  db: Db,
  owner: string,
  handlers: Readonly<Record<string, JobHandler>>,
  onFailure: (job: Job, failure: unknown) => void,
  now: () => Date = () => new Date()
): Promise<boolean> {
  const until = () => new Date(now().getTime() + LEASE_MS).toISOString();
  const job = await takeJob(db, owner, now().toISOString(), until());
  if (!job) return false;
  let renewed = 0;
  const units = { done: job.done_units, total: job.total_units };
  const tools: JobTools = {
    async progress(done, total) {
      Object.assign(units, { done, total });
      if (now().getTime() - renewed < RENEW_MS && done !== total) return;
      renewed = now().getTime();
      if (!(await renewLease(db, job, until(), units))) throw new LeaseLost();
    }
  };
  try {
    const handler = handlers[job.kind];
    if (!handler) throw new Error(`no handler for jobs of kind ${job.kind}`);
    const result = await handler(job, tools);
    await endJob(db, job, { at: now().toISOString(), outcome: 'done', result, error: null });
  } catch (failure) {
    if (failure instanceof LeaseLost) return true;
    await putAside(db, job, failure, now(), handlers[job.kind]?.mostAttempts ?? MOST_ATTEMPTS);
    if (!(failure instanceof Problem)) onFailure(job, failure);
  }
  return true;
}

async function putAside(db: Db, job: Job, failure: unknown, now: Date, mostAttempts: number): Promise<void> {
  if (failure instanceof Problem) {
    const error = JSON.stringify({ code: failure.code, parameters: failure.parameters });
    await endJob(db, job, { at: now.toISOString(), outcome: 'failed', result: undefined, error });
    return;
  }
  const message = failure instanceof Error ? failure.message : String(failure);
  if (job.attempts >= mostAttempts) {
    await endJob(db, job, { at: now.toISOString(), outcome: 'failed', result: undefined, error: message });
    return;
  }
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (job.attempts - 1));
  await postponeJob(db, job, new Date(now.getTime() + wait).toISOString(), message);
}
