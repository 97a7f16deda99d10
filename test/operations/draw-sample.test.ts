/** Designs saved, a sample drawn on the record, repeated, drawn again, and its units replaced from the reserve. */
import { expect, test } from 'vitest';
import { USUAL_DESIGN, designFields } from '../../src/lib/core/sampling/read-design';
import type { SamplingDesign } from '../../src/lib/core/sampling/design';
import { drawRound } from '../../src/lib/server/operations/draw-sample';
import { findOpeningFaults } from '../../src/lib/server/operations/find-opening-faults';
import { listDrawnUnits } from '../../src/lib/server/operations/list-drawn-units';
import { compareDesigns, openDesign, openDesigns } from '../../src/lib/server/operations/open-designs';
import { exportDraw, openDraw, openDrawRecord } from '../../src/lib/server/operations/open-draw';
import { replaceUnit } from '../../src/lib/server/operations/replace-unit';
import { saveDesign } from '../../src/lib/server/operations/save-design';
import type { Db } from '../../src/lib/server/schema';
import { byUser } from '../../src/lib/server/store/audit-events';
import { updateSurvey } from '../../src/lib/server/store/surveys';
import { askingAs, formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as } from '../support/people';
import { problemOf } from '../support/problem-of';
import type { TestRound } from '../support/round';
import { makeRound, ROUND_NOW } from '../support/round';

const NOW = ROUND_NOW;
const design: SamplingDesign = { ...USUAL_DESIGN, size: { kind: 'fixed', count: 40 }, minimumPerStratum: 10, reserveShare: 0.2 };
const formFor = (content: SamplingDesign, more: Readonly<Record<string, string>> = {}) =>
  formOf({ ...designFields(content), strata: content.strata, ...more });

/** A round in its draft: its list is there, and nothing is drawn. */
async function makeDraft(db: Db, options: Parameters<typeof makeRound>[1] = {}): Promise<TestRound> {
  const round = await makeRound(db, { ...options, state: 'draft' });
  await db.deleteFrom('sampled_units').execute();
  await db.deleteFrom('draws').execute();
  return round;
}

const drawForm = (more: Readonly<Record<string, string>> = {}) => formOf({ design: 'A', before: '', seed: '', reason: '', ...more });

onBothEngines('designs of a round', (open) => {
  test('are saved with their arithmetic, changed by revision, and stand side by side', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator } = await makeDraft(db, { communes: 3, population: 60 });
    const asking = as(coordinator);
    expect(await saveDesign(db, asking, 'round', null, formFor(design), NOW)).toBe('A');
    const byField: SamplingDesign = {
      ...design,
      strata: ['agency', 'field'],
      size: { kind: 'slovin', margin: 0.1 },
      sizeOf: 'stratum',
      stages: []
    };
    expect(await saveDesign(db, asking, 'round', null, formFor(byField), NOW)).toBe('B');
    const opened = await openDesigns(db, asking, 'round', NOW);
    expect(opened.designs.map(({ label, plan }) => [label, plan.population, plan.n, plan.strata.length])).toEqual([['A', 180, 40, 3], ['B', 180, 144, 6]]); // prettier-ignore
    const { pair, agencies } = await compareDesigns(db, asking, 'round', new URLSearchParams('a=B&b=A'), NOW);
    expect([pair.map(({ label }) => label), agencies['c1']]).toEqual([['B', 'A'], { vi: 'Xã 1', en: 'Commune 1' }]);
    expect(pair[0].content).toEqual(byField);
    expect(pair[1].plan.margins).toHaveLength(3);

    await saveDesign(db, asking, 'round', 'A', formFor({ ...design, size: { kind: 'fixed', count: 50 } }, { revision: '1' }), NOW);
    expect((await openDesign(db, asking, 'round', 'A', NOW)).design).toMatchObject({
      revision: 2,
      plan: { n: 50 },
      madeBy: 'Cầm Thị Điều'
    });
    const late = saveDesign(db, asking, 'round', 'A', formFor(design, { revision: '1' }), NOW);
    expect(await problemOf(late)).toMatchObject({ code: 'edit-conflict', parameters: { person: 'Cầm Thị Điều' } });
  });

  test('refuse what cannot be, each with its field, and store nothing', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator, survey, frameId } = await makeDraft(db, { communes: 3, population: 60 });
    const asking = as(coordinator);
    const wrong = formFor(design, {
      sizeKind: 'proportion',
      margin: 'năm',
      deff: '0',
      reserve: '-1',
      shares: 'c1 : 90',
      stage1By: 'agency',
      stage1Count: '1'
    });
    const problem = await problemOf(saveDesign(db, asking, 'round', null, wrong, NOW));
    expect(problem).toMatchObject({ code: 'form-invalid' });
    expect(problem.details.map(({ place, code }) => [place, code]).sort()).toEqual([
      ['deff', 'sampling-number'],
      ['margin', 'sampling-number'],
      ['reserve', 'sampling-number'],
      ['shares', 'sampling-share-line'],
      ['stage1', 'sampling-stage-in-stratum']
    ]);
    const few = saveDesign(db, asking, 'round', null, formFor({ ...design, minimumPerStratum: 20 }), NOW);
    expect(await problemOf(few)).toMatchObject({
      details: [{ place: 'count', code: 'sampling-too-few', parameters: { count: 40, least: 60 } }]
    });
    const many = saveDesign(db, asking, 'round', null, formFor({ ...design, size: { kind: 'fixed', count: 181 } }), NOW);
    expect(await problemOf(many)).toMatchObject({
      details: [{ place: 'count', code: 'sampling-over-list', parameters: { count: 181, units: 180 } }]
    });
    // The list names no communes' areas: nothing to draw clusters by.
    const nameless = formFor({ ...design, stages: [{ by: 'area', count: 2, method: 'pps' }] });
    expect(await problemOf(saveDesign(db, asking, 'round', null, nameless, NOW))).toMatchObject({
      details: [{ place: 'stage1', code: 'sampling-names-missing' }]
    });
    // "Bản 1" is in every commune: by name alone the three would be one village.
    const alone = formFor({ ...design, strata: [], stages: [{ by: 'village', count: 3, method: 'pps' }] });
    expect((await problemOf(saveDesign(db, asking, 'round', null, alone, NOW))).details).toMatchObject([
      { place: 'stage1', code: 'sampling-village-alone' }
    ]);
    expect((await openDesigns(db, asking, 'round', NOW)).designs).toEqual([]);
    expect(await problemOf(saveDesign(db, await askingAs(db, 'c1'), 'round', null, formFor(design), NOW))).toMatchObject({
      code: 'survey-not-found'
    });
    await db.updateTable('frames').set({ state: 'deciding' }).where('id', '=', frameId).execute();
    expect(await problemOf(saveDesign(db, asking, 'round', null, formFor(design), NOW))).toMatchObject({ code: 'frame-not-ready' });
    await updateSurvey(db, survey.id, { state: 'open' });
    expect(await problemOf(saveDesign(db, asking, 'round', null, formFor(design), NOW))).toMatchObject({ code: 'design-fixed' });
  });
});

onBothEngines('the draw of a round', (open) => {
  test('is kept with all it takes to repeat it, repeats itself, and shows where somebody changed it', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator, survey } = await makeDraft(db, { communes: 3, population: 60 });
    const asking = as(coordinator);
    const villages: SamplingDesign = { ...design, stages: [{ by: 'village', count: 3, method: 'pps' }], selection: 'systematic' };
    await saveDesign(db, asking, 'round', null, formFor(villages), NOW);
    const faults = async () => (await findOpeningFaults(db, survey, { path: '/' }, true, '2026-03-10')).map(({ code }) => code);
    expect(await faults()).toContain('no-draw');
    expect(await drawRound(db, asking, 'round', drawForm(), NOW)).toBe(1);
    expect(await faults()).not.toContain('no-draw');

    const opened = await openDraw(db, asking, 'round', NOW, true);
    expect(opened.draw).toMatchObject({
      number: 1,
      drawnBy: 'Cầm Thị Điều',
      parameters: { label: 'A', seedTyped: false, population: 180 }
    });
    expect(opened.draw!.seed).toMatch(/^\d{16}$/);
    expect(opened.check.repetition).toMatchObject({ isSame: true, isSameFrame: true, isSameStored: true });
    const units = await db.selectFrom('sampled_units').selectAll().orderBy('serial').execute();
    expect(units.filter(({ role }) => role === 'main').length).toBe(40);
    expect(units.map(({ serial }) => serial)).toEqual(units.map((_, i) => i + 1));
    expect(units.every(({ stratum, cluster, psu }) => stratum.startsWith('c') && cluster.startsWith('Bản ') && psu === cluster)).toBe(true);
    const weights = units.filter(({ role }) => role === 'main').map((unit) => 1 / unit.inclusion_probability);
    expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(180, 0);

    const { asked, lines } = await exportDraw(db, asking, 'round', NOW);
    expect(asked).toMatchObject({ seed: opened.draw!.seed, counted: false, quotas: { c1: 14, c2: 13, c3: 13 } });
    expect([...(await lines())].join('').split('\n')[0]).toBe('1\tc1\tBản 1\t1');

    // A probability altered behind the desk's back, and a row of the list.
    await db.updateTable('sampled_units').set({ inclusion_probability: 0.9 }).where('serial', '=', 1).execute();
    expect((await openDraw(db, asking, 'round', NOW, true)).check.repetition).toMatchObject({
      isSame: false,
      isSameStored: false,
      isSameResult: true
    });
    await db.updateTable('frame_units').set({ village: 'Bản khác' }).where('unit_no', '=', 1).execute();
    expect((await openDrawRecord(db, asking, 'round', NOW)).check.repetition).toMatchObject({ isSame: false, isSameFrame: false });
  });

  test('persons and organisations apart: repeated from the list, and of no account to a draw that did not part them', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator } = await makeDraft(db, { communes: 2, population: 60 });
    const asking = as(coordinator);
    const apart: SamplingDesign = { ...design, strata: ['agency', 'personKind'], minimumPerStratum: 4 };
    await saveDesign(db, asking, 'round', null, formFor(design), NOW);
    await saveDesign(db, asking, 'round', null, formFor(apart), NOW);
    expect((await openDesign(db, asking, 'round', 'B', NOW)).design!.plan.strata.map(({ name, units, n }) => [name, units, n])).toEqual([
      ['c1 · person', 54, 16],
      ['c1 · organisation', 6, 4],
      ['c2 · person', 54, 16],
      ['c2 · organisation', 6, 4]
    ]);
    await drawRound(db, asking, 'round', drawForm({ design: 'B' }), NOW);
    expect((await openDraw(db, asking, 'round', NOW, true)).check.repetition).toMatchObject({ isSame: true });
    const { lines } = await exportDraw(db, asking, 'round', NOW);
    expect([...(await lines())].join('').split('\n').slice(8, 10)).toEqual(['9\tc1 · person\t\t1', '10\tc1 · organisation\t\t1']);
    const drawn = await db.selectFrom('sampled_units').selectAll().where('role', '=', 'main').execute();
    expect(drawn.map(({ unit_no: unit, stratum }) => [unit % 10 === 0, stratum.endsWith('· organisation')]).every(([a, b]) => a === b)).toBe(true); // prettier-ignore

    // What the list says of the person counts where it parted the draw, and only there.
    const change = () => db.updateTable('frame_units').set({ person_kind: 'organisation' }).where('unit_no', '=', 1).execute();
    await change();
    expect((await openDraw(db, asking, 'round', NOW, true)).check.repetition).toMatchObject({ isSameFrame: false });
    await db.updateTable('frame_units').set({ person_kind: 'person' }).where('unit_no', '=', 1).execute();
    await drawRound(db, asking, 'round', drawForm({ before: '1', reason: 'Không tách cá nhân, tổ chức.' }), NOW);
    await change();
    expect((await openDraw(db, asking, 'round', NOW, true)).check.repetition).toMatchObject({ isSame: true });
  });

  test('what was typed as a seed decides nothing alone; drawing again needs a reason, and the earlier one stays on the record', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator, survey } = await makeDraft(db);
    const asking = as(coordinator);
    await saveDesign(db, asking, 'round', null, formFor(design), NOW);
    for (const seed of ['7|c1', '7-1', '07 15', 'số', '1'.repeat(21)])
      expect(await problemOf(drawRound(db, asking, 'round', drawForm({ seed }), NOW))).toMatchObject({
        details: [{ code: 'seed-invalid' }]
      });
    await drawRound(db, asking, 'round', drawForm({ seed: '2026' }), NOW);
    const first = await db.selectFrom('sampled_units').select(['serial', 'unit_no']).orderBy('serial').execute();

    const again = { seed: '2026', before: '1' };
    expect(await problemOf(drawRound(db, asking, 'round', drawForm({ ...again, reason: 'sai' }), NOW))).toMatchObject({
      details: [{ code: 'reason-short', parameters: { min: 10 } }]
    });
    expect(await problemOf(drawRound(db, asking, 'round', drawForm({ reason: 'Trang cũ từ trước.' }), NOW))).toMatchObject({
      code: 'draw-changed'
    });
    const reason = 'Tổ giám sát yêu cầu chọn lại.';
    expect(await drawRound(db, asking, 'round', drawForm({ ...again, reason }), NOW)).toBe(2);
    expect(await db.selectFrom('sampled_units').select(['serial', 'unit_no']).orderBy('serial').execute()).not.toEqual(first);
    const record = await openDrawRecord(db, asking, 'round', NOW);
    expect(record.draw).toMatchObject({ number: 2, parameters: { seedTyped: true } });
    expect(record.check.repetition).toMatchObject({ isSame: true });
    expect(record.earlier).toMatchObject([{ number: 1, voidReason: reason }]);
    const seeds = [record.draw.seed, record.earlier[0]!.seed];
    expect(seeds).toEqual([expect.stringMatching(/^2026-\d{16}$/), expect.stringMatching(/^2026-\d{16}$/)]);
    expect(new Set(seeds).size).toBe(2);
    const events = await db.selectFrom('audit_events').select('change').where('action', 'like', 'survey.draw%').orderBy('number').execute();
    expect(events.map(({ change }) => (JSON.parse(change) as { seed_typed: boolean }).seed_typed)).toEqual([true, true]);

    // Two people at once: one draws, the other is told.
    const both = ['3', '4'].map((seed) =>
      drawRound(db, asking, 'round', drawForm({ seed, before: '2', reason }), NOW).catch((failure: unknown) => failure)
    );
    const ends = await Promise.all(both);
    expect(ends.filter((end) => end === 3)).toHaveLength(1);
    expect(ends.filter((end) => end !== 3)).toMatchObject([{ code: 'draw-changed' }]);

    await saveDesign(db, asking, 'round', 'A', formFor({ ...design, size: { kind: 'fixed', count: 30 } }, { revision: '1' }), NOW);
    await db.updateTable('frame_units').set({ kept: 0 }).where('unit_no', '=', 1).execute();
    expect(await problemOf(drawRound(db, asking, 'round', drawForm({ before: '3', reason }), NOW))).toMatchObject({ code: 'design-old' });
    const unit = await db.selectFrom('sampled_units').select('id').limit(1).executeTakeFirstOrThrow();
    const event = { id: 'e', survey_id: survey.id, sampled_unit_id: unit.id, kind: 'printed', interviewer_id: null, user_id: coordinator.id, at: NOW.toISOString(), reason: '' } as const; // prettier-ignore
    await db.insertInto('form_events').values(event).execute();
    expect(await problemOf(drawRound(db, asking, 'round', drawForm({ before: '3', reason }), NOW))).toMatchObject({ code: 'draw-in-use' });
    await updateSurvey(db, survey.id, { state: 'open' });
    expect(await problemOf(drawRound(db, asking, 'round', drawForm({ before: '3', reason }), NOW))).toMatchObject({ code: 'draw-fixed' });
  });
});

onBothEngines('a unit that is given up', (open) => {
  test('gives its place to the next reserve of its stratum, in order, races included, until none is left', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator, survey } = await makeDraft(db, { communes: 2, population: 50 });
    const asking = as(coordinator);
    await saveDesign(db, asking, 'round', null, formFor({ ...design, size: { kind: 'fixed', count: 30 } }), NOW);
    await drawRound(db, asking, 'round', drawForm(), NOW);
    const units = await db.selectFrom('sampled_units').selectAll().orderBy('serial').execute();
    const main = units.filter(({ stratum, role }) => stratum === 'c1' && role === 'main');
    const reserves = units.filter(({ stratum, role }) => stratum === 'c1' && role === 'reserve');
    expect(reserves.map((unit) => unit.reserve_order)).toEqual([1, 2, 3]);
    const by = byUser(coordinator, NOW);
    const replace = (unitId: string, reason = 'Từ chối trả lời') => replaceUnit(db, { surveyId: survey.id, unitId, reason }, by);
    expect(await problemOf(replace(main[0]!.id))).toMatchObject({ code: 'replace-not-open' });
    await updateSurvey(db, survey.id, { state: 'open' });
    expect(await problemOf(replace(main[0]!.id))).toMatchObject({ code: 'replace-reason-missing' });
    await db.updateTable('sampled_units').set({ disposition: '2.112' }).where('role', '=', 'main').execute();
    expect(await problemOf(replace(main[0]!.id, ' '))).toMatchObject({ code: 'replace-reason-missing' });
    expect(await problemOf(replace('no-such-unit'))).toMatchObject({ code: 'unit-not-found' });
    expect(await problemOf(replace(reserves[0]!.id))).toMatchObject({ code: 'unit-unused' });

    expect(await replace(main[0]!.id)).toMatchObject({ id: reserves[0]!.id, serial: reserves[0]!.serial });
    expect(await problemOf(replace(main[0]!.id))).toMatchObject({ code: 'unit-replaced' });
    // Two at once never get the same one.
    const both = await Promise.all([replace(main[1]!.id), replace(main[2]!.id)]);
    expect(both.map(({ id }) => id).sort()).toEqual(reserves.slice(1).map(({ id }) => id).sort()); // prettier-ignore
    expect(await problemOf(replace(main[3]!.id))).toMatchObject({ code: 'reserve-empty', parameters: { stratum: 'c1' } });
    const stored = await db.selectFrom('sampled_units').selectAll().where('stratum', '=', 'c1').orderBy('serial').execute();
    expect(stored.filter((unit) => unit.replaced_at !== null).map(({ serial }) => serial)).toEqual(
      main.slice(0, 3).map(({ serial }) => serial)
    );
    expect(stored.filter((unit) => unit.role === 'main').map((unit) => unit.inclusion_probability)).toEqual(
      main.map((unit) => unit.inclusion_probability)
    );

    const list = async (query: string) => (await listDrawnUnits(db, asking, 'round', new URLSearchParams(query), NOW)).list;
    expect((await list('part=entered')).rows).toMatchObject([{ replaces: main[0]!.serial, reason: 'Từ chối trả lời' }, {}, {}]);
    expect((await list('part=replaced')).total).toBe(3);
    expect((await list('part=reserve')).total).toBe(units.length - 30 - 3);
    expect((await list(`q=${main[5]!.serial}`)).rows).toMatchObject([{ serial: main[5]!.serial, agencyVi: 'Xã 1' }]);
    expect((await list('q=xa 2&sort=-serial')).rows[0]).toMatchObject({ agencyVi: 'Xã 2' });
    // The draw still repeats: replacing changes nothing of what was drawn.
    expect((await openDraw(db, asking, 'round', NOW, true)).check.repetition).toMatchObject({ isSame: true });
  });

  test('takes the reserve of its own village, though the one next door has an earlier one', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator, survey } = await makeDraft(db, { communes: 1, population: 60 });
    const asking = as(coordinator);
    const villages: SamplingDesign = {
      ...design,
      size: { kind: 'fixed', count: 20 },
      stages: [{ by: 'village', count: 2, method: 'srs' }]
    };
    await saveDesign(db, asking, 'round', null, formFor(villages), NOW);
    await drawRound(db, asking, 'round', drawForm(), NOW);
    await updateSurvey(db, survey.id, { state: 'open' });
    await db.updateTable('sampled_units').set({ disposition: '2.112' }).where('role', '=', 'main').execute();
    const units = await db.selectFrom('sampled_units').selectAll().orderBy('serial').execute();
    const [first, second] = [...new Set(units.map(({ cluster }) => cluster))];
    const of = (cluster: string | undefined, role: string) => units.filter((unit) => unit.cluster === cluster && unit.role === role);
    const replace = (unitId: string) => replaceUnit(db, { surveyId: survey.id, unitId, reason: 'Từ chối' }, byUser(coordinator, NOW));
    expect([of(first, 'reserve').length, of(second, 'reserve').length]).toEqual([2, 2]);
    for (const [at, { id }] of of(second, 'reserve').entries()) expect(await replace(of(second, 'main')[at]!.id)).toMatchObject({ id });
    expect(await problemOf(replace(of(second, 'main')[2]!.id))).toMatchObject({ code: 'reserve-empty' });
    expect(await replace(of(first, 'main')[0]!.id)).toMatchObject({ id: of(first, 'reserve')[0]!.id });
  });
});
