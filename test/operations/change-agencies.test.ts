// Agencies over time: renamed, moved and merged with dates; what answered before and after, and what a report makes of it.
import { expect, test } from 'vitest';
import { buildReport } from '../../src/lib/server/operations/build-report';
import { changeSurveyState } from '../../src/lib/server/operations/change-survey';
import { closeAgency } from '../../src/lib/server/operations/close-agency';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { findCounterForm } from '../../src/lib/server/operations/find-counter-form';
import { mergeAgencies } from '../../src/lib/server/operations/merge-agencies';
import type { AgencyMerger } from '../../src/lib/server/operations/merge-agencies';
import { moveAgency } from '../../src/lib/server/operations/move-agency';
import { openAgencies } from '../../src/lib/server/operations/open-agencies';
import { openMerger } from '../../src/lib/server/operations/open-agency-forms';
import { openAgency } from '../../src/lib/server/operations/open-agency';
import { openCounter } from '../../src/lib/server/operations/open-counter';
import { openSurvey } from '../../src/lib/server/operations/open-survey';
import { openSurveys } from '../../src/lib/server/operations/open-surveys';
import { mergeByForm } from '../../src/lib/server/operations/receive-agency-form';
import { renameAgency } from '../../src/lib/server/operations/rename-agency';
import type { Db } from '../../src/lib/server/schema';
import { findAgencyByCode, LAST_DAY } from '../../src/lib/server/store/agencies';
import { findBrokenAuditEvent } from '../../src/lib/server/store/audit-events';
import { answer } from '../support/answer';
import { askingAs, formOf } from '../support/asking';
import { readerOf } from '../support/compared-province';
import { onBothEngines } from '../support/engines';
import { ask, rowOf } from '../support/ranking-indices';
import { makeSmallProvince, NOW } from '../support/small-province';

const nameOn = async (db: Db, code: string, day: string) => (await findAgencyByCode(db, code, day))?.name.vi;
const parentOn = async (db: Db, code: string, day: string) => {
  const agency = await findAgencyByCode(db, code, day);
  const parent = await db
    .selectFrom('agencies')
    .select('code')
    .where('id', '=', agency?.parentId ?? '')
    .executeTakeFirst();
  return { parent: parent?.code, path: agency?.path.split('/').length };
};
const actions = async (db: Db) =>
  (await db.selectFrom('audit_events').select('action').orderBy('number').execute()).map(({ action }) => action);

onBothEngines('an agency over time', (open) => {
  test('is renamed from a day on, and mended for as long as its name stood', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    await renameAgency(db, { code: 'c1', name: { vi: ' Phường  Chiềng Sinh ', en: '' }, from: '2026-02-01' });
    expect(await nameOn(db, 'c1', '2026-01-31')).toBe('Xã c1');
    expect(await nameOn(db, 'c1', '2026-02-01')).toBe('Phường Chiềng Sinh');
    await renameAgency(db, { code: 'c1', name: { vi: 'Phường Chiềng Sinh A', en: 'Chieng Sinh A' }, from: null });
    expect(await nameOn(db, 'c1', '2026-01-31')).toBe('Xã c1');
    expect(await nameOn(db, 'c1', '2026-02-01')).toBe('Phường Chiềng Sinh A');

    const refused = (from: string | null, vi = 'Tên khác') => renameAgency(db, { code: 'c1', name: { vi, en: '' }, from });
    await expect(refused('2026-01-15')).rejects.toMatchObject({ code: 'agency-changed-later', parameters: { day: '01/02/2026' } });
    await expect(refused('2025-06-30')).rejects.toMatchObject({ code: 'agency-before-life' });
    await expect(refused(null, '  ')).rejects.toMatchObject({
      code: 'form-invalid',
      details: [{ place: 'name', code: 'name-missing' }]
    });
    expect((await actions(db)).slice(-2)).toEqual(['agency.rename', 'agency.correct-name']);
    expect(await findBrokenAuditEvent(db)).toBeNull();
  });

  test('stands in the tree by its name in the language that is read', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    await createAgency(db, { code: 'z', kind: 'commune', name: { vi: 'Xã An', en: 'Zen' }, parentCode: 'p', validFrom: '2025-07-01' });
    const asking = await askingAs(db, 'p');
    const order = async (language: 'vi' | 'en') => {
      const [tree] = (await openAgencies(db, { ...asking, language }, new URLSearchParams(), NOW)).trees!;
      return tree!.children.map(({ code }) => code);
    };
    expect([await order('vi'), await order('en')]).toEqual([['z', 'c1', 'c2'], ['c1', 'c2', 'z']]); // prettier-ignore
  });

  test('is moved with everything below it, and never below itself', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const add = (code: string, kind: 'department' | 'centre', parentCode: string, validFrom = '2025-07-01') =>
      createAgency(db, { code, kind, name: { vi: code, en: code }, parentCode, validFrom });
    await add('d1', 'department', 'p');
    await add('d2', 'department', 'p');
    await add('tt', 'centre', 'd1');
    await createAgency(db, {
      code: 'ended',
      kind: 'centre',
      name: { vi: 'cũ', en: 'old' },
      parentCode: 'd1',
      validFrom: '2025-07-01',
      validTo: '2025-12-31'
    });
    await moveAgency(db, { code: 'tt', parentCode: 'd2', from: '2026-02-01' });
    expect(await parentOn(db, 'tt', '2026-01-31')).toEqual({ parent: 'd1', path: 5 });
    expect(await parentOn(db, 'tt', '2026-02-01')).toEqual({ parent: 'd2', path: 5 });

    await expect(moveAgency(db, { code: 'p', parentCode: 'c1', from: '2026-03-01' })).rejects.toMatchObject({
      code: 'agency-under-itself'
    });
    await expect(moveAgency(db, { code: 'tt', parentCode: 'd1', from: '2026-01-15' })).rejects.toMatchObject({
      code: 'agency-changed-later'
    });
    await expect(moveAgency(db, { code: 'c1', parentCode: 'd1', from: '2026-03-01' })).rejects.toMatchObject({
      code: 'agency-parent-wrong'
    });
    await expect(moveAgency(db, { code: 'tt', parentCode: 'ended', from: '2026-03-01' })).rejects.toMatchObject({
      code: 'agency-parent-wrong'
    });
    await expect(moveAgency(db, { code: 'ended', parentCode: 'd2', from: '2026-03-01' })).rejects.toMatchObject({ code: 'agency-closed' });
  });

  test('a merger gives nobody a role that who merges could not give', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const merge = async (role: string, roles: string) =>
      mergeByForm(
        db,
        await askingAs(db, 'p', role),
        formOf({ of: 'c1', into: 'existing', existing: 'c2', onDay: '2026-04-01', roles }),
        NOW
      );
    const { id, agencyId } = await askingAs(db, 'c1', 'administrator').then(({ user }) => ({
      id: user.id,
      agencyId: user.grants[0]!.agencyId
    }));
    await db.insertInto('user_roles').values({ user_id: id, role: 'administrator', agency_id: agencyId }).execute();
    await expect(merge('coordinator', 'copy')).rejects.toMatchObject({ code: 'role-not-givable' });
    // The form offers what will be done, and nothing where nobody holds a role.
    const offers = async (role: string, of = 'c1') =>
      (await openMerger(db, await askingAs(db, 'p', role), new URLSearchParams({ of }), NOW)).roles;
    expect([await offers('coordinator'), await offers('administrator'), await offers('administrator', 'c2')]).toEqual([
      'later',
      'choose',
      'nobody'
    ]);
    expect(await merge('administrator', 'copy')).toMatchObject({ rolesCopied: 1 });
  });

  test('a merger that is not filled in says one sentence a field', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const merge = async (fields: Record<string, string>) =>
      mergeByForm(db, await askingAs(db, 'p'), formOf({ of: 'c1', onDay: '2026-04-01', ...fields }), NOW);
    await expect(merge({ into: 'new', kind: 'commune', parent: 'p' })).rejects.toMatchObject({
      code: 'form-invalid',
      details: [
        { place: 'code', code: 'agency-code-missing' },
        { place: 'name', code: 'name-missing' }
      ]
    });
    await expect(merge({ into: 'existing', existing: '' })).rejects.toMatchObject({
      details: [{ place: 'existing', code: 'merge-into-missing' }]
    });
  });

  test('two communes become a new one: posters, surveys and answers go on, and the report marks the day', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, survey } = await makeSmallProvince(db);
    const person = (counter: (typeof counters)[number], day: string) => ({ counter, day, answers: [...Array<number>(9).fill(5), 1, 2, 1] });
    const days = (month: string, n: number) => Array.from({ length: n }, (_, i) => `2026-${month}-${String(6 + i).padStart(2, '0')}`);
    await answer(db, survey, [
      ...days('01', 12).map((day) => person(counters[0], day)),
      ...days('01', 8).map((day) => person(counters[2], day))
    ]);

    const merger: AgencyMerger = {
      predecessorCodes: ['c1', 'c2'],
      into: { code: 'new', kind: 'commune', name: { vi: 'Xã Mới', en: 'New' }, parentCode: 'p' },
      onDay: '2026-02-01',
      counters: 'hand-over',
      roles: 'leave'
    };
    expect(await mergeAgencies(db, merger)).toMatchObject({ countersMoved: 3, countersClosed: 0, childrenMoved: 0 });
    await expect(mergeAgencies(db, { ...merger, into: { code: 'c1' } })).rejects.toMatchObject({
      code: 'merge-itself',
      parameters: { code: 'c1', name: 'Xã c1' }
    });
    await expect(
      mergeAgencies(db, { ...merger, predecessorCodes: ['new'], into: { code: 'p' }, onDay: '2026-06-01' })
    ).rejects.toMatchObject({
      code: 'merge-kinds'
    });
    await expect(mergeAgencies(db, { ...merger, predecessorCodes: [] })).rejects.toMatchObject({ code: 'merge-nothing' });
    await expect(mergeAgencies(db, { ...merger, into: { ...merger.into, code: 'again' } as never })).rejects.toMatchObject({
      code: 'agency-closed'
    });
    expect(await findAgencyByCode(db, 'again', LAST_DAY)).toBeUndefined();

    const placeOf = async (at: string) => (await findCounterForm(db, counters[2].code, new Date(at))).place;
    expect(await placeOf('2026-01-31T05:00:00Z')).toMatchObject({ counterId: counters[2].id, agencyName: { vi: 'Xã c2' } });
    const after = await placeOf('2026-02-01T05:00:00Z');
    expect(after).toMatchObject({ counterName: 'Quầy 1 (Xã c2)', agencyName: { vi: 'Xã Mới' } });
    expect(after.counterId).not.toBe(counters[2].id);
    // In the office the one that ended still has its page; only the one that took over may be changed there.
    const seen = async (agencyCode: string | null) => {
      const { counter, mayWrite } = await openCounter(db, await askingAs(db, 'p'), counters[2].code, NOW, agencyCode);
      return { id: counter.id, mayWrite };
    };
    expect(await seen(null)).toEqual({ id: after.counterId, mayWrite: true });
    expect(await seen('c2')).toEqual({ id: counters[2].id, mayWrite: false });
    await answer(
      db,
      survey,
      days('02', 10).map((day) => ({ ...person(counters[2], day), counter: { ...counters[2], id: after.counterId } }))
    );

    const report = async (agencyCode: string, period: string) =>
      (await buildReport(db, { subject: { agencyCode }, survey: 'round', period, scopes: [] }, new Date('2026-04-02T05:00:00Z'))).report;
    // Nobody takes one "Quầy 1" for the other, and the survey counts the counters it asks at, not those that these followed.
    const namesAtNew = (await openAgency(db, await askingAs(db, 'p'), 'new', NOW)).counters.map(({ name }) => name).toSorted();
    expect(namesAtNew).toEqual(['Quầy 1 (Xã c1)', 'Quầy 1 (Xã c2)', 'Quầy 2']);
    const reach = async (now: Date) => {
      const asking = await askingAs(db, 'p');
      const { reach } = await openSurvey(db, { publicUrl: undefined }, asking, 'round', now);
      const [row] = (await openSurveys(db, asking, new URLSearchParams(), now)).list.rows;
      return [reach.counters, reach.agencies, row!.counters];
    };
    expect([await reach(new Date('2026-01-31T05:00:00Z')), await reach(NOW)]).toEqual([[3, 2, 3], [3, 1, 3]]); // prettier-ignore
    await changeSurveyState(db, 'round', 'close', NOW);
    expect(await reach(new Date('2026-06-01T05:00:00Z'))).toEqual([3, 1, 3]);

    const whole = await report('new', '2026-Q1');
    expect(whole.overall.n).toBe(30);
    expect(whole.lineage).toEqual({
      formed: {
        on: '2026-02-01',
        from: [
          { vi: 'Xã c1', en: 'Commune c1' },
          { vi: 'Xã c2', en: 'Commune c2' }
        ]
      },
      followed: []
    });
    expect(whole.children.map(({ code, n }) => [code, n])).toEqual([['c1', 12], ['c2', 8]]); // prettier-ignore
    expect(whole.trend.map(({ month, n }) => [month, n])).toEqual([['2026-01', 20], ['2026-02', 10], ['2026-03', 0]]); // prettier-ignore
    // Its counters took over from theirs: nothing left where both are in one figure; at a former one they did.
    expect([whole.counterMoves, (await report('c1', '2026-Q1')).counterMoves.map(({ kind }) => kind)]).toEqual([[], ['left']]);
    expect((await report('p', '2026-Q1')).overall.n).toBe(30);
    // Beside its name in a ranking too, of periods that began before it did.
    const ranked = async (period: string) => rowOf(await ask(db, readerOf(await findAgencyByCode(db, 'p', LAST_DAY)), { period }), 'new');
    expect(await ranked('2026-Q1')).toMatchObject({ n: 30, formed: whole.lineage.formed });
    expect(await ranked('2026-02')).toMatchObject({ n: 10, formed: null });
    const former = await report('c1', '2026-01');
    expect([former.overall.n, former.lineage.followed.map(({ code, on }) => [code, on])]).toEqual([12, [['new', '2026-02-01']]]);
    const counter = await buildReport(
      db,
      { subject: { agencyCode: 'c2', counterCode: counters[2].code }, survey: 'round', period: '2026-01', scopes: [] },
      new Date('2026-04-02T05:00:00Z')
    );
    expect(counter.report.overall.n).toBe(8);
  });

  test('one goes into another that lives on, with what stands below it; its counters can be closed instead', async () => {
    await using database = await open();
    const { db } = database;
    const { counters } = await makeSmallProvince(db);
    await createAgency(db, { code: 'q', kind: 'province', name: { vi: 'Tỉnh Q', en: 'Q' }, validFrom: '2020-01-01' });
    await createAgency(db, {
      code: 'qd',
      kind: 'department',
      name: { vi: 'Sở Q', en: 'Dept Q' },
      parentCode: 'q',
      validFrom: '2020-01-01'
    });
    const merged = await mergeAgencies(db, {
      predecessorCodes: ['q'],
      into: { code: 'p' },
      onDay: '2026-07-01',
      counters: 'close',
      roles: 'leave'
    });
    expect(merged).toMatchObject({ childrenMoved: 1, countersMoved: 0 });
    expect(await parentOn(db, 'qd', '2026-06-30')).toEqual({ parent: 'q', path: 4 });
    expect(await parentOn(db, 'qd', '2026-07-01')).toEqual({ parent: 'p', path: 4 });
    expect((await findAgencyByCode(db, 'q', LAST_DAY))?.validTo).toBe('2026-06-30');

    await mergeAgencies(db, { predecessorCodes: ['c2'], into: { code: 'c1' }, onDay: '2026-08-01', counters: 'close', roles: 'leave' });
    await expect(findCounterForm(db, counters[2].code, new Date('2026-08-01T05:00:00Z'))).rejects.toMatchObject({ code: 'counter-closed' });
    expect((await findCounterForm(db, counters[0].code, new Date('2026-08-01T05:00:00Z'))).place.counterId).toBe(counters[0].id);
    await expect(closeAgency(db, 'c1', '2026-12-31')).rejects.toMatchObject({ code: 'agency-in-use' });
  });
});
