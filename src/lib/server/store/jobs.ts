/** The queue of work that outlives a request. A job is taken by a lease; who holds it renews it, and one that ran out can be taken by another. */
import { sql } from 'kysely';
import { newId } from '../new-id';
import type { Db } from '../schema';
import type { JobTable } from '../schema-office';

export type Job = JobTable;

export interface NewJob {
  readonly kind: string;
  /** The same piece of work has the same key, and is asked for once. */
  readonly key: string;
  readonly payload: unknown;
  readonly createdBy: string | null;
  /** ISO time. */
  readonly at: string;
  /** It is not begun before somebody has agreed to it (`releaseJob`). */
  readonly waits?: boolean;
}

/** `run_after` of a job that waits for somebody: later than every time. */
export const WAITS = '9999-12-31';

/** Returns the id of the job with this key: the new one, or the one that is there already. */
export async function insertJob(db: Db, job: NewJob): Promise<string> {
  const id = newId();
  await db
    .insertInto('jobs')
    .values({
      id,
      kind: job.kind,
      key: job.key,
      payload: JSON.stringify(job.payload),
      created_by: job.createdBy,
      created_at: job.at,
      run_after: job.waits ? WAITS : job.at,
      attempts: 0,
      done_units: 0
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const row = await db.selectFrom('jobs').select('id').where('key', '=', job.key).executeTakeFirstOrThrow();
  return row.id;
}

export async function releaseJob(db: Db, id: string, at: string): Promise<void> {
  await db.updateTable('jobs').set({ run_after: at }).where('id', '=', id).where('run_after', '=', WAITS).execute();
}

/** A job that waits, with its files. */
export async function discardJob(db: Db, id: string): Promise<void> {
  await db.deleteFrom('job_files').where('job_id', '=', id).execute();
  await db.deleteFrom('jobs').where('id', '=', id).where('run_after', '=', WAITS).execute();
}

/** Jobs that nobody agreed to since they were made, before `before`. */
export async function discardForgottenJobs(db: Db, before: string): Promise<void> {
  const rows = await db.selectFrom('jobs').select('id').where('run_after', '=', WAITS).where('created_at', '<', before).execute();
  for (const { id } of rows) await discardJob(db, id);
}

export async function findJob(db: Db, id: string): Promise<Job | undefined> {
  return db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What somebody asked for since, of one kind, the latest first; at most a handful. */
export async function listJobsOf(db: Db, userId: string, kind: string, since: string): Promise<readonly Job[]> {
  return db
    .selectFrom('jobs')
    .selectAll()
    .where('created_by', '=', userId)
    .where('created_at', '>=', since)
    .where('kind', '=', kind)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(10)
    .execute();
}

/** Of the jobs of a kind whose keys are `key` and a number: the last one, the last that was done, and how many have ended. */
export async function findLatestJob(
  db: Db,
  kind: string,
  key: string
): Promise<{ readonly latest: Job | undefined; readonly done: Job | undefined; readonly count: number }> {
  const jobs = await db
    .selectFrom('jobs')
    .selectAll()
    .where('kind', '=', kind)
    .where('key', 'like', `${key} %`)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return {
    latest: jobs[0],
    done: jobs.find(({ outcome }) => outcome === 'done'),
    count: jobs.filter(({ ended_at: endedAt }) => endedAt !== null).length
  };
}

/** Takes the job that has waited longest, if there is one that nobody holds. */
export async function takeJob(db: Db, owner: string, now: string, leaseUntil: string): Promise<Job | undefined> {
  const free = sql<boolean>`(lease_until is null or lease_until < ${now})`;
  const next = await db
    .selectFrom('jobs')
    .select('id')
    .where('ended_at', 'is', null)
    .where('run_after', '<=', now)
    .where(free)
    .orderBy('run_after')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!next) return undefined;
  // Another process may have been quicker: then the row is no longer free, and nothing is updated.
  return db
    .updateTable('jobs')
    .set((eb) => ({ lease_owner: owner, lease_until: leaseUntil, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', next.id)
    .where('ended_at', 'is', null)
    .where(free)
    .returningAll()
    .executeTakeFirst();
}

/** False: the lease was lost meanwhile, and the work must stop. */
export async function renewLease(
  db: Db,
  job: Pick<Job, 'id' | 'lease_owner'>,
  leaseUntil: string,
  units: { readonly done: number; readonly total: number | null }
): Promise<boolean> {
  const result = await held(db, job).set({ lease_until: leaseUntil, done_units: units.done, total_units: units.total }).executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

/** In a transaction: false where the lease was lost; else nobody can take the job before the transaction has ended. */
export async function holdJob(trx: Db, job: Pick<Job, 'id' | 'lease_owner'>): Promise<boolean> {
  const result = await held(trx, job).set({ lease_owner: job.lease_owner }).executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

export async function endJob(
  db: Db,
  job: Pick<Job, 'id' | 'lease_owner'>,
  end: { readonly at: string; readonly outcome: 'done' | 'failed'; readonly result: unknown; readonly error: string | null }
): Promise<boolean> {
  const result = await held(db, job)
    .set({
      ended_at: end.at,
      outcome: end.outcome,
      result: end.result === undefined ? null : JSON.stringify(end.result),
      last_error: end.error,
      lease_owner: null,
      lease_until: null
    })
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

export async function postponeJob(db: Db, job: Pick<Job, 'id' | 'lease_owner'>, runAfter: string, error: string): Promise<void> {
  await held(db, job).set({ run_after: runAfter, last_error: error, lease_owner: null, lease_until: null }).execute();
}

function held(db: Db, job: Pick<Job, 'id' | 'lease_owner'>) {
  return db.updateTable('jobs').where('id', '=', job.id).where('lease_owner', '=', job.lease_owner).where('ended_at', 'is', null);
}

export async function insertJobFile(db: Db, jobId: string, name: string, content: Buffer): Promise<void> {
  await db
    .insertInto('job_files')
    .values({ job_id: jobId, name, content })
    .onConflict((conflict) => conflict.columns(['job_id', 'name']).doUpdateSet({ content }))
    .execute();
}

export async function findJobFile(db: Db, jobId: string, name: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('job_files').select('content').where('job_id', '=', jobId).where('name', '=', name).executeTakeFirst();
  return row?.content;
}

/** Files of jobs (of one kind) that ended before `before`. Returns how many went. */
export async function deleteJobFiles(db: Db, before: string, kind?: string): Promise<number> {
  const result = await db
    .deleteFrom('job_files')
    .where('job_id', 'in', (of) => {
      const ended = of.selectFrom('jobs').select('id').where('ended_at', '<', before);
      return kind === undefined ? ended : ended.where('kind', '=', kind);
    })
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
