// What is found at a counter is held, excluded, restored and given back; figures, the audit log and the overview follow; nothing is deleted.
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import * as decisionCounters from '../../migrations/20261129-01-create-decision-counters';
import { compileLayout } from '../../src/lib/core/tally/compile-layout';
import { mergeTallies } from '../../src/lib/core/tally/merge-tallies';
import type { Role } from '../../src/lib/server/auth/access';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { decideOnForms, undoDecision } from '../../src/lib/server/operations/decide-on-forms';
import { tallyOf } from '../../src/lib/server/operations/keep-tallies';
import { openCounterMonth } from '../../src/lib/server/operations/open-counter-month';
import { findRuleMatches } from '../../src/lib/server/operations/match-rule';
import { mergeAgencies } from '../../src/lib/server/operations/merge-agencies';
import { answerByForm, objectByForm, openDecision, openDecisions, undoByForm } from '../../src/lib/server/operations/open-decisions';
import { openQuality } from '../../src/lib/server/operations/open-quality';
import { readCells, tallyOfCell } from '../../src/lib/server/operations/read-cells';
import { decideOnMonth, markSeen } from '../../src/lib/server/operations/receive-quality-form';
import { refreshVerdicts } from '../../src/lib/server/operations/refresh-verdicts';
import type { Db } from '../../src/lib/server/schema';
import { byCommand, findBrokenAuditEvent } from '../../src/lib/server/store/audit-events';
import { insertResponses, listCountedBetween } from '../../src/lib/server/store/responses';
import { getMethodVersion, getQuestionnaireVersion } from '../../src/lib/server/store/versions';
import { onBothEngines } from '../support/engines';
import { AFTERWARDS, makeStuffedProvince, MONTH, somebody } from '../support/quality/stuffed-province';

type Province = Awaited<ReturnType<typeof makeStuffedProvince>>;
const DAYS = { from: '2026-01-05', to: '2026-04-02' };
const REASON = 'Gửi dồn dập từ một máy sau giờ làm việc.';

/** What reports count, and what a recount of all answers gives. */
async function bothCounts(db: Db, { survey }: Province) {
  const { content } = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  const layout = compileLayout(content, (await getMethodVersion(db, survey.method_version_id)).content);
  const cells = await readCells(db, survey, layout, null, DAYS, AFTERWARDS);
  const kept = mergeTallies(
    layout,
    cells.map((cell) => tallyOfCell(layout, cell))
  );
  return { kept, recounted: tallyOf(await listCountedBetween(db, survey.id, DAYS.from, DAYS.to), layout) };
}

async function expectRecount(db: Db, province: Province, respondents: number): Promise<void> {
  const { kept, recounted } = await bothCounts(db, province);
  expect(kept.respondents).toBe(respondents);
  expect(kept).toEqual(recounted);
}

/** What each decision did at each counter in each month: as it is kept, and as its changes and the answers say. */
async function bothWaysOfCounting(db: Db) {
  const columns = ['decision_id', 'counter_id', 'month', 'held', 'excluded', 'restored'] as const;
  const rows = await db.selectFrom('quality_decision_counters').select(columns).execute();
  const changes = await db
    .selectFrom('response_changes as x')
    .innerJoin('responses as r', 'r.id', 'x.response_id')
    .select(['x.decision_id', 'r.receiving_counter_id', 'r.day', 'x.to_status'])
    .execute();
  const recounted = new Map<string, { held: number; excluded: number; counted: number }>();
  for (const { decision_id, receiving_counter_id, day, to_status } of changes) {
    const key = [decision_id, receiving_counter_id, day.slice(0, 7)].join(' ');
    const counts = recounted.get(key) ?? { held: 0, excluded: 0, counted: 0 };
    counts[to_status]++;
    recounted.set(key, counts);
  }
  return {
    kept: rows.map((row) => columns.map((column) => row[column]).join(' ')).toSorted(),
    recounted: [...recounted].map(([key, { held, excluded, counted }]) => [key, held, excluded, counted].join(' ')).toSorted()
  };
}

const formOf = (fields: Readonly<Record<string, string>>, ids: readonly string[] = []) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const id of ids) form.append('form', id);
  return form;
};

onBothEngines('the quality of answers', (open) => {
  test('a stuffed month is found, held by signal, and the figures follow; undone, everything is as before', async () => {
    await using database = await open();
    const { db } = database;
    const province = await makeStuffedProvince(db);
    const { counters, query, stuffed, survey } = province;
    const coordinator = await somebody(db, ['coordinator', 'p']);
    const all = (await bothCounts(db, province)).kept.respondents;

    const overview = (await openQuality(db, coordinator, new URLSearchParams({ month: MONTH }), AFTERWARDS))!;
    const [first] = overview.list.rows;
    expect(first).toMatchObject({ counterCode: counters[0].code, month: MONTH, flagged: true, basis: 'own', state: 'new' });
    expect(first!.odd).toBeGreaterThanOrEqual(stuffed.length - 2);
    expect(overview.list.rows.filter(({ flagged }) => flagged)).toHaveLength(1);

    const page = await openCounterMonth(db, coordinator, counters[0].code, query, AFTERWARDS);
    const listed = page.forms.map(({ id }) => id);
    expect(stuffed.filter((id) => !listed.includes(id)).length).toBeLessThanOrEqual(2);
    expect(JSON.stringify(page)).not.toContain('officer');
    const letters = new Set(page.forms.flatMap(({ id, device }) => (stuffed.includes(id) && device !== null ? [device] : [])));
    expect([...letters]).toEqual([expect.stringMatching(/^[A-Z]$/)]);
    // Marks are erased after some weeks: what was found stays found, with its letter.
    await db.deleteFrom('response_devices').execute();
    const erased = await openCounterMonth(db, coordinator, counters[0].code, query, AFTERWARDS);
    expect(erased.verdict.flagged).toBe(true);
    const listedStuffed = erased.forms.filter(({ id }) => stuffed.includes(id));
    expect(new Set(listedStuffed.map(({ device }) => device))).toEqual(letters);

    const found = erased.forms.map(({ id }) => id);
    const form = formOf({ scope: 'all', 'count-hold': String(erased.total), ground: 'outside-hours', reason: REASON });
    const id = await decideOnMonth(db, coordinator, counters[0].code, 'hold', query, form, AFTERWARDS);
    await expectRecount(db, province, all - erased.total);
    const held = await openCounterMonth(db, coordinator, counters[0].code, query, AFTERWARDS);
    expect(held.counts.held).toBe(erased.total);
    expect(held.forms.every(({ status, last }) => status !== 'held' || last?.reason === REASON)).toBe(true);
    const after = (await openQuality(db, coordinator, new URLSearchParams({ month: MONTH }), AFTERWARDS))!;
    expect(after.list.rows[0]).toMatchObject({ odd: 0, held: erased.total, state: 'done' });

    // Of the held ones, some are excluded, one is restored; what was decided since stays when the first decision is undone.
    await decideOnMonth(db, coordinator, counters[0].code, 'exclude', query, formOf({ ground: 'device-many', reason: REASON }, found.slice(0, 3)), AFTERWARDS); // prettier-ignore
    await expectRecount(db, province, all - erased.total);
    await decideOnMonth(db, coordinator, counters[0].code, 'restore', query, formOf({ ground: 'other', reason: REASON }, found.slice(3, 4)), AFTERWARDS); // prettier-ignore
    await expectRecount(db, province, all - erased.total + 1);
    const by = { userId: coordinator.user!.id, at: AFTERWARDS.toISOString() };
    await undoDecision(db, id, REASON, by);
    await expectRecount(db, province, all - 3);
    await expect(undoDecision(db, id, REASON, by)).rejects.toMatchObject({ code: 'quality-undone' });

    // Every change is there, numbered; no answer went; the log says who and how many, and none of the words.
    const changes = await db.selectFrom('response_changes').select(['response_id', 'number']).execute();
    expect(changes).toHaveLength(erased.total + 3 + 1 + (erased.total - 4));
    const events = await db
      .selectFrom('audit_events')
      .select(['action', 'change', 'user_id'])
      .where('action', 'like', 'quality.%')
      .execute();
    expect(events.map(({ action }) => action).toSorted()).toEqual(['quality.exclude', 'quality.hold', 'quality.restore', 'quality.undo']);
    expect(events.every(({ change, user_id }) => !change.includes('dồn dập') && user_id === coordinator.user!.id)).toBe(true);
    expect(await findBrokenAuditEvent(db)).toBeNull();
    const { n } = await db.selectFrom('responses').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow(); // prettier-ignore
    expect(Number(n)).toBe(all);
    const { kept, recounted } = await bothWaysOfCounting(db);
    expect(kept).toEqual(recounted);
    expect(kept).toHaveLength(events.length);
    // A database in which things were decided before there were such rows gets the same.
    await decisionCounters.down(db as Kysely<unknown>);
    await decisionCounters.up(db as Kysely<unknown>);
    expect((await bothWaysOfCounting(db)).kept).toEqual(recounted);
    // The month that was undone is judged anew, once.
    expect(await refreshVerdicts(db, survey, AFTERWARDS)).toBe(1);
    expect(await refreshVerdicts(db, survey, AFTERWARDS)).toBe(0);
  });

  test('a form without choice, ground or reason says all three; a list that changed meanwhile is not acted upon', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, query } = await makeStuffedProvince(db);
    const coordinator = await somebody(db, ['coordinator', 'p']);
    const decide = (form: FormData) => decideOnMonth(db, coordinator, counters[0].code, 'hold', query, form, AFTERWARDS);
    await expect(decide(formOf({ ground: 'satisfied', reason: 'xấu' }))).rejects.toMatchObject({
      code: 'form-invalid',
      details: [
        { place: 'forms', code: 'quality-choice-missing' },
        { place: 'ground', code: 'ground-missing' },
        { place: 'reason', code: 'reason-short' }
      ]
    });
    const changed = formOf({ scope: 'all', 'count-hold': '1', ground: 'other', reason: REASON });
    await expect(decide(changed)).rejects.toMatchObject({ details: [{ place: 'forms', code: 'quality-list-changed' }] });
    const statuses = await db.selectFrom('responses').select('status').distinct().execute();
    expect(statuses).toEqual([{ status: 'counted' }]);
    // Ids of other counters are passed over.
    const elsewhere = await db.selectFrom('responses').select('id').where('receiving_counter_id', '=', counters[2].id).limit(3).execute();
    const foreign = formOf({ ground: 'other', reason: REASON }, elsewhere.map(({ id }) => id)); // prettier-ignore
    await expect(decide(foreign)).rejects.toMatchObject({ details: [{ place: 'forms', code: 'quality-nothing-changed' }] });
  });

  test('nobody decides about their own agency, nor beyond their place', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, query } = await makeStuffedProvince(db);
    const read = async (...roles: Parameters<typeof somebody>[1][]) =>
      openCounterMonth(db, await somebody(db, ...roles), counters[0].code, query, AFTERWARDS);
    await expect(read(['coordinator', 'c1'])).rejects.toMatchObject({ code: 'quality-own-agency' });
    await expect(read(['coordinator', 'p'], ['agency_viewer', 'c1'])).rejects.toMatchObject({ code: 'quality-own-agency' });
    await expect(read(['agency_viewer', 'p'])).rejects.toMatchObject({ code: 'role-not-enough' });
    await expect(read(['coordinator', 'c2'])).rejects.toMatchObject({ code: 'outside-place' });
    await expect(read(['administrator', 'p'], ['coordinator', 'c2'])).resolves.toMatchObject({ month: MONTH });
    const own = await somebody(db, ['coordinator', 'c1']);
    expect((await openQuality(db, own, query, AFTERWARDS))!.list.rows).toEqual([]);
  });

  test('after a merger the successor’s people read and object, decide about none of its former selves, and a coordinator does', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, stuffed, survey } = await makeStuffedProvince(db);
    const predecessorPeople = await somebody(db, ['coordinator', 'p'], ['agency_viewer', 'c1']);
    const into = { code: 'n1', kind: 'commune', name: { vi: 'Xã mới', en: 'New commune' }, parentCode: 'p' } as const;
    const merger = { predecessorCodes: ['c1', 'c2'], into, onDay: '2026-04-02', counters: 'hand-over', roles: 'leave' } as const;
    await mergeAgencies(db, merger);
    await refreshVerdicts(db, survey, AFTERWARDS);
    const successor = await somebody(db, ['coordinator', 'n1']);
    const both = await somebody(db, ['coordinator', 'p'], ['agency_viewer', 'n1']);
    const coordinator = await somebody(db, ['coordinator', 'p']);
    const old = await db.selectFrom('counters').select(['id', 'agency_id']).where('id', '=', counters[0].id).executeTakeFirstOrThrow();

    // The poster's code leads to the successor's counter now; the old one's month is still the old one's.
    const now = new URLSearchParams({ survey: 'round', month: MONTH });
    const list = async (who: typeof coordinator) => (await openQuality(db, who, now, AFTERWARDS))!.list.rows;
    const [row] = await list(coordinator);
    expect(row).toMatchObject({ counterName: counters[0].name, agencyVi: 'Xã c1', flagged: true });
    const there = new URLSearchParams({ survey: 'round', month: MONTH, agency: row!.agencyCode });
    expect((await openCounterMonth(db, coordinator, row!.counterCode, now, AFTERWARDS)).counter.agencyName.vi).toBe('Xã mới');
    for (const who of [successor, both, predecessorPeople]) {
      expect((await list(who)).filter(({ agencyVi }) => ['Xã c1', 'Xã c2', 'Xã mới'].includes(agencyVi))).toEqual([]);
      await expect(openCounterMonth(db, who, row!.counterCode, there, AFTERWARDS)).rejects.toMatchObject({
        code: who === successor ? 'outside-place' : 'quality-own-agency'
      });
      const rule = new URLSearchParams({ survey: 'round', counter: row!.counterCode, from: `${MONTH}-01`, to: `${MONTH}-31`, odd: '1' });
      await expect(findRuleMatches(db, who, rule, AFTERWARDS)).rejects.toMatchObject({ status: 403 });
      const all = new URLSearchParams({ survey: 'round', agency: 'p', from: `${MONTH}-01`, to: `${MONTH}-31`, odd: '1' });
      if (who !== successor)
        expect((await findRuleMatches(db, who, all, AFTERWARDS)).counters.map(({ agencyVi }) => agencyVi)).not.toContain('Xã c1');
    }
    const rule = new URLSearchParams({ survey: 'round', counter: row!.counterCode, from: `${MONTH}-01`, to: `${MONTH}-31`, odd: '1' });
    expect((await findRuleMatches(db, coordinator, rule, AFTERWARDS)).counters).toMatchObject([{ agencyVi: 'Xã c1' }]);
    const page = await openCounterMonth(db, coordinator, row!.counterCode, there, AFTERWARDS);
    expect(page.forms.filter(({ id }) => stuffed.includes(id)).length).toBeGreaterThanOrEqual(stuffed.length - 2);
    const form = formOf({ ground: 'device-many', reason: REASON }, stuffed);
    const id = await decideOnMonth(db, coordinator, row!.counterCode, 'hold', there, form, AFTERWARDS);
    const { agency_id } = await db.selectFrom('quality_decisions').select('agency_id').where('id', '=', id).executeTakeFirstOrThrow();
    expect(agency_id).toBe(old.agency_id);

    const read = await openDecision(db, successor, id, AFTERWARDS);
    expect(read).toMatchObject({ mayUndo: false, objectsFor: { vi: 'Xã mới' }, counters: [{ agencyVi: 'Xã c1', mayOpen: false }] });
    expect((await openDecisions(db, successor, new URLSearchParams(), AFTERWARDS)).list.rows).toMatchObject([{ id }]);
    await objectByForm(db, successor, id, formOf({ text: 'Hôm ấy đoàn lưu động dùng chung một máy.' }), AFTERWARDS);
    for (const who of [successor, both])
      await expect(undoByForm(db, who, id, formOf({ reason: REASON }), AFTERWARDS)).rejects.toMatchObject({
        code: who === successor ? 'outside-place' : 'quality-own-agency'
      });
    const { objections } = await openDecision(db, coordinator, id, AFTERWARDS);
    expect(objections).toMatchObject([{ agencyVi: 'Xã mới', mayAnswer: true }]);
    const answer = formOf({ objection: objections[0]!.id, answer: 'Đã kiểm tra lại với đoàn lưu động.' });
    await expect(answerByForm(db, both, id, answer, AFTERWARDS)).rejects.toMatchObject({ code: 'quality-own-agency' });
    await answerByForm(db, coordinator, id, answer, AFTERWARDS);
    await undoByForm(db, coordinator, id, formOf({ reason: REASON }), AFTERWARDS);
  });

  test('a province’s own answers are not out of reach for good once another took it over', async () => {
    await using database = await open();
    const { db } = database;
    const { counters } = await makeStuffedProvince(db);
    const own = await createCounter(db, { agencyCode: 'p', name: 'Trung tâm tỉnh', openedOn: '2026-01-05' }, AFTERWARDS, randomBytes);
    const into = { code: 'q', kind: 'province', name: { vi: 'Tỉnh mới', en: 'New province' } } as const;
    await mergeAgencies(db, { predecessorCodes: ['p'], into, onDay: '2026-04-02', counters: 'close', roles: 'leave' });
    const query = new URLSearchParams({ survey: 'round', month: MONTH, agency: 'p' });
    const look = async (...roles: readonly (readonly [Role, string])[]) =>
      openCounterMonth(db, await somebody(db, ...roles), own.code, query, AFTERWARDS);
    expect((await look(['coordinator', 'q'])).counter.agencyName.vi).toBe('Tỉnh Thử');
    await expect(look(['coordinator', 'c1'])).rejects.toMatchObject({ code: 'outside-place' });
    // Below it the rule is what it was.
    const below = new URLSearchParams({ survey: 'round', month: MONTH });
    const measured = await somebody(db, ['coordinator', 'q'], ['agency_viewer', 'c1']);
    await expect(openCounterMonth(db, measured, counters[0].code, below, AFTERWARDS)).rejects.toMatchObject({
      code: 'quality-own-agency'
    });
  });

  test('of a published survey nothing is decided any more', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, query, stuffed } = await makeStuffedProvince(db);
    const coordinator = await somebody(db, ['coordinator', 'p']);
    await db.updateTable('surveys').set({ state: 'published' }).execute();
    const form = formOf({ ground: 'other', reason: REASON }, stuffed.slice(0, 3));
    await expect(decideOnMonth(db, coordinator, counters[0].code, 'hold', query, form, AFTERWARDS)).rejects.toMatchObject({
      code: 'survey-published'
    });
  });

  test('what was looked at is new again when more odd forms come', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, query, survey, stuffed } = await makeStuffedProvince(db);
    const coordinator = await somebody(db, ['coordinator', 'p']);
    const model = await db.selectFrom('responses').selectAll().where('id', '=', stuffed[0]!).executeTakeFirstOrThrow();
    // A later month with nothing in it to look at: the page opens at the one that waits, until somebody has looked.
    await insertResponses(db, [{ ...model, id: 'april', submission_id: 'april', receipt: 'april', day: '2026-04-02' }]);
    await refreshVerdicts(db, survey, AFTERWARDS);
    const monthAtFirst = async () => (await openQuality(db, coordinator, new URLSearchParams(), AFTERWARDS))!.month;
    expect(await monthAtFirst()).toBe(MONTH);
    await markSeen(db, coordinator, counters[0].code, query, AFTERWARDS);
    expect(await monthAtFirst()).toBe('2026-04');
    const stateNow = async () => (await openQuality(db, coordinator, query, AFTERWARDS))!.list.rows[0]!.state;
    expect(await stateNow()).toBe('seen');
    for (const i of [1, 2, 3]) await insertResponses(db, [{ ...model, id: `more-${i}`, submission_id: `more-${i}`, receipt: `more-${i}` }]);
    await refreshVerdicts(db, survey, AFTERWARDS);
    expect(await stateNow()).toBe('new');
  });

  test('answers that arrive while others are held are counted once and no more', async () => {
    await using database = await open();
    const { db } = database;
    const province = await makeStuffedProvince(db);
    const { survey, stuffed, counters } = province;
    const coordinator = await somebody(db, ['coordinator', 'p']);
    const before = (await bothCounts(db, province)).kept.respondents;
    const model = await db.selectFrom('responses').selectAll().where('id', '=', stuffed[0]!).executeTakeFirstOrThrow();
    const decision = {
      surveyId: survey.id,
      agencyId: counters[0].agencyId,
      outcome: 'hold',
      ground: 'burst',
      reason: REASON,
      rule: null
    } as const;
    const by = { userId: coordinator.user!.id, at: AFTERWARDS.toISOString() };
    const hold = (ids: readonly string[]) => decideOnForms(db, { ...decision, responseIds: ids }, by).catch(() => null);
    const arrive = (i: number) =>
      insertResponses(db, [{ ...model, id: `late-${i}`, submission_id: `late-${i}`, receipt: `late-${i}`, day: '2026-04-02' }]);
    await Promise.all([
      hold(stuffed.slice(0, 6)),
      ...[1, 2, 3, 4].map(arrive),
      bothCounts(db, province),
      hold(stuffed.slice(3).toReversed()),
      bothCounts(db, province)
    ]);
    await expectRecount(db, province, before - stuffed.length + 4);
    const { n } = await db.selectFrom('response_changes').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow(); // prettier-ignore
    expect(Number(n)).toBe(stuffed.length);
    await expect(undoDecision(db, 'khong-co', REASON, byCommand())).rejects.toMatchObject({ code: 'not-found' });
  });
});
