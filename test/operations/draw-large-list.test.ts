/** A draw from a large list: in the background, once, all or nothing, taken over from a process that died, and repeated by a job too. */
import { expect, test } from 'vitest';
import { designFields, USUAL_DESIGN } from '../../src/lib/core/sampling/read-design';
import { drawCheckJob, drawJob } from '../../src/lib/server/jobs/draw-job';
import type { JobHandler } from '../../src/lib/server/jobs/run-jobs';
import { LeaseLost, runNextJob } from '../../src/lib/server/jobs/run-jobs';
import { openDraw, openDrawRecord } from '../../src/lib/server/operations/open-draw';
import { saveDesign } from '../../src/lib/server/operations/save-design';
import { DRAW_CHECK_JOB, DRAW_JOB, startDraw, startDrawCheck } from '../../src/lib/server/operations/start-draw';
import type { Db } from '../../src/lib/server/schema';
import { takeJob } from '../../src/lib/server/store/jobs';
import { updateSurvey } from '../../src/lib/server/store/surveys';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as, BOX } from '../support/people';
import { problemOf } from '../support/problem-of';
import { drawRound } from '../../src/lib/server/operations/draw-sample';
import { insertFrame, makeRound, ROUND_NOW as NOW } from '../support/round';

const design = { ...USUAL_DESIGN, size: { kind: 'fixed', count: 40 }, minimumPerStratum: 10, reserveShare: 0.2 } as const;
const drawForm = (more: Readonly<Record<string, string>> = {}) => formOf({ design: 'A', before: '', seed: '2026', reason: '', ...more });
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

const LARGE = JSON.stringify({ rows: 180, kept: { units: 1_000_000 } });

/** A draft whose list counts as a large one. */
async function makeLargeDraft(db: Db) {
  const { coordinator, frameId, survey, agencyIds } = await makeRound(db, { communes: 3, population: 60, state: 'draft' });
  await db.deleteFrom('sampled_units').execute();
  await db.deleteFrom('draws').execute();
  await db.updateTable('frames').set({ counts: LARGE }).where('id', '=', frameId).execute();
  await saveDesign(db, as(coordinator), 'round', null, formOf({ ...designFields(design), strata: design.strata }), NOW);
  return { asking: as(coordinator), coordinator, survey, agencyIds };
}

/** Every job that is due. Returns what was not expected. */
async function runJobs(db: Db, now = NOW, handlers: Readonly<Record<string, JobHandler>> = {}): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  const all = { [DRAW_JOB]: drawJob(db, () => now), [DRAW_CHECK_JOB]: drawCheckJob(db), ...handlers };
  while (await runNextJob(db, 'test', all, (_, failure) => failures.push(failure), () => now)); // prettier-ignore
  return failures;
}

const unitsIn = async (db: Db) => db.selectFrom('sampled_units').select(['draw_id', 'serial', 'unit_no']).orderBy('serial').execute();

/** As the record counts them. */
async function strataIn(db: Db) {
  const units = await db.selectFrom('sampled_units').select(['stratum', 'role']).execute();
  const count = (name: string, role: string) => units.filter((unit) => unit.stratum === name && unit.role === role).length;
  return ['c1', 'c2', 'c3'].map((name) => ({ name, units: 60, planned: count(name, 'main'), main: count(name, 'main'), reserve: count(name, 'reserve') })); // prettier-ignore
}

/** The job, with something that happens once it has drawn and before it stores. */
const drawingWhile = (db: Db, happens: () => Promise<unknown>): Readonly<Record<string, JobHandler>> => ({
  [DRAW_JOB]: (job, tools) =>
    drawJob(db, () => NOW)(job, {
      progress: async (done, total) => {
        if (done === 90) await happens();
        await tools.progress(done, total);
      }
    })
});

onBothEngines('a draw from a large list', (open) => {
  test('is made once however often it was asked for, and checked right after; drawn again the earlier one stands until the new one is whole', async () => {
    await using database = await open();
    const { db } = database;
    const { asking } = await makeLargeDraft(db);
    const asked = await Promise.all([1, 2, 3].map(() => startDraw(db, asking, 'round', drawForm(), NOW)));
    expect(asked).toEqual(['begun', 'begun', 'begun']);
    expect(await startDraw(db, asking, 'round', drawForm(), NOW)).toBe('begun');
    expect(await db.selectFrom('jobs').select('kind').where('kind', '=', DRAW_JOB).execute()).toHaveLength(1);
    const waiting = await openDraw(db, asking, 'round', NOW);
    expect(waiting).toMatchObject({ draw: null, drawing: { state: 'waiting', done: 0, typed: { design: 'A', seed: '2026' } } });
    expect(await unitsIn(db)).toEqual([]);

    expect(await runJobs(db)).toEqual([]);
    const opened = await openDraw(db, asking, 'round', NOW);
    expect(opened).toMatchObject({
      drawing: null,
      draw: { number: 1, seed: expect.stringMatching(/^2026-\d{16}$/) as string },
      check: { checking: null, repetition: { isSame: true } }
    });
    expect((await openDrawRecord(db, asking, 'round', NOW)).check).toMatchObject({
      repetition: { isSame: true },
      checkedAt: NOW.toISOString()
    });
    const first = await unitsIn(db);
    expect(first.length).toBeGreaterThan(40);
    expect(opened.draw!.parameters.strata).toEqual(await strataIn(db));

    // Another draw has other digits behind what was typed: it cannot be tried until it pleases.
    const again = drawForm({ before: '1', reason: 'Tổ giám sát yêu cầu chọn lại.' });
    expect(await startDraw(db, asking, 'round', again, later(1))).toBe('begun');
    expect((await openDraw(db, asking, 'round', later(1))).draw?.number).toBe(1);
    expect(await runJobs(db, later(2))).toEqual([]);
    const units = await unitsIn(db);
    expect(units.length).toBe(first.length);
    expect(units.map(({ unit_no }) => unit_no)).not.toEqual(first.map(({ unit_no }) => unit_no));
    expect(units[0]!.draw_id).not.toBe(first[0]!.draw_id);
    expect(await openDraw(db, asking, 'round', later(2))).toMatchObject({ draw: { number: 2 }, voided: [{ number: 1 }] });

    // A check that is asked for later sees what was changed since; until it ends the earlier one is shown.
    await db.updateTable('sampled_units').set({ inclusion_probability: 0.9 }).where('serial', '=', 1).execute();
    expect(await startDrawCheck(db, asking, 'round', later(3))).toBe('begun');
    expect(await startDrawCheck(db, asking, 'round', later(3))).toBe('begun');
    expect((await openDraw(db, asking, 'round', later(3))).check).toMatchObject({
      checking: { state: 'waiting' },
      repetition: { isSame: true }
    });
    expect(await runJobs(db, later(4))).toEqual([]);
    expect((await openDraw(db, asking, 'round', later(4))).check.repetition).toMatchObject({ isSame: false, isSameStored: false });
  });

  test('leaves nothing behind a process that died before it was stored, and is not drawn twice after one that died behind it', async () => {
    await using database = await open();
    const { db } = database;
    const { asking } = await makeLargeDraft(db);
    await startDraw(db, asking, 'round', drawForm(), NOW);
    const dies: JobHandler = (job, tools) =>
      drawJob(db, () => NOW)(job, {
        progress: async (done, total) => {
          if (done === 90) throw new Error('power cut');
          await tools.progress(done, total);
        }
      });
    expect(await runJobs(db, NOW, { [DRAW_JOB]: dies })).toMatchObject([{ message: 'power cut' }]);
    expect(await unitsIn(db)).toEqual([]);
    expect((await openDraw(db, asking, 'round', NOW)).drawing).toMatchObject({ state: 'retrying' });

    // One process holds it and is slow; another takes it over and ends it; the first one can write nothing more.
    const at = later(5).toISOString();
    const slow = (await takeJob(db, 'slow', at, at))!;
    const quiet = { progress: async () => {} };
    const other = (await takeJob(db, 'other', later(6).toISOString(), later(9).toISOString()))!;
    expect(other.id).toBe(slow.id);
    await expect(drawJob(db, () => later(6))(slow, quiet)).rejects.toThrow(LeaseLost);
    expect(await unitsIn(db)).toEqual([]);
    expect(await drawJob(db, () => later(6))(other, quiet)).toEqual({ number: 1 });
    const units = await unitsIn(db);
    // It dies before it has said so: the next one finds what was drawn.
    expect(await runJobs(db, later(20))).toEqual([]);
    const job = db.selectFrom('jobs').select(['outcome', 'result']).where('kind', '=', DRAW_JOB);
    expect(await job.execute()).toEqual([{ outcome: 'done', result: '{"number":1}' }]);
    expect(await unitsIn(db)).toEqual(units);
    expect(await openDraw(db, asking, 'round', later(20))).toMatchObject({ drawing: null, draw: { number: 1 }, voided: [] });
  });

  test('says why it could not be made, keeps what was asked for, and can be asked for again', async () => {
    await using database = await open();
    const { db } = database;
    const { asking, coordinator } = await makeLargeDraft(db);
    expect(await problemOf(startDraw(db, asking, 'round', drawForm({ seed: 'hai|ba' }), NOW))).toMatchObject({
      details: [{ code: 'seed-invalid' }]
    });
    await startDraw(db, asking, 'round', drawForm(), NOW);
    const changed = { ...designFields(design), strata: design.strata, sizeCount: '50', revision: '1' };
    await saveDesign(db, asking, 'round', 'A', formOf(changed), NOW);
    expect(await runJobs(db)).toEqual([]);
    const opened = await openDraw(db, asking, 'round', NOW);
    expect(opened).toMatchObject({ draw: null, drawing: { state: 'failed', problem: { code: 'draw-changed' }, typed: { seed: '2026' } } });
    expect(await unitsIn(db)).toEqual([]);

    await startDraw(db, asking, 'round', drawForm(), later(1));
    // Whoever asked is no coordinator any more when it runs.
    await db.updateTable('user_roles').set({ role: 'agency_viewer' }).where('user_id', '=', coordinator.id).execute();
    expect(await runJobs(db, later(1))).toEqual([]);
    const jobs = await db.selectFrom('jobs').select(['outcome', 'last_error']).where('kind', '=', DRAW_JOB).orderBy('key').execute();
    expect(jobs.map(({ outcome, last_error: error }) => [outcome, JSON.parse(error!) as unknown])).toMatchObject([
      ['failed', { code: 'draw-changed' }],
      ['failed', { code: 'asker-role-lost' }]
    ]);
    expect(await unitsIn(db)).toEqual([]);
  });

  test('shows how far it is while it counts, reads and draws', async () => {
    await using database = await open();
    const { db } = database;
    const { asking } = await makeLargeDraft(db);
    await startDraw(db, asking, 'round', drawForm(), NOW);
    const shown: unknown[] = [];
    let minutes = 0;
    const looks: JobHandler = (job, tools) =>
      drawJob(db, () => NOW)(job, {
        progress: async (done, total) => {
          minutes += 0.5;
          await tools.progress(done, total);
          const { drawing, draw } = await openDraw(db, asking, 'round', NOW);
          shown.push([drawing?.state, drawing?.done, draw]);
        }
      });
    const handlers = { [DRAW_JOB]: looks, [DRAW_CHECK_JOB]: drawCheckJob(db) };
    await runNextJob(db, 'test', handlers, () => {}, () => later(minutes)); // prettier-ignore
    expect(shown).toEqual([20, 75, 90].map((done) => ['running', done, null]));
  });

  test('stores nothing where the list, the draw or the round has become another one meanwhile', async () => {
    await using database = await open();
    const { db } = database;
    const { asking, survey, agencyIds } = await makeLargeDraft(db);
    const hash = { hash: 'of what was decided since' };
    const before = await db.selectFrom('frames').select(['id', 'hash']).executeTakeFirstOrThrow();
    const failed = async () => (await openDraw(db, asking, 'round', NOW)).drawing?.problem?.code;

    await startDraw(db, asking, 'round', drawForm(), NOW);
    await runJobs(
      db,
      NOW,
      drawingWhile(db, () => db.updateTable('frames').set(hash).execute())
    );
    expect([await failed(), await unitsIn(db)]).toEqual(['draw-changed', []]);
    await db.updateTable('frames').set(before).execute();

    await startDraw(db, asking, 'round', drawForm(), later(1));
    await runJobs(
      db,
      later(1),
      drawingWhile(db, () => updateSurvey(db, survey.id, { state: 'open' }))
    );
    expect([await failed(), await unitsIn(db)]).toEqual(['draw-fixed', []]);
    await updateSurvey(db, survey.id, { state: 'draft' });

    // Another list, with a design of the same letter, took its place before the job began.
    await startDraw(db, asking, 'round', drawForm(), later(2));
    await db.updateTable('frames').set({ state: 'replaced' }).execute();
    await insertFrame(db, survey.id, agencyIds, 60, BOX);
    await saveDesign(db, asking, 'round', null, formOf({ ...designFields(design), strata: design.strata }), NOW);
    await runJobs(db, later(2));
    expect([await failed(), await unitsIn(db)]).toEqual(['draw-changed', []]);

    // Somebody else's draw, of which the page shows that it stands.
    await db.updateTable('frames').set({ counts: LARGE }).where('state', '=', 'ready').execute();
    await startDraw(db, asking, 'round', drawForm(), later(3));
    const other = () => drawRound(db, asking, 'round', drawForm(), later(3));
    await runJobs(db, later(3), drawingWhile(db, other));
    const [{ draw }, units] = [await openDraw(db, asking, 'round', NOW), await unitsIn(db)];
    expect(draw?.number).toBe(1);
    expect(new Set(units.map(({ draw_id: id }) => id)).size).toBe(1);
  });
});
