// Two provinces become one from the office's pages (Quảng Ngãi with Kon Tum, 1/7/2025): their people, posters, surveys and figures go on.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Asking } from '../../src/lib/server/auth/access';
import { buildReport } from '../../src/lib/server/operations/build-report';
import { changeSurveyState } from '../../src/lib/server/operations/change-survey';
import { disableUser } from '../../src/lib/server/operations/change-user';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { createBlank } from '../../src/lib/server/operations/create-questionnaire';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { createUser } from '../../src/lib/server/operations/create-user';
import { describeSignedIn } from '../../src/lib/server/operations/describe-signed-in';
import { findCounterForm } from '../../src/lib/server/operations/find-counter-form';
import { findSurveyToWrite } from '../../src/lib/server/operations/find-survey';
import { openAgency } from '../../src/lib/server/operations/open-agency';
import { openMerger, openNewAgency } from '../../src/lib/server/operations/open-agency-forms';
import { openQuestionnaires } from '../../src/lib/server/operations/open-questionnaires';
import { openSurveys } from '../../src/lib/server/operations/open-surveys';
import { addAgency, mergeByForm } from '../../src/lib/server/operations/receive-agency-form';
import { newId } from '../../src/lib/server/new-id';
import { shipInstruments } from '../../src/lib/server/operations/ship-instruments';
import type { Db } from '../../src/lib/server/schema';
import { byUser, findBrokenAuditEvent } from '../../src/lib/server/store/audit-events';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { findActiveUser } from '../../src/lib/server/store/users';
import { answer } from '../support/answer';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as, PASSWORD } from '../support/people';

const BEFORE = new Date('2025-06-10T03:00:00Z');
const AFTER = new Date('2025-07-10T03:00:00Z');
const OPENED = '2025-06-01';
const MERGED_ON = '2025-07-01';

/** Quảng Ngãi from the start; Kon Tum added by its administrator on the page, with its people, a department, counters and a survey. */
async function makeProvinces(db: Db, asked: readonly string[] = ['kt', 'so-kt']) {
  await shipInstruments(db, BEFORE);
  await createAgency(db, { code: 'qn', kind: 'province', name: { vi: 'Tỉnh Quảng Ngãi', en: 'Quang Ngai' }, validFrom: '2020-01-01' });
  const person = async (name: string, role: string, agencyCode: string) => {
    const id = await createUser(db, { email: `${newId()}@example.vn`, name, role, agencyCode, password: PASSWORD }, BEFORE);
    const askingOn = async (now: Date): Promise<Asking> => as((await findActiveUser(db, id, now.toISOString().slice(0, 10)))!);
    return { id, asked: askingOn };
  };
  const minh = await person('Minh', 'administrator', 'qn');
  const kept = await person('Hà', 'coordinator', 'qn');
  const form = { code: 'kt', kind: 'province', name: 'Tỉnh Kon Tum', nameEn: 'Kon Tum', parent: '', from: '' };
  await addAgency(db, await minh.asked(BEFORE), formOf(form), BEFORE);
  const y = await person('Y Nhung', 'coordinator', 'kt');
  const a = await person('A Lăng', 'administrator', 'kt');
  const counters = new Map<string, Awaited<ReturnType<typeof createCounter>>>();
  for (const province of ['qn', 'kt']) {
    const name = { vi: `Sở Nội vụ ${province}`, en: province };
    await createAgency(db, { code: `so-${province}`, kind: 'department', name, parentCode: province, validFrom: '2020-01-01' });
    for (const agencyCode of [province, `so-${province}`])
      counters.set(agencyCode, await createCounter(db, { agencyCode, name: 'Quầy 1', openedOn: OPENED }, BEFORE, randomBytes));
  }
  const survey = async (ownerCode: string, counterCodes: readonly string[]) => {
    const names = { nameVi: `Đợt ${ownerCode}`, nameEn: ownerCode, questionnaire: 'sipas-short', opensOn: OPENED, closesOn: null };
    const what = { psu: 'day', requiredItems: [], counterCodes, demonstration: false } as const;
    await createSurvey(db, { code: `round-${ownerCode}`, ownerCode, ...names, ...what, series: `chung-${ownerCode}` });
    return changeSurveyState(db, `round-${ownerCode}`, 'open', BEFORE);
  };
  const codesOf = (...agencies: string[]) => agencies.map((agency) => counters.get(agency)!.code);
  const rounds = { qn: await survey('qn', codesOf('qn', 'so-qn')), kt: await survey('kt', codesOf(...asked)) };
  return { minh, kept, y, a, counters, rounds };
}

const merge = async (db: Db, asking: Asking, fields: Readonly<Record<string, string | readonly string[]>>) =>
  mergeByForm(db, asking, formOf({ onDay: MERGED_ON, counters: 'hand-over', ...fields }), BEFORE);
const INTO_NEW = { of: ['qn', 'kt'], into: 'new', kind: 'province', code: 'qn-moi', name: 'Tỉnh Quảng Ngãi', nameEn: '', parent: '' };
const INTO_QN = { of: ['kt'], into: 'existing', existing: 'qn' };

onBothEngines('Quảng Ngãi with Kon Tum', (open) => {
  test('a second province is added by an administrator of the first, who becomes its own; nobody else may', async () => {
    await using database = await open();
    const { db } = database;
    const { minh, kept, y } = await makeProvinces(db);
    const fields = { code: 'x', kind: 'province', name: 'Tỉnh X', nameEn: '', parent: '', from: '01/01/2020' };
    const add = async (who: typeof minh, more = {}) => addAgency(db, await who.asked(BEFORE), formOf({ ...fields, ...more }), BEFORE);
    await expect(add(kept)).rejects.toMatchObject({ code: 'role-not-enough' });
    await expect(add(minh, { from: '01/07/2025' })).rejects.toMatchObject({
      code: 'form-invalid',
      details: [{ place: 'from', code: 'province-from-later' }]
    });
    await expect(add(minh, { kind: 'commune' })).rejects.toMatchObject({
      code: 'form-invalid',
      details: [{ place: 'parent', code: 'agency-parent-missing' }]
    });
    const offers = async (who: typeof minh) =>
      (await openNewAgency(db, await who.asked(BEFORE), new URLSearchParams(), BEFORE)).addsProvinces;
    expect([await offers(minh), await offers(y)]).toEqual([true, false]);
    expect((await openAgency(db, await minh.asked(BEFORE), 'kt', BEFORE)).mayWrite).toBe(true);
    await expect(openAgency(db, await kept.asked(BEFORE), 'kt', BEFORE)).rejects.toMatchObject({ code: 'outside-place' });
  });

  test('only who is administrator of both merges them, and the page says so', async () => {
    await using database = await open();
    const { db } = database;
    const { minh, a, y } = await makeProvinces(db);
    const shown = async (who: typeof minh, ...of: string[]) =>
      (await openMerger(db, await who.asked(BEFORE), new URLSearchParams(of.map((code) => ['of', code])), BEFORE)).roles;
    expect([await shown(minh, 'qn', 'kt'), await shown(a, 'kt'), await shown(y, 'kt')]).toEqual(['copied', 'copied', 'refused']);
    await expect(merge(db, await a.asked(BEFORE), INTO_QN)).rejects.toMatchObject({ code: 'outside-place' });
    await expect(merge(db, await minh.asked(BEFORE), { ...INTO_NEW, of: ['kt', 'qn'], onDay: '2020-01-01' })).rejects.toMatchObject({
      code: 'merge-too-early',
      parameters: { name: 'Tỉnh Quảng Ngãi', begun: '01/01/2020', day: '02/01/2020' }
    });
    await expect(merge(db, await y.asked(BEFORE), { ...INTO_NEW, of: ['kt'] })).rejects.toMatchObject({ code: 'merge-provinces' });
  });

  test.each([
    ['into a new province', INTO_NEW, 'qn-moi', ['kt', 'so-kt']],
    // A province seldom has counters of its own: what stood below it is what the sum is of.
    ['into the one that lives on', INTO_QN, 'qn', ['so-kt']]
  ])('%s: people, posters, surveys, questionnaires and figures go on', async (_, into, successor, asked) => {
    await using database = await open();
    const { db } = database;
    const { minh, y, a, counters, rounds } = await makeProvinces(db, asked);
    await createBlank(db, await y.asked(BEFORE), { titleVi: 'Phiếu Kon Tum', titleEn: '', code: 'phieu-kt' }, BEFORE);
    const person = (agency: string, day: string) => ({
      counter: counters.get(agency)!,
      day,
      answers: [...Array<number>(9).fill(5), 1, 2, 1]
    });
    const days = (month: string, n: number) => Array.from({ length: n }, (_, i) => `2025-${month}-${String(3 + i).padStart(2, '0')}`);
    const atBoth = asked.includes('kt');
    await answer(db, rounds.kt, [
      ...days('06', atBoth ? 7 : 0).map((day) => person('kt', day)),
      ...days('06', 9).map((day) => person('so-kt', day))
    ]);
    const merged = await merge(db, await minh.asked(BEFORE), into);
    expect(merged).toMatchObject({ shownAt: 'qn' });
    // Before its day nothing has changed for anybody, and its page says what is to come.
    expect((await openAgency(db, await minh.asked(BEFORE), 'kt', BEFORE)).successors.map(({ code, on }) => [code, on])).toEqual([[successor, MERGED_ON]]); // prettier-ignore
    expect((await findSurveyToWrite(db, await y.asked(BEFORE), 'round-kt', '2025-06-10')).owner.code).toBe('kt');

    // Posters: the same code leads to the new province's counter.
    const { place } = await findCounterForm(db, counters.get('qn')!.code, AFTER);
    expect(place.agencyName.vi).toBe('Tỉnh Quảng Ngãi');
    const moved = atBoth ? (await findCounterForm(db, counters.get('kt')!.code, AFTER)).place : place;
    expect([moved.agencyName.vi, moved.counterId === counters.get('kt')!.id]).toEqual(['Tỉnh Quảng Ngãi', false]);
    await answer(db, rounds.kt, [
      ...days('07', atBoth ? 6 : 0).map((day) => ({ ...person('kt', day), counter: { ...counters.get('kt')!, id: moved.counterId } })),
      ...days('07', 5).map((day) => person('so-kt', day))
    ]);

    // People: whoever had a role at Kon Tum reaches all of the new province with it, and still reads what was Kon Tum's.
    const after = await y.asked(AFTER);
    expect((await openAgency(db, after, successor, AFTER)).mayWrite).toBe(true);
    expect((await openAgency(db, after, 'so-qn', AFTER)).mayWrite).toBe(true);
    expect((await openAgency(db, after, 'kt', AFTER)).successors.map(({ code }) => code)).toEqual([successor]);
    expect((await describeSignedIn(db, after.user!, 'vi', AFTER)).province).toBe('Tỉnh Quảng Ngãi');

    // Somebody who comes later holds the new province alone: the surveys and questionnaires of the old ones are theirs to run.
    const newcomer = await createUser(db, { email: 'moi@example.vn', name: 'M', role: 'administrator', agencyCode: successor, password: PASSWORD }, AFTER); // prettier-ignore
    const moi = as((await findActiveUser(db, newcomer, '2025-07-10'))!);
    const listed = (await openSurveys(db, moi, new URLSearchParams(), AFTER)).list.rows.map(({ code }) => code).toSorted();
    expect(listed).toEqual(['round-kt', 'round-qn']);
    expect(await findSurveyToWrite(db, moi, 'round-kt', '2025-07-10')).toMatchObject({ mayWrite: true, owner: { code: successor } });
    expect((await openQuestionnaires(db, moi, new URLSearchParams(), AFTER)).list.rows.map(({ code }) => code)).toContain('phieu-kt');
    // A province that is no more needs no last administrator.
    await disableUser(db, a.id, byUser({ id: newcomer }, AFTER));

    // Reports: before, Kon Tum's own; across the day, one line that holds the former ones' answers and is marked.
    const report = async (agencyCode: string, period: string) =>
      (await buildReport(db, { subject: { agencyCode }, survey: 'round-kt', period, scopes: [] }, AFTER)).report;
    const whole = await report(successor, '2025');
    expect(whole.overall.n).toBe(atBoth ? 27 : 14);
    expect(whole.lineage.formed).toEqual({ on: MERGED_ON, from: [{ vi: 'Tỉnh Kon Tum', en: 'Kon Tum' }] });
    expect(whole.trend.filter(({ n }) => (n ?? 0) > 0).map(({ month, n }) => [month, n])).toEqual([['2025-06', atBoth ? 16 : 9], ['2025-07', atBoth ? 11 : 5]]); // prettier-ignore
    expect((await report('so-kt', '2025')).lineage.formed).toBeNull();
    const former = await report('kt', '2025-06');
    expect(former.lineage.followed.map(({ code, on }) => [code, on])).toEqual([[successor, MERGED_ON]]);
    // And the series goes on.
    const next = {
      nameVi: 'Đợt sau',
      nameEn: 'Next',
      questionnaire: 'sipas-short',
      opensOn: '2025-08-01',
      closesOn: null,
      psu: 'day'
    } as const;
    await createSurvey(db, { ...next, code: 'sau', ownerCode: successor, series: 'chung-kt', requiredItems: [], counterCodes: [], demonstration: false }); // prettier-ignore
    expect(await findBrokenAuditEvent(db)).toBeNull();
  });
});
