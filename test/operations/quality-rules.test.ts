// Rules with their preview, what reports and agencies see of it, objections.
import { expect, test } from 'vitest';
import { buildReport } from '../../src/lib/server/operations/build-report';
import { findRuleMatches } from '../../src/lib/server/operations/match-rule';
import { answerByForm, objectByForm, openDecision, openDecisions, undoByForm } from '../../src/lib/server/operations/open-decisions';
import { applyQualityRule, previewQualityRule } from '../../src/lib/server/operations/open-quality-rule';
import { reportToCsv } from '../../src/lib/server/export/report-csv';
import { refreshVerdicts } from '../../src/lib/server/operations/refresh-verdicts';
import { openCounterMonth } from '../../src/lib/server/operations/open-counter-month';
import { decodeAnswers, encodeAnswers } from '../../src/lib/core/response/encode-answers';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import type { Db } from '../../src/lib/server/schema';
import { getQuestionnaireVersion } from '../../src/lib/server/store/versions';
import { inTransaction } from '../../src/lib/server/transaction';
import { insertResponses } from '../../src/lib/server/store/responses';
import { onBothEngines } from '../support/engines';
import { AFTERWARDS, makeStuffedProvince, MONTH, somebody } from '../support/quality/stuffed-province';

const REASON = 'Gửi dồn dập từ một máy sau giờ làm việc.';

function formOf(fields: Readonly<Record<string, string | readonly string[]>>): FormData {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value);
  return form;
}

const RULE = {
  survey: 'round',
  agency: 'p',
  from: '2026-03-01',
  to: '2026-03-31',
  signal: ['outside-hours', 'device-many'],
  outcome: 'exclude'
};

const reportOf = async (db: Db, subject: { agencyCode: string } | { agencyCode: string; counterCode: string }, period: string = MONTH) =>
  (await buildReport(db, { subject, survey: 'round', period, scopes: ['/'] }, AFTERWARDS)).report;

onBothEngines('rules about answers', (open) => {
  test('a rule is previewed with both figures, applied as one, seen in reports, objected to, answered, taken back', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, stuffed } = await makeStuffedProvince(db);
    const coordinator = await somebody(db, ['coordinator', 'p']);
    const before = await reportOf(db, { agencyCode: 'c1' });
    expect(before.notCounted).toBeNull();

    const preview = await previewQualityRule(db, coordinator, formOf(RULE), AFTERWARDS);
    expect(preview.counters).toMatchObject([{ code: counters[0].code, matched: preview.matched }]);
    expect(preview.matched).toBeGreaterThanOrEqual(stuffed.length - 2);
    expect(preview.tried).toBe(1);
    expect(await db.selectFrom('responses').select('id').where('status', '!=', 'counted').execute()).toEqual([]);

    await expect(applyQualityRule(db, coordinator, formOf({ ...RULE, digest: 'else', ground: 'burst', reason: REASON }), AFTERWARDS)).rejects.toMatchObject({ code: 'quality-list-changed', parameters: { count: preview.matched } }); // prettier-ignore
    const apply = formOf({ ...RULE, digest: preview.digest, ground: 'outside-hours', reason: REASON });
    const id = await applyQualityRule(db, coordinator, apply, AFTERWARDS);

    const after = await reportOf(db, { agencyCode: 'c1' });
    expect(after.overall.n).toBe(before.overall.n! - preview.matched);
    expect(after.notCounted).toMatchObject({
      held: 0,
      excluded: preview.matched,
      grounds: [{ ground: 'outside-hours', held: 0, excluded: preview.matched }]
    });
    expect(after.notCounted!.all!.estimate!.value).toBeCloseTo(before.overall.estimate!.value, 12);
    expect(after.notCounted!.all!.estimate!.interval!.lower).toBeCloseTo(before.overall.estimate!.interval!.lower, 12);
    expect(after.notCounted!.all!.n).toBe(before.overall.n);
    expect(reportToCsv(after)).toMatch(/all_valid,overall_all/);
    // Of a free range the counts alone.
    const range = (await buildReport(db, { subject: { agencyCode: 'c1' }, survey: 'round', range: { from: '2026-03-02', to: '2026-03-30' }, scopes: ['/'] }, AFTERWARDS)).report; // prettier-ignore
    expect(range.notCounted).toMatchObject({ all: null });
    expect((await reportOf(db, { agencyCode: 'c2' })).notCounted).toBeNull();

    // The agency sees how many and why, and nothing of single answers; another agency sees nothing.
    const viewer = await somebody(db, ['agency_viewer', 'c1']);
    const stranger = await somebody(db, ['agency_viewer', 'c2']);
    const seen = await openDecisions(db, viewer, new URLSearchParams(), AFTERWARDS);
    expect(seen.list.rows).toMatchObject([{ id, excluded: preview.matched, held: 0, reason: REASON, counters: 1, objections: 0 }]);
    expect((await openDecisions(db, stranger, new URLSearchParams(), AFTERWARDS)).list.total).toBe(0);
    expect((await openDecisions(db, viewer, new URLSearchParams({ q: 'khong co quay nay' }), AFTERWARDS)).list.total).toBe(0);
    expect((await openDecisions(db, viewer, new URLSearchParams({ q: 'QUAY' }), AFTERWARDS)).list.total).toBe(seen.list.total);
    await expect(openDecision(db, stranger, id, AFTERWARDS)).rejects.toMatchObject({ code: 'not-found' });
    const page = await openDecision(db, viewer, id, AFTERWARDS);
    expect(page).toMatchObject({ mayUndo: false, objectsFor: { vi: 'Xã c1' }, counters: [{ month: MONTH, mayOpen: false }] });
    expect(stuffed.some((form) => JSON.stringify(page).includes(form))).toBe(false);

    await expect(objectByForm(db, viewer, id, formOf({ text: 'Sai' }), AFTERWARDS)).rejects.toMatchObject({ code: 'form-invalid' });
    await expect(objectByForm(db, coordinator, id, formOf({ text: REASON }), AFTERWARDS)).rejects.toMatchObject({
      code: 'role-not-enough'
    });
    await objectByForm(db, viewer, id, formOf({ text: 'Hôm ấy có đoàn lưu động đến tận bản.' }), AFTERWARDS);
    const asked = await openDecision(db, coordinator, id, AFTERWARDS);
    expect(asked.objections).toMatchObject([{ agencyVi: 'Xã c1', answer: null, mayAnswer: true }]);
    expect((await openDecisions(db, coordinator, new URLSearchParams({ open: '1' }), AFTERWARDS)).list.total).toBe(1);
    const answer = formOf({ objection: asked.objections[0]!.id, answer: 'Đã kiểm tra lại với đoàn lưu động.' });
    await expect(answerByForm(db, viewer, id, answer, AFTERWARDS)).rejects.toMatchObject({ code: 'role-not-enough' });
    await answerByForm(db, coordinator, id, answer, AFTERWARDS);
    await expect(answerByForm(db, coordinator, id, answer, AFTERWARDS)).rejects.toMatchObject({ code: 'objection-answered' });
    expect((await openDecisions(db, coordinator, new URLSearchParams({ open: '1' }), AFTERWARDS)).list.total).toBe(0);

    await expect(undoByForm(db, viewer, id, formOf({ reason: REASON }), AFTERWARDS)).rejects.toMatchObject({ code: 'role-not-enough' });
    const commune = await somebody(db, ['coordinator', 'c1']);
    await expect(undoByForm(db, commune, id, formOf({ reason: REASON }), AFTERWARDS)).rejects.toMatchObject({ code: 'quality-own-agency' });
    await undoByForm(db, coordinator, id, formOf({ reason: REASON }), AFTERWARDS);
    const undone = await reportOf(db, { agencyCode: 'c1' });
    expect([undone.overall.n, undone.notCounted]).toEqual([before.overall.n, null]);
    const events = await db
      .selectFrom('audit_events')
      .select(['action', 'change'])
      .where('action', 'like', 'quality.%')
      .orderBy('number')
      .execute();
    expect(events.map(({ action }) => action)).toEqual(['quality.preview', 'quality.preview', 'quality.exclude', 'quality.object', 'quality.answer-objection', 'quality.undo']); // prettier-ignore
    expect(events.some(({ change }) => /dồn dập|lưu động/.test(change))).toBe(false);
  });

  test('a rule by what people answered is refused, so is one over everything; a commune’s own answers are left out', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, survey, stuffed } = await makeStuffedProvince(db);
    const coordinator = await somebody(db, ['coordinator', 'p']);
    const find = (fields: Readonly<Record<string, string>>, who = coordinator) =>
      findRuleMatches(
        db,
        who,
        new URLSearchParams({ survey: 'round', agency: 'p', from: '2026-03-01', to: '2026-03-31', ...fields }),
        AFTERWARDS
      );
    await expect(find({ signal: 'straight-line' })).rejects.toMatchObject({ code: 'quality-rule-too-wide' });
    await expect(find({})).rejects.toMatchObject({ code: 'quality-rule-too-wide' });
    await expect(find({ faster: '-1', from: '2026-02-30', after: '25:00' })).rejects.toMatchObject({
      details: [{ place: 'days' }, { place: 'faster', code: 'seconds-invalid' }, { place: 'minutes', code: 'time-invalid' }]
    });
    await expect(find({ from: '2025-01-01' })).rejects.toMatchObject({ details: [{ code: 'quality-rule-long' }] });
    await expect(find({ odd: '1', agency: 'c1' }, await somebody(db, ['coordinator', 'c2']))).rejects.toMatchObject({
      code: 'outside-place'
    });
    const own = await somebody(db, ['coordinator', 'c1']);
    expect((await find({ odd: '1', agency: 'c1' }, own)).ids).toEqual([]);
    await expect(find({ counter: counters[0].code }, own)).rejects.toMatchObject({ code: 'quality-own-agency' });

    // At one counter the days and hours are enough, but not to pick out the few who came at a time.
    const evening = await find({ counter: counters[0].code, after: '17:30', before: '20:00' });
    expect(evening.ids.length).toBeGreaterThanOrEqual(5);
    const [one] = await db.selectFrom('responses').select(['day', 'submitted_at']).where('id', '=', evening.ids[0]!).execute(); // prettier-ignore
    const clock = (minutes: number) => new Date(Date.parse(one!.submitted_at) + (7 * 60 + minutes) * 60_000).toISOString().slice(11, 16);
    await expect(
      find({ counter: counters[0].code, from: one!.day, to: one!.day, after: clock(0), before: clock(1) })
    ).rejects.toMatchObject({ code: 'quality-rule-too-narrow' });
    // A form that arrives after the preview changes what would be done.
    const { digest } = await previewQualityRule(db, coordinator, formOf(RULE), AFTERWARDS);
    const model = await db.selectFrom('responses').selectAll().where('id', '=', stuffed[0]!).executeTakeFirstOrThrow();
    await insertResponses(db, [{ ...model, id: 'later', submission_id: 'later', receipt: 'later' }]);
    await db.insertInto('response_devices').values({ response_id: 'later', device_mark: (await db.selectFrom('response_devices').select('device_mark').where('response_id', '=', stuffed[0]!).executeTakeFirstOrThrow()).device_mark, erase_after: '2030-01-01T00:00:00.000Z' }).execute(); // prettier-ignore
    const apply = formOf({ ...RULE, digest, ground: 'burst', reason: REASON });
    await expect(applyQualityRule(db, coordinator, apply, AFTERWARDS)).rejects.toMatchObject({ code: 'quality-list-changed' });
    expect(
      await db.selectFrom('responses').select('id').where('survey_id', '=', survey.id).where('status', '!=', 'counted').execute()
    ).toEqual([]);
  });

  test('every look at a rule is told, and beside the one that was chosen stands how many were looked at', async () => {
    await using database = await open();
    const { db } = database;
    const { counters } = await makeStuffedProvince(db);
    const coordinator = await somebody(db, ['coordinator', 'p']);
    const colleague = await somebody(db, ['coordinator', 'p']);
    const look = async (fields: Readonly<Record<string, string | readonly string[]>>, who = coordinator, now = AFTERWARDS) =>
      (await previewQualityRule(db, who, formOf({ ...RULE, ...fields }), now)).tried;
    const longAgo = new Date(AFTERWARDS.getTime() - 31 * 86_400_000);
    await look({ odd: '1' }, coordinator, longAgo);
    expect(await look({})).toBe(1);
    expect(await look({ outcome: 'hold' })).toBe(1); // the same rule
    expect(await look({ faster: '40' })).toBe(2);
    expect(await look({ faster: '41' }, colleague)).toBe(3); // whoever asks
    expect(await look({ counter: counters[0].code })).toBe(4);
    expect(await look({ agency: 'c2' })).toBe(4); // elsewhere: with those of the whole province, not with the counter's of another commune
    await expect(look({ signal: 'straight-line' })).rejects.toMatchObject({ code: 'quality-rule-too-wide' });
    // Nor is a list said to have changed without a word.
    const blind = formOf({ ...RULE, odd: '1', digest: 'x', ground: 'burst', reason: REASON });
    await expect(applyQualityRule(db, coordinator, blind, AFTERWARDS)).rejects.toMatchObject({ code: 'quality-list-changed' });

    const { digest } = await previewQualityRule(db, coordinator, formOf(RULE), AFTERWARDS);
    const id = await applyQualityRule(db, coordinator, formOf({ ...RULE, digest, ground: 'burst', reason: REASON }), AFTERWARDS);
    const viewer = await somebody(db, ['agency_viewer', 'c1']);
    expect((await openDecision(db, viewer, id, AFTERWARDS)).decision.rules_tried).toBe(6);
    expect((await openDecisions(db, viewer, new URLSearchParams(), AFTERWARDS)).list.rows[0]!.rules_tried).toBe(6);

    const events = await db.selectFrom('audit_events').select(['user_id', 'change']).where('action', '=', 'quality.preview').orderBy('number').execute(); // prettier-ignore
    expect(events).toHaveLength(9);
    expect(events[4]!.user_id).toBe(colleague.user!.id);
    expect(JSON.parse(events[3]!.change)).toEqual({
      outcome: 'exclude',
      forms: expect.any(Number) as number,
      counters: 1,
      rule: JSON.stringify({ agency: 'p', days: { from: RULE.from, to: RULE.to }, allOf: RULE.signal, fasterThanMs: 40_000 })
    });
  });

  // By the difference of two previews one person's form would be told, if they said anything of it. Every page that leads to a decision is the same whatever people answered.
  test('what is shown before a decision does not depend on which levels people chose', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, query, survey } = await makeStuffedProvince(db);
    const coordinator = await somebody(db, ['coordinator', 'p']);
    const shown = async () => {
      const rules = [RULE, { ...RULE, signal: [], odd: '1' }, { ...RULE, signal: [...RULE.signal, 'straight-line'] }, { ...RULE, signal: [], counter: counters[0].code, after: '17:30' }]; // prettier-ignore
      const previews = [];
      for (const rule of rules) previews.push(await previewQualityRule(db, coordinator, formOf(rule), AFTERWARDS));
      const months = [];
      for (const { code } of counters) months.push(await openCounterMonth(db, coordinator, code, query, AFTERWARDS));
      return { previews: previews.map(({ tried: _, ...preview }) => preview), months };
    };
    const before = await shown();
    expect(before.previews.every(({ matched }) => matched > 0)).toBe(true);
    const rows = await db.selectFrom('responses').select(['id', 'answers']).execute();
    const { content } = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
    const isRated = itemsOf(content).map(({ kind }) => kind === 'level');
    await inTransaction(db, async (trx) => {
      for (const { id, answers } of rows) {
        const turned = decodeAnswers(answers).map((answer, i) =>
          isRated[i] && typeof answer === 'number' && answer > 0 ? 6 - answer : answer
        );
        await trx
          .updateTable('responses')
          .set({ answers: encodeAnswers(turned) })
          .where('id', '=', id)
          .execute();
      }
    });
    await db.updateTable('counter_month_verdicts').set((eb) => ({ marks: eb('marks', '+', 1) })).execute(); // prettier-ignore
    await refreshVerdicts(db, survey, AFTERWARDS);
    expect(await shown()).toEqual(before);
  });
});
