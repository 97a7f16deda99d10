// Background work: taken once among several processes, tried again when it fails, taken over when a process dies.
import { expect, test } from 'vitest';
import { Problem } from '../../src/lib/core/problem';
import type { JobHandler } from '../../src/lib/server/jobs/run-jobs';
import { runNextJob, startJobs } from '../../src/lib/server/jobs/run-jobs';
import type { Db } from '../../src/lib/server/schema';
import { findJob, insertJob, takeJob } from '../../src/lib/server/store/jobs';
import { onBothEngines } from '../support/engines';

const AT = '2026-03-10T03:00:00.000Z';
const clock = (minutes: number) => () => new Date(Date.parse(AT) + minutes * 60_000);
const ask = (db: Db, key: string) => insertJob(db, { kind: 'work', key, payload: { n: 1 }, createdBy: null, at: AT });
const silent = () => {};

onBothEngines('background work', (open) => {
  test('is asked for once by its key, and each job done once by several runners', async () => {
    await using database = await open();
    const { db } = database;
    const ids = await Promise.all(Array.from({ length: 12 }, (_, i) => ask(db, `job ${i % 6}`)));
    expect(new Set(ids).size).toBe(6);
    const done: string[] = [];
    const work: JobHandler = async (job) => void done.push(job.id);
    const runners = ['a', 'b', 'c'].map(() => startJobs(db, { work }, silent, 20));
    await expect
      .poll(async () => (await db.selectFrom('jobs').select('id').where('outcome', '=', 'done').execute()).length, { timeout: 60_000 })
      .toBe(6);
    await Promise.all(runners.map((runner) => runner.stop()));
    expect(done.toSorted()).toEqual([...new Set(ids)].toSorted());
  });

  test('is tried again later and later, and ends with what it was refused with', async () => {
    await using database = await open();
    const { db } = database;
    const id = await ask(db, 'fails');
    const failures: unknown[] = [];
    const fail: JobHandler = () => Promise.reject(new Error('the line is dead'));
    const run = (handler: JobHandler, minutes: number) =>
      runNextJob(db, 'a', { work: handler }, (_, failure) => failures.push(failure), clock(minutes));
    expect(await run(fail, 0)).toBe(true);
    expect(await run(fail, 0.2)).toBe(false);
    expect(await run(fail, 0.3)).toBe(true);
    expect(await findJob(db, id)).toMatchObject({
      attempts: 2,
      outcome: null,
      last_error: 'the line is dead',
      run_after: '2026-03-10T03:00:48.000Z'
    });
    expect(failures).toHaveLength(2);
    await run(() => Promise.reject(new Problem('no-counter-to-print', { agency: 'Xã A' })), 2);
    expect(await findJob(db, id)).toMatchObject({
      outcome: 'failed',
      last_error: '{"code":"no-counter-to-print","parameters":{"agency":"Xã A"}}'
    });
    expect(failures).toHaveLength(2);
    expect(await run(fail, 60)).toBe(false);
  });

  test('is taken over when its process died, and the dead one’s word no longer counts', async () => {
    await using database = await open();
    const { db } = database;
    const id = await ask(db, 'dies');
    await takeJob(db, 'dead', AT, clock(1)().toISOString());
    expect(await runNextJob(db, 'b', { work: async () => 7 }, silent, clock(0.5))).toBe(false);
    let resumed: Promise<unknown> = Promise.resolve();
    const slow: JobHandler = async (job, tools) => {
      await takeJob(db, 'thief', clock(5)().toISOString(), clock(6)().toISOString());
      resumed = tools.progress(1, 2);
      await resumed;
      return job.id;
    };
    expect(await runNextJob(db, 'b', { work: slow }, silent, clock(2))).toBe(true);
    await expect(resumed).rejects.toThrow();
    expect(await findJob(db, id)).toMatchObject({ lease_owner: 'thief', outcome: null, attempts: 3 });
    expect(await runNextJob(db, 'c', { work: async () => ({ pages: 3 }) }, silent, clock(7))).toBe(true);
    expect(await findJob(db, id)).toMatchObject({ outcome: 'done', result: '{"pages":3}', lease_owner: null });
  });

  test('stays whose it is while it goes on, however long, and says how far it is', async () => {
    await using database = await open();
    const { db } = database;
    const id = await ask(db, 'long');
    let minutes = 0;
    const seen: unknown[] = [];
    const long: JobHandler = async (_, tools) => {
      for (let done = 1; done <= 12; done++) {
        minutes += 0.5;
        await tools.progress(done, 12);
        const now = clock(minutes)().toISOString();
        seen.push([await takeJob(db, 'thief', now, now), (await findJob(db, id))?.done_units, (await findJob(db, id))?.total_units]);
      }
    };
    expect(await runNextJob(db, 'a', { work: long }, silent, () => clock(minutes)())).toBe(true);
    expect(seen).toEqual(Array.from({ length: 12 }, (_, i) => [undefined, i + 1, 12]));
    expect(await findJob(db, id)).toMatchObject({ outcome: 'done', attempts: 1 });
  });
});
