// Phúc tra: drawn with a seed, given to the independent, asked blind, judged, decided about.
import { expect, test } from 'vitest';
import { itemsAskedAgain } from '../../src/lib/core/reinterview/usual-items';
import { createUser } from '../../src/lib/server/operations/create-user';
import { assignReinterviews } from '../../src/lib/server/operations/assign-reinterviews';
import { decideOnForms, undoDecision } from '../../src/lib/server/operations/decide-on-forms';
import { addFlaggedForms, drawReinterviews } from '../../src/lib/server/operations/draw-reinterviews';
import { openInterviewer } from '../../src/lib/server/operations/open-recheck-desk';
import { openRecheck } from '../../src/lib/server/operations/open-rechecks';
import { reviewInterviewer } from '../../src/lib/server/operations/review-interviewer';
import { saveRecheckSettings } from '../../src/lib/server/operations/save-recheck-settings';
import { byCommand } from '../../src/lib/server/store/audit-events';
import { insertRole } from '../../src/lib/server/store/users';
import { findActiveUser } from '../../src/lib/server/store/users';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as, BOX, PASSWORD } from '../support/people';
import { problemOf } from '../support/problem-of';
import { setUpRechecks } from '../support/recheck-at-desk';
import { ROUND_NOW } from '../support/round';

const TWO = { communes: 2, population: 20, sample: 10, reserve: 0, interviewers: 2 };
onBothEngines('phúc tra', (open) => {
  test('draws five of each by a recorded seed, gives them out, and confirms honest work', async () => {
    await using database = await open();
    const { db } = database;
    const { desk, draw, share, askAll, interviewers, serials } = await setUpRechecks(db);
    expect((await desk()).wanted).toBe(20);
    expect(await draw()).toBe(20);
    const { draws, waiting, interviewers: listed } = await desk();
    expect(draws).toMatchObject([{ number: 1, seedTyped: true, forms: 20, isSame: true }]);
    expect(draws[0]!.seed).toMatch(/^2026-\d{16}$/);
    const { change } = await db.selectFrom('audit_events').select('change').where('action', '=', 'recheck.draw').executeTakeFirstOrThrow();
    expect(JSON.parse(change)).toMatchObject({ seed: draws[0]!.seed, seed_typed: true });
    expect(await problemOf(draw('7|1'))).toMatchObject({ details: [{ place: 'seed', code: 'seed-invalid' }] });
    expect(listed.map(({ forms, figures }) => [forms, figures.drawn])).toEqual([[15, 5], [15, 5], [15, 5], [15, 5]]); // prettier-ignore
    const drawn = waiting.map(({ serial }) => serial);
    expect(drawn.filter((serial) => serials.get(interviewers[0]!.id)!.includes(serial))).toHaveLength(5);
    expect(await problemOf(draw())).toMatchObject({ code: 'recheck-nothing-to-draw' });
    expect(await share()).toEqual({ given: 20, left: 0 });
    await askAll(null);
    const after = await desk();
    expect(after.interviewers.map(({ state, rate }) => [state, rate])).toEqual(Array.from({ length: 4 }, () => ['clear', 0]));
    expect(after.interviewers[0]!.figures.agreement).toMatchObject({
      exact: expect.closeTo(1, 9) as number,
      withinOne: expect.closeTo(1, 9) as number,
      kappa: null
    });
    expect(after.round).toEqual({ contactRate: 1, confirmationRate: 1, agencyPresentRate: 0 });
    expect(after.wanted).toBe(0);
  });

  test('holds all forms of whom nearly everybody denies, and gives them back or excludes them with a reason', async () => {
    await using database = await open();
    const { db } = database;
    const { desk, draw, share, askAll, statuses, review, interviewers, coordinator, survey } = await setUpRechecks(db);
    const cheat = interviewers[1]!.id;
    await draw();
    await share();
    await askAll(cheat);
    expect(await statuses(cheat)).toEqual(['held']);
    expect(await statuses(interviewers[0]!.id)).toEqual(['counted']);
    const found = (await desk()).interviewers.find(({ id }) => id === cheat)!;
    expect(found).toMatchObject({ state: 'under_review', rate: 1, held: 15, wanted: 0 });
    const { both, reviews } = await openInterviewer(db, as(coordinator), 'round', cheat, ROUND_NOW);
    expect(both).toMatchObject({ without: { n: 45, value: 1 }, with: { n: 60, value: 1 } });
    expect(reviews).toMatchObject([{ state: 'under_review', by: null }]);
    // The rule's decision is taken back here, not on the page about the quality of answers.
    const { id: decision } = await db.selectFrom('quality_decisions').select('id').where('ground', '=', 'reinterview').executeTakeFirstOrThrow(); // prettier-ignore
    expect(await problemOf(undoDecision(db, decision, 'vì một lý do nào đó', byCommand()))).toMatchObject({
      code: 'recheck-decided-there'
    });
    const held = await db.selectFrom('responses').select('id').where('status', '=', 'held').orderBy('id').execute();
    const restore = { surveyId: survey.id, agencyId: survey.owner_agency_id, outcome: 'restore', ground: 'other', rule: null } as const;
    const restored = decideOnForms(db, { ...restore, responseIds: [held[3]!.id], reason: 'vì một lý do nào đó' }, byCommand());
    expect(await problemOf(restored)).toMatchObject({ code: 'recheck-decided-there' });
    expect(await problemOf(review(cheat, 'clear', 'ngắn'))).toMatchObject({ details: [{ place: 'reason', code: 'reason-short' }] });
    await review(cheat, 'clear');
    expect(await statuses(cheat)).toEqual(['counted']);
    expect((await desk()).interviewers.find(({ id }) => id === cheat)!.state).toBe('cleared');
    expect(await problemOf(review(cheat, 'confirm'))).toMatchObject({ code: 'recheck-no-review' });
    // Nobody decides about their own forms.
    const self = { ...coordinator, id: cheat };
    const own = reviewInterviewer(db, as(self), 'round', cheat, 'prove', formOf({ reason: 'Một lý do đủ dài' }), ROUND_NOW);
    expect(await problemOf(own)).toMatchObject({ code: 'recheck-own-review' });
    // Proven later, whatever the rates; confirmed, every form leaves for good.
    await review(cheat, 'prove');
    expect(await statuses(cheat)).toEqual(['held']);
    await review(cheat, 'confirm');
    expect(await statuses(cheat)).toEqual(['excluded']);
    expect(await problemOf(review(cheat, 'prove'))).toMatchObject({ code: 'recheck-review-there' });
    const events = await db.selectFrom('audit_events').select('action').where('action', 'like', 'recheck.%').orderBy('number').execute();
    expect(events.map(({ action }) => action)).toEqual(
      ['draw', 'assign', 'open-list', 'accuse', 'clear', 'prove', 'confirm'].map((done) => `recheck.${done}`)
    );
  });

  test('asks again about the watched: a second part, and flagged forms that were asked before count once drawn', async () => {
    await using database = await open();
    const { db } = database;
    const { desk, draw, share, own, store, interviewers, statuses, coordinator, serials } = await setUpRechecks(db);
    const first = serials.get(interviewers[0]!.id)!;
    // Too fast, as its flag says; another one typed by its number.
    expect((await desk()).odd).toMatchObject([{ serial: first[0], flags: ['too-fast'] }]);
    const flag = (fields: Record<string, string | string[]>) => addFlaggedForms(db, as(coordinator), 'round', formOf(fields), ROUND_NOW);
    expect(await problemOf(flag({ serials: '9999' }))).toMatchObject({ code: 'recheck-serials-unknown' });
    expect(await problemOf(flag({}))).toMatchObject({ code: 'recheck-choice-missing' });
    expect(await flag({ serial: String(first[0]), serials: `${first[1]}` })).toBe(2);
    await share();
    for (const { id } of await own()) await store(id, { answered: 'no' });
    const flagged = (await desk()).interviewers.find(({ id }) => id === interviewers[0]!.id)!;
    expect(flagged).toMatchObject({ state: 'watched', rate: null, flagged: { asked: 2, discrepant: 2 }, wanted: 5 });
    expect(await statuses(interviewers[0]!.id)).toEqual(['counted']);
    await draw();
    await share();
    for (const { id } of await own()) await store(id);
    // Whatever the first part brought, its flagged forms leave the interviewer watched: the rest of the forms is drawn.
    expect((await desk()).wanted).toBe(10);
    expect(await draw('2027')).toBe(10);
    await share();
    for (const { id } of await own()) await store(id);
    const last = (await desk()).interviewers.find(({ id }) => id === interviewers[0]!.id)!;
    // All fifteen are drawn, the two flagged ones among them: 2 of 15 is watched and accuses nobody.
    expect(last).toMatchObject({ state: 'watched', figures: { drawn: 15, reached: 15, discrepant: 2 }, flagged: { asked: 0 }, wanted: 0 });
  });

  test('goes to nobody who had to do with the form or is of its agency, on the page or past it', async () => {
    await using database = await open();
    const { db } = database;
    const { desk, draw, share, store, coordinator, interviewers, agencyIds, reinterviewer } = await setUpRechecks(db, TWO);
    const id = await createUser(db, { email: 'xa@example.vn', name: 'Người của xã 1', role: 'reinterviewer', agencyCode: 'c1', password: PASSWORD }, ROUND_NOW); // prettier-ignore
    await insertRole(db, { userId: interviewers[0]!.id, role: 'reinterviewer', agencyId: interviewers[0]!.grants[0]!.agencyId });
    await draw();
    const { waiting } = await desk();
    const give = (person: string, chosen: readonly string[]) =>
      assignReinterviews(db, as(coordinator), 'round', formOf({ person, reinterview: chosen }), ROUND_NOW);
    const rows = await db.selectFrom('reinterviews').selectAll().execute();
    const ofInterviewer = rows.find(({ interviewer_id: of }) => of === interviewers[0]!.id)!;
    expect(await problemOf(give(interviewers[0]!.id, [ofInterviewer.id]))).toMatchObject({
      code: 'not-independent',
      parameters: { person: interviewers[0]!.name }
    });
    const inFirst = waiting.filter(({ agency }) => agency.vi === 'Xã 1').map((one) => one.id);
    const inSecond = waiting.filter(({ agency }) => agency.vi === 'Xã 2').map((one) => one.id);
    expect(agencyIds).toHaveLength(2);
    expect(await problemOf(give(id, [...inSecond, inFirst[0]!]))).toMatchObject({ code: 'not-independent' });
    // Nothing was half given out.
    expect((await desk()).waiting.every((one) => one.reinterviewer === null)).toBe(true);
    expect(await give(id, inSecond)).toBe(inSecond.length);
    expect(await problemOf(give('nobody', inFirst))).toMatchObject({ code: 'recheck-person-missing' });
    await share();
    const left = await db.selectFrom('reinterviews').select(['reinterviewer_id as by', 'interviewer_id as of', 'id']).where('id', 'in', inFirst).execute(); // prettier-ignore
    expect(left.every(({ by, of }) => by !== id && by !== of && by !== null)).toBe(true);

    // Somebody who became a person of the surveyed agency since is refused when the answers come.
    const assigned = inSecond[0]!;
    await insertRole(db, { userId: id, role: 'agency_viewer', agencyId: agencyIds[1]! });
    const now = (await findActiveUser(db, id))!;
    expect(await problemOf(store(assigned, {}, now))).toMatchObject({ code: 'not-independent' });
    expect(await problemOf(store(assigned, {}, reinterviewer))).toMatchObject({ code: 'recheck-not-yours' });
  });

  test('is blind, opens the person to the one who asks, and gives up after tries', async () => {
    await using database = await open();
    const { db } = database;
    const { draw, share, own, act, store, reinterviewer, coordinator, desk } = await setUpRechecks(db, TWO);
    await draw();
    await share();
    const [one, other] = await own();
    expect(one!.contact).toEqual({ name: `Người thứ ${unitNo(one!.serial)}`, phone: expect.stringMatching(/^09\d{8}$/) as string, address: expect.any(String) as string }); // prettier-ignore
    const opened = await openRecheck(db, BOX, as(reinterviewer), one!.id, ROUND_NOW);
    expect(Object.keys(opened).toSorted()).toEqual(['agency', 'completedOn', 'contact', 'id', 'items', 'serial', 'serviceField', 'survey', 'tries']); // prettier-ignore
    expect((await openRecheck(db, undefined, as(reinterviewer), one!.id, ROUND_NOW)).contact).toBeNull();
    expect(await problemOf(openRecheck(db, BOX, as(coordinator), one!.id, ROUND_NOW))).toMatchObject({ code: 'role-not-enough' });
    expect(await problemOf(store(one!.id, { transaction: '', answered: 'yes' }))).toMatchObject({ details: [{ place: 'transaction', code: 'recheck-check-missing' }] }); // prettier-ignore
    const nothing = Object.fromEntries(opened.items.map(({ code }) => [code, '']));
    expect(await problemOf(store(one!.id, nothing))).toMatchObject({ details: [{ code: 'recheck-items-missing' }] });
    expect(await store(one!.id, { ...nothing, transaction: 'no' })).toBe(one!.serial);
    expect(await problemOf(store(one!.id))).toMatchObject({ code: 'recheck-not-yours' });
    const stored = await db
      .selectFrom('responses')
      .select(['purpose', 'entered_by', 'status'])
      .where('purpose', '=', 'reinterview')
      .execute();
    expect(stored).toEqual([{ purpose: 'reinterview', entered_by: reinterviewer.id, status: 'counted' }]);

    const tried = (disposition: string, hours = 0) => act('recheck-try', other!.id, { disposition }, reinterviewer, hours);
    const givenUp = () => act('recheck-given-up', other!.id, {}, reinterviewer, 9);
    expect(await problemOf(tried('1.1'))).toMatchObject({ details: [{ code: 'recheck-try-missing' }] });
    // Called again at once is not tried again.
    for (const hours of [0, 0, 1, 3]) await tried('no-answer', hours);
    expect(await problemOf(givenUp())).toMatchObject({ code: 'recheck-tries-few' });
    await tried('absent', 5);
    expect(await givenUp()).toBe(other!.serial);
    const states = (await desk()).interviewers.map(({ figures }) => figures.drawn - figures.waiting);
    expect(states.reduce((sum, n) => sum + n, 0)).toBe(2);
  });

  test('keeps its settings while the round is in draft or open', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator, questionnaire, desk } = await setUpRechecks(db, TWO);
    const [item] = itemsAskedAgain(questionnaire, []);
    const save = (fields: Record<string, string>) => saveRecheckSettings(db, as(coordinator), 'round', formOf(fields), ROUND_NOW);
    expect(await problemOf(save({ share: '0', minimum: 'x', limit: '60', items: 'gone' }))).toMatchObject({
      details: ['share', 'minimum', 'limit', 'items'].map((place) => ({ place }))
    });
    await save({ share: '7,5 %', minimum: '3', limit: '15', items: item!.code });
    const { settings, items } = await desk();
    expect(settings).toMatchObject({
      reinterviewShare: 0.075,
      reinterviewMinimum: 3,
      discrepancyLimit: 0.15,
      reinterviewItems: [item!.code]
    });
    expect(items.filter(({ isAsked }) => isAsked)).toHaveLength(1);
    await db.updateTable('surveys').set({ state: 'closed' }).execute();
    expect(await problemOf(save({ share: '5' }))).toMatchObject({ code: 'recheck-settings-late' });
    expect(await problemOf(drawReinterviews(db, as(coordinator), 'round', formOf({}), ROUND_NOW))).toMatchObject({
      code: 'recheck-not-due'
    });
  });
});

/** The place in the list of a main unit of TWO, by its serial. */
const unitNo = (serial: number) => (serial <= TWO.sample ? serial : TWO.population + serial - TWO.sample);
