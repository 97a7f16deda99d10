// Phúc tra: what one re-interviewer gives up goes once to a second, and how each deals with what they are given is seen.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { handlingToCsv } from '../../src/lib/server/export/handling-csv';
import { assignReinterviews } from '../../src/lib/server/operations/assign-reinterviews';
import { createUser } from '../../src/lib/server/operations/create-user';
import { openInterviewer } from '../../src/lib/server/operations/open-recheck-desk';
import { openRecheckReport } from '../../src/lib/server/operations/open-recheck-report';
import { openRechecks } from '../../src/lib/server/operations/open-rechecks';
import { receiveFromPhone } from '../../src/lib/server/operations/receive-from-phone';
import type { Db } from '../../src/lib/server/schema';
import type { SignedInUser } from '../../src/lib/server/store/users';
import { findActiveUser } from '../../src/lib/server/store/users';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as, BOX, PASSWORD } from '../support/people';
import { problemOf } from '../support/problem-of';
import { setUpRechecks } from '../support/recheck-at-desk';
import { CONFIG } from '../support/rechecked-round';
import { ROUND_NOW } from '../support/round';

const TWO = { communes: 2, population: 20, sample: 10, reserve: 0, interviewers: 2 };
const at = (hours: number) => new Date(ROUND_NOW.getTime() + hours * 3_600_000);

async function withSecond(db: Db) {
  const round = await setUpRechecks(db, TWO);
  await round.draw();
  await round.share();
  const [one, other] = await round.own();
  const person = { email: 'hai@example.vn', name: 'Người thứ hai', role: 'reinterviewer', agencyCode: 'p', password: PASSWORD };
  const second = (await findActiveUser(db, await createUser(db, person, ROUND_NOW)))!;
  const tried = (id: string, disposition: string, who?: SignedInUser, hours = 0) =>
    round.act('recheck-try', id, { disposition }, who, hours);
  const giveUp = (id: string, who?: SignedInUser, hours = 1) => round.act('recheck-given-up', id, {}, who, hours);
  const give = (who: SignedInUser, ids: readonly string[], hours = 0) =>
    assignReinterviews(db, as(round.coordinator), 'round', formOf({ person: who.id, reinterview: ids }), at(hours));
  const stateOf = (id: string) => db.selectFrom('reinterviews').select(['state', 'reinterviewer_id as by']).where('id', '=', id).executeTakeFirstOrThrow(); // prettier-ignore
  const listOf = async (who: SignedInUser) => (await openRechecks(db, BOX, as(who), at(2))).rechecks;
  return { ...round, one: one!, other: other!, second, tried, giveUp, give, stateOf, listOf };
}

onBothEngines('a second interview that was given up', (open) => {
  test('goes once to a second person, who begins anew; what both gave up was not reached', async () => {
    await using database = await open();
    const { db } = database;
    const { one, second, tried, giveUp, give, stateOf, listOf, share, desk, store, reinterviewer } = await withSecond(db);
    await tried(one.id, '2.112');
    expect(await giveUp(one.id)).toBe(one.serial);
    expect(await stateOf(one.id)).toEqual({ state: 'waiting', by: null });
    const waiting = (await desk()).waiting.find(({ id }) => id === one.id)!;
    expect(waiting).toMatchObject({ reinterviewer: null, tries: 0, givenUp: { by: reinterviewer.name, reason: '2.112' } });
    // Not back to the first, who says nothing more of it either.
    expect(await problemOf(give(reinterviewer, [one.id]))).toMatchObject({ code: 'not-independent' });
    expect(await problemOf(store(one.id))).toMatchObject({ code: 'recheck-not-yours' });
    expect(await share()).toEqual({ given: 1, left: 0 });
    expect(await stateOf(one.id)).toEqual({ state: 'waiting', by: second.id });
    // The second knows nothing of the first one's tries, and cannot give up by them.
    expect((await listOf(second)).map(({ id, tries }) => [id, tries])).toEqual([[one.id, []]]);
    expect(await problemOf(giveUp(one.id, second))).toMatchObject({ code: 'recheck-tries-few' });
    await tried(one.id, '4.31', second, 2);
    expect(await giveUp(one.id, second, 3)).toBe(one.serial);
    expect(await stateOf(one.id)).toEqual({ state: 'unreached', by: second.id });
    const events = await db.selectFrom('audit_events').select('change').where('action', 'in', ['recheck.give-up', 'recheck.assign']).orderBy('number').execute(); // prettier-ignore
    expect(events.slice(1).map(({ change }) => JSON.parse(change) as unknown)).toEqual([
      { serial: one.serial, given_up_for: '2.112', second_person: true },
      { people: 1, forms: 1, second: 1 },
      { serial: one.serial, given_up_for: '4.31', second_person: false }
    ]);
  });

  test('was not reached where nobody else may ask: one re-interviewer alone, or the other of the surveyed agency', async () => {
    await using database = await open();
    const { db } = database;
    const { draw, share, own, act, desk } = await setUpRechecks(db, TWO);
    const person = { email: 'xa@example.vn', name: 'Người của xã 1', role: 'reinterviewer', agencyCode: 'c1', password: PASSWORD };
    await draw();
    await share();
    await createUser(db, person, ROUND_NOW);
    const { waiting } = await desk();
    for (const [agency, left] of [
      ['Xã 1', 'unreached'],
      ['Xã 2', 'waiting']
    ] as const) {
      // prettier-ignore
      const { id } = (await own()).find(({ serial }) => waiting.find((one) => one.serial === serial)!.agency.vi === agency)!;
      await act('recheck-try', id, { disposition: '2.112' });
      await act('recheck-given-up', id);
      expect(await db.selectFrom('reinterviews').select('state').where('id', '=', id).executeTakeFirstOrThrow()).toEqual({ state: left });
    }
  });

  test('cannot be confirmed by whoever gave it up, from a phone that names an earlier time', async () => {
    await using database = await open();
    const { db } = database;
    const { one, tried, giveUp, reinterviewer, second, give, levels, stateOf } = await withSecond(db);
    await tried(one.id, '2.112');
    await giveUp(one.id);
    await give(second, [one.id], 2);
    const checks = { transaction: 'yes', answered: 'yes', agency: 'no' };
    const answer = { id: randomBytes(16).toString('base64url'), unit: one.id, kind: 'recheck', at: at(0.5).toISOString(), checks, entries: Object.entries(levels) }; // prettier-ignore
    const [outcome] = await receiveFromPhone(db, CONFIG, as(reinterviewer), JSON.stringify({ user: reinterviewer.id, items: [answer] }), randomBytes, at(3)); // prettier-ignore
    expect(outcome).toMatchObject({ outcome: 'refused', message: expect.stringContaining('đã thôi liên hệ') as string });
    expect(await stateOf(one.id)).toEqual({ state: 'waiting', by: second.id });
  });

  test('stays with whom it was given to meanwhile, when the phone of the one before was without a line; sent twice, it is there once', async () => {
    await using database = await open();
    const { db } = database;
    const { one, reinterviewer, second, give, stateOf, store } = await withSecond(db);
    const made = (kind: string, minutes: number, more = {}) => ({ id: randomBytes(16).toString('base64url'), unit: one.id, kind, at: at(minutes / 60).toISOString(), ...more }); // prettier-ignore
    const items = [made('recheck-try', 10, { disposition: '4.31' }), made('recheck-given-up', 11)];
    await give(second, [one.id], 1);
    const send = () => receiveFromPhone(db, CONFIG, as(reinterviewer), JSON.stringify({ user: reinterviewer.id, items }), randomBytes, at(3)); // prettier-ignore
    expect((await send()).map(({ outcome }) => outcome)).toEqual(['stored', 'stored']);
    expect((await send()).map(({ outcome }) => outcome)).toEqual(['repeated', 'repeated']);
    expect(await stateOf(one.id)).toEqual({ state: 'waiting', by: second.id });
    expect(await db.selectFrom('reinterview_give_ups').select(['user_id as by', 'reason']).execute()).toEqual([{ by: reinterviewer.id, reason: '4.31' }]); // prettier-ignore
    await store(one.id, { answered: 'no' }, second);
    expect(await stateOf(one.id)).toEqual({ state: 'done', by: second.id });
  });

  test('is in the figures by re-interviewer, in the report, the table and the interviewer’s own page', async () => {
    await using database = await open();
    const { db } = database;
    const { one, other, second, tried, giveUp, share, store, own, coordinator, reinterviewer, interviewers } = await withSecond(db);
    for (const [{ id }, end] of [
      [one, '2.112'],
      [other, '4.31']
    ] as const) {
      // prettier-ignore
      await tried(id, end);
      await giveUp(id);
    }
    await share();
    await store(one.id, { answered: 'no' }, second);
    for (const { id } of (await own()).slice(0, 3)) await store(id);
    const report = await openRecheckReport(db, as(coordinator), 'round', at(5));
    const [first, next] = report.handling.people.toSorted((a, b) => b.assigned - a.assigned);
    expect(first).toMatchObject({
      ...{ id: reinterviewer.id, assigned: 10, waiting: 5, reached: 3, discrepant: 0, givenUp: 2, share: 0.4, isExcessive: false },
      reasons: { '2.112': 1, '4.31': 1, '2.36': 0, 'no-contact': 0 },
      handedOn: { over: 1, reached: 1, discrepant: 1 }
    });
    expect(next).toMatchObject({ id: second.id, assigned: 0, share: null, received: { over: 1, reached: 1, discrepant: 1 } });
    const lines = handlingToCsv(report).trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 2 + 2);
    expect(lines.find((line) => line.includes(`,${reinterviewer.name},,`))).toContain(',10,5,3,0,2,1,1,0,0,0.4,');
    const { interviewer_id: of } = await db.selectFrom('reinterviews').select('interviewer_id').where('id', '=', one.id).executeTakeFirstOrThrow(); // prettier-ignore
    expect(interviewers.map(({ id }) => id)).toContain(of);
    const { forms } = await openInterviewer(db, as(coordinator), 'round', of, at(5));
    expect(forms.find(({ serial }) => serial === one.serial)).toMatchObject({
      ...{ state: 'done', causes: ['answered'], reinterviewer: second.name },
      givenUp: [{ by: reinterviewer.name, reason: '2.112' }]
    });
  });
});
