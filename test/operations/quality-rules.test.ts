// Rules with their preview, what reports and agencies see of it, objections.
import { expect, test } from 'vitest';
import { buildReport } from '../../src/lib/server/operations/build-report';
import { findRuleMatches } from '../../src/lib/server/operations/match-rule';
import { answerByForm, objectByForm, openDecision, openDecisions, undoByForm } from '../../src/lib/server/operations/open-decisions';
import { applyQualityRule, previewQualityRule } from '../../src/lib/server/operations/open-quality-rule';
import { reportToCsv } from '../../src/lib/server/export/report-csv';
import type { Db } from '../../src/lib/server/schema';
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
    const { figures } = preview;
    expect(figures!.after.n).toBe(figures!.before.n - preview.matched);
    expect(figures!.after.satisfied).toBeLessThan(figures!.before.satisfied); // fives go
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
    const events = await db.selectFrom('audit_events').select(['action', 'change']).where('action', 'like', 'quality.%').execute();
    expect(events.map(({ action }) => action)).toEqual(['quality.exclude', 'quality.object', 'quality.answer-objection', 'quality.undo']);
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

    // At one counter the days and hours are enough.
    const afternoon = await find({ counter: counters[0].code, after: '17:30', before: '20:00' });
    expect(afternoon.ids.length).toBeGreaterThan(0);
    // Few between the two figures: they are not told.
    const [first] = await db.selectFrom('responses').select('duration_ms').where('id', 'in', stuffed).where('duration_ms', 'is not', null).orderBy('duration_ms').limit(1).execute(); // prettier-ignore
    const few = await find({ counter: counters[0].code, faster: String(Math.ceil(first!.duration_ms! / 1000)) });
    expect([few.ids.length < 5, few.figures]).toEqual([true, null]);
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
});
