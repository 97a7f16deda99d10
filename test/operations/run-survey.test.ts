// A survey from the office's pages: made, its counters chosen, looked at before it opens, opened, extended; and who may do so.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { localDay } from '../../src/lib/core/calendar/day';
import { changeSurveyState } from '../../src/lib/server/operations/change-survey';
import { closeCounter } from '../../src/lib/server/operations/change-counter';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { buildReport } from '../../src/lib/server/operations/build-report';
import { addCountersToSurvey, removeCountersFromSurvey } from '../../src/lib/server/operations/choose-survey-counters';
import { editSurvey } from '../../src/lib/server/operations/edit-survey';
import { findCounterForm } from '../../src/lib/server/operations/find-counter-form';
import { openSurvey } from '../../src/lib/server/operations/open-survey';
import { openSurveyChoice } from '../../src/lib/server/operations/open-survey-forms';
import { openSurveys } from '../../src/lib/server/operations/open-surveys';
import type { CounterChoice } from '../../src/lib/server/operations/receive-survey-form';
import { addSurvey, changeSurvey, chooseCounters } from '../../src/lib/server/operations/receive-survey-form';
import type { Db } from '../../src/lib/server/schema';
import { byCommand } from '../../src/lib/server/store/audit-events';
import { findSurveyByCode } from '../../src/lib/server/store/surveys';
import { askingAs, formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { makeSmallProvince, NOW } from '../support/small-province';

const BY = byCommand(NOW);
const TODAY = localDay(NOW);
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const NEW = {
  nameVi: 'Ý kiến người dân năm 2026',
  nameEn: '',
  opensOn: '10/03/2026',
  closesOn: '',
  questionnaire: 'sipas-2017',
  owner: 'p',
  mode: 'continuous',
  counters: 'all',
  earlier: '',
  method: ''
};
const make = async (db: Db, fields: Partial<typeof NEW> = {}, agency = 'p') =>
  addSurvey(db, await askingAs(db, agency), formOf({ ...NEW, ...fields }), NOW);
const look = async (db: Db, code: string, agency = 'p') =>
  openSurvey(db, { publicUrl: 'https://x.example' }, await askingAs(db, agency), code, NOW);
const faults = async (db: Db, code: string) => (await look(db, code)).findings.map((one) => one.code);
const change = async (db: Db, code: string, step: Parameters<typeof changeSurvey>[3], fields = {}, agency = 'p') =>
  changeSurvey(db, await askingAs(db, agency), code, step, formOf(fields), NOW);
const counterIds = async (db: Db, code: string) =>
  (await openSurveyChoice(db, await askingAs(db, 'p'), code, new URLSearchParams('part=in'), NOW)).list.rows.map(({ id }) => id).toSorted();

onBothEngines('a survey run from the office', (open) => {
  test('its choice of counters stands in the order that is asked for', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const code = await make(db);
    const asking = await askingAs(db, 'p');
    const names = async (query: string) =>
      (await openSurveyChoice(db, asking, code, new URLSearchParams(query), NOW)).list.rows.map((row) =>
        [row.agencyVi, row.name].join('|')
      );
    const found = await names('sort=agency');
    expect(new Set(found).size).toBeGreaterThan(1);
    expect(found).toEqual(found.toSorted((a, b) => a.localeCompare(b, 'vi')));
    expect((await names('sort=-agency'))[0]!.split('|')[0]).toBe(found.at(-1)!.split('|')[0]);
    // A place by its code or by what is typed of its name; a name that several have stands for all of them.
    const ofC2 = found.filter((name) => name.startsWith('Xã c2|'));
    expect(ofC2).not.toHaveLength(0);
    expect(await names('place=c2')).toEqual(ofC2);
    expect(await names('place=xa+C2')).toEqual(ofC2);
    expect(await names('place=xa')).toEqual(found.filter((name) => name.startsWith('Xã ')));
    expect(await names('place=tinh+thu')).toEqual(found);
    expect(await names('place=khong+co')).toEqual([]);
  });

  test('is made as a draft with a code from its name, and goes on from an earlier one', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    expect(await make(db, { earlier: 'round' })).toBe('y-kien-nguoi-dan-nam-2026');
    expect(await make(db)).toBe('y-kien-nguoi-dan-nam-2026-2');
    expect(await findSurveyByCode(db, 'y-kien-nguoi-dan-nam-2026')).toMatchObject({ state: 'draft', series: 'round', closes_on: null });
    expect(await findSurveyByCode(db, 'round')).toMatchObject({ series: 'round' });
    await expect(make(db, { nameVi: ' ', opensOn: '31/02/2026', closesOn: '01/01/2026', questionnaire: '' })).rejects.toMatchObject({
      code: 'form-invalid',
      details: [
        { place: 'nameVi', code: 'name-missing' },
        { place: 'nameEn', code: 'name-missing' },
        { place: 'opensOn', code: 'day-invalid' },
        { place: 'closesOn', code: 'day-invalid' },
        { place: 'questionnaire', code: 'questionnaire-missing' }
      ]
    });
    await expect(make(db, { opensOn: '09/03/2026' })).rejects.toMatchObject({ details: [{ place: 'opensOn', code: 'opens-in-past' }] });
    await expect(make(db, { method: 'par-leaders/1' })).rejects.toMatchObject({ code: 'method-unfit' });
    await expect(make(db, {}, 'c1')).rejects.toMatchObject({ code: 'outside-place' });
  });

  test('tells what stands against opening, and does not open before', async () => {
    await using database = await open();
    const { db } = database;
    const { counters } = await makeSmallProvince(db);
    const code = await make(db, { counters: 'later' });
    expect(await faults(db, code)).toEqual(['no-counter', 'communes-without', 'name-untranslated']);
    await expect(change(db, code, 'open')).rejects.toMatchObject({ code: 'survey-cannot-open' });

    const [first, second, third] = counters;
    await addCountersToSurvey(db, code, [first.id, third.id], NOW, BY);
    const opened = await look(db, code);
    expect(opened.findings).toEqual([
      { code: 'counters-taken', forbids: true, count: 2 },
      { code: 'name-untranslated', forbids: false, count: 0 }
    ]);
    expect(opened.claims).toMatchObject([{ code: 'round', counters: 2 }]);
    await expect(change(db, code, 'open')).rejects.toMatchObject({ code: 'counter-taken', parameters: { other: 'Đợt thử', to: '…' } });

    await removeCountersFromSurvey(db, 'round', [first.id, third.id], NOW, BY);
    // They run the other one until tonight.
    await expect(change(db, code, 'open')).rejects.toMatchObject({ code: 'counter-taken', parameters: { to: '10/03/2026' } });
    await change(db, code, 'edit', { ...NEW, nameEn: 'Opinions 2026', opensOn: '11/03/2026', closesOn: '' });
    expect(await faults(db, code)).toEqual(['opens-later']);
    await closeCounter(db, third.id, { lastDay: TODAY, successorId: null }, BY);
    expect(await faults(db, code)).toEqual(['counters-closed', 'opens-later']);
    await change(db, code, 'open');
    expect((await findCounterForm(db, first.code, later(1))).survey.id).toBe((await findSurveyByCode(db, code))!.id);
    expect((await findCounterForm(db, second.code, later(1))).survey.id).toBe((await findSurveyByCode(db, 'round'))!.id);
    // Back to the first survey while the second holds it from tomorrow on.
    await expect(addCountersToSurvey(db, 'round', [first.id], NOW, BY)).rejects.toMatchObject({ code: 'counter-taken' });
  });

  test('of several that are opened at the same moment one gets the counters', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    await changeSurveyState(db, 'round', 'close', NOW);
    const codes: string[] = [];
    for (let n = 0; n < 8; n++) codes.push(await make(db));
    const outcomes = await Promise.allSettled(codes.map((code) => changeSurveyState(db, code, 'open', NOW, BY)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('a counter that left, and answered another survey since, does not come back for those days', async () => {
    await using database = await open();
    const { db } = database;
    const { counters } = await makeSmallProvince(db);
    const [first, second] = counters;
    const code = await make(db, { counters: 'later' });
    await addCountersToSurvey(db, code, [first.id], NOW, BY);
    expect(await removeCountersFromSurvey(db, 'round', [first.id, second.id], NOW, BY)).toBe(2);
    await changeSurveyState(db, code, 'open', NOW).catch(() => undefined);
    await editSurvey(db, code, { nameVi: 'Khác', nameEn: 'Other', opensOn: '2026-03-12', closesOn: null }, NOW, BY);
    await changeSurveyState(db, code, 'open', NOW, BY);
    await changeSurveyState(db, code, 'close', later(5), BY);
    await expect(addCountersToSurvey(db, 'round', [first.id, second.id], later(9), BY)).rejects.toMatchObject({
      code: 'counter-taken',
      parameters: { from: '12/03/2026', to: '15/03/2026' }
    });
    // Where no other asked, it comes back as if it had stayed.
    expect(await addCountersToSurvey(db, 'round', [second.id], later(9), BY)).toBe(1);
    expect((await findCounterForm(db, second.code, later(9))).survey.id).toBe((await findSurveyByCode(db, 'round'))!.id);
    // What its page and its reports say of it: also of the days between, where it is as if it had stayed.
    const moves = [
      { day: '2026-03-11', kind: 'left', counters: 2 },
      { day: '2026-03-19', kind: 'back', counters: 1 }
    ];
    expect((await look(db, 'round')).moves).toEqual(moves);
    const reportOf = async (agencyCode: string, period: string) =>
      (await buildReport(db, { subject: { agencyCode }, survey: 'round', period, scopes: ['/'] }, later(9))).report.counterMoves;
    expect(await reportOf('p', 'all')).toEqual(moves);
    expect(await reportOf('c1', '2026-03')).toEqual(moves);
    expect(await reportOf('c1', '2026-02')).toEqual([]);
    expect(await reportOf('c2', 'all')).toEqual([]);
  });

  test('once it was opened its names and its end may change, and nothing else; a draft may go', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const edit = { nameVi: 'Tên mới', nameEn: 'New name', opensOn: '2026-01-05' };
    const end = (closesOn: string | null) => editSurvey(db, 'round', { ...edit, closesOn }, NOW, BY);
    await end('2026-12-31');
    expect(await findSurveyByCode(db, 'round')).toMatchObject({ name_vi: 'Tên mới', closes_on: '2026-12-31', revision: 3 });
    expect((await openSurveys(db, await askingAs(db, 'p'), new URLSearchParams('q=ten moi'), NOW)).list.total).toBe(1);
    await expect(end('2026-03-09')).rejects.toMatchObject({ details: [{ place: 'closesOn', code: 'closes-in-past' }] });
    await expect(end('2026-01-01')).rejects.toMatchObject({ details: [{ place: 'closesOn', code: 'closes-before-opens' }] });
    await expect(editSurvey(db, 'round', { ...edit, opensOn: '2026-01-01', closesOn: null }, NOW, BY)).rejects.toMatchObject({
      code: 'survey-fixed'
    });
    await expect(change(db, 'round', 'items', { item: 'q1' })).rejects.toMatchObject({ code: 'survey-fixed' });
    await expect(change(db, 'round', 'discard')).rejects.toMatchObject({ code: 'survey-fixed' });
    await change(db, 'round', 'close');
    await expect(change(db, 'round', 'close')).rejects.toMatchObject({ code: 'survey-changed' });
    await expect(end('2027-12-31')).rejects.toMatchObject({ code: 'survey-fixed' });
    await change(db, 'round', 'publish');
    await expect(end(null)).rejects.toMatchObject({ code: 'survey-fixed' });

    const draft = await make(db);
    await change(db, draft, 'items', { item: ['officer_1', 'access_1'] });
    expect((await findSurveyByCode(db, draft))!.required_items).toBe('["access_1","officer_1"]');
    await change(db, draft, 'discard');
    expect(await findSurveyByCode(db, draft)).toBeUndefined();
  });

  test('may be seen where it asks, and run where it is held', async () => {
    await using database = await open();
    const { db } = database;
    const { counters } = await makeSmallProvince(db);
    const draft = await make(db);
    const listed = async (agency: string, role?: string) =>
      (await openSurveys(db, await askingAs(db, agency, role), new URLSearchParams('sort=name'), NOW)).list.rows.map(({ code }) => code);
    expect(await listed('p')).toEqual(['round', draft]);
    // A draft of the province is nothing to a commune yet.
    expect(await listed('c2')).toEqual(['round']);
    await expect(listed('c2', 'agency_viewer')).rejects.toMatchObject({ code: 'role-not-enough' });
    expect(await look(db, 'round', 'c2')).toMatchObject({ mayWrite: false, findings: [] });
    await expect(look(db, draft, 'c2')).rejects.toMatchObject({ code: 'survey-not-found' });
    await expect(change(db, 'round', 'close', {}, 'c2')).rejects.toMatchObject({ code: 'outside-place' });

    const own = await make(db, { owner: 'c2', counters: 'later' }, 'c2');
    const choose = async (choice: CounterChoice, ids: readonly string[], query = '') =>
      chooseCounters(db, await askingAs(db, 'c2'), own, choice, formOf({ counter: ids }), new URLSearchParams(query), NOW);
    await expect(choose('add', [])).rejects.toMatchObject({ code: 'counters-none-chosen' });
    // Counters of another commune do not come in, however they are named.
    expect(await choose('add', counters.map(({ id }) => id))).toBe(1); // prettier-ignore
    expect(await counterIds(db, own)).toEqual([counters[2].id]);
    expect(await choose('remove', [counters[2].id])).toBe(1);
    expect(await choose('add-all', [], 'place=c1')).toBe(0);
    expect(await choose('add-all', [], 'q=quay 1')).toBe(1);
    expect(await choose('add-all', [], 'q=quay 1')).toBe(0);
  });

  test('gives up at once all counters that another survey has, as long as it is a draft', async () => {
    await using database = await open();
    const { db } = database;
    const { counters } = await makeSmallProvince(db);
    const draft = await make(db);
    const asking = await askingAs(db, 'p');
    const free = await createCounter(db, { agencyCode: 'c1', name: 'Quầy mới', openedOn: '2026-01-05' }, NOW, randomBytes);
    const choose = (code: string, choice: CounterChoice, query: string) =>
      chooseCounters(db, asking, code, choice, formOf({}), new URLSearchParams(query), NOW);
    const seen = async (query: string) => {
      const { list, addable, removable } = await openSurveyChoice(db, asking, draft, new URLSearchParams(query), NOW);
      return { found: list.total, addable, removable };
    };
    await choose(draft, 'add-all', '');
    expect(await seen('part=taken')).toEqual({ found: 3, addable: 0, removable: 3 });
    expect(await choose(draft, 'remove-all', 'part=taken&place=c2')).toBe(1);
    expect(await seen('part=taken')).toEqual({ found: 3, addable: 0, removable: 2 });
    expect(await choose(draft, 'remove-all', 'part=taken')).toBe(2);
    expect(await counterIds(db, draft)).toEqual([free.id]);
    expect(await seen('')).toEqual({ found: 4, addable: 3, removable: 1 });
    await expect(choose('round', 'remove-all', '')).rejects.toMatchObject({ code: 'survey-fixed' });
    expect(await counterIds(db, 'round')).toEqual(counters.map(({ id }) => id).toSorted());
  });
});
