// What a re-interviewer's phone sends when the line is back: once and in order, blind, refused with a reason where it cannot be taken.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { assignReinterviews } from '../../src/lib/server/operations/assign-reinterviews';
import { createUser } from '../../src/lib/server/operations/create-user';
import { openRechecks } from '../../src/lib/server/operations/open-rechecks';
import { receiveFromPhone } from '../../src/lib/server/operations/receive-from-phone';
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
const YES = { transaction: 'yes', answered: 'yes', agency: 'no' };
const at = (minutes: number) => new Date(ROUND_NOW.getTime() + minutes * 60_000);
const newId = () => randomBytes(16).toString('base64url');

async function given(db: Parameters<typeof setUpRechecks>[0]) {
  const round = await setUpRechecks(db, TWO);
  await round.draw();
  await round.share();
  const [one, other, third] = await round.own();
  const item = (recheck: { id: string }, kind: string, more: Record<string, unknown> = {}) => ({
    ...{ id: newId(), unit: recheck.id, kind, at: at(30).toISOString() },
    ...more
  });
  const send = (user: SignedInUser, items: readonly unknown[], now = at(60)) =>
    receiveFromPhone(db, CONFIG, as(user), JSON.stringify({ user: user.id, items }), randomBytes, now);
  return { ...round, one: one!, other: other!, third: third!, item, send, entries: Object.entries(round.levels) };
}

onBothEngines('a re-interviewer’s phone', (open) => {
  test('sends what was done in order; sent again, by two at once, it is there once', async () => {
    await using database = await open();
    const { db } = database;
    const { one, other, item, send, reinterviewer, interviewers, entries } = await given(db);
    const tries = ['no-answer', 'absent', 'no-answer'].map((disposition, i) =>
      item(other, 'recheck-try', { disposition, at: at(10 + 120 * i).toISOString() })
    );
    const answer = item(one, 'recheck', { checks: YES, entries });
    const all = [...tries, item(other, 'recheck-given-up'), answer];
    const outcomes = await send(reinterviewer, all, at(300));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['stored', 'stored', 'stored', 'stored', 'stored']);
    expect(
      (await Promise.all([send(reinterviewer, all, at(300)), send(reinterviewer, [answer], at(300))])).flat().map(({ outcome }) => outcome)
    ).toEqual(Array.from({ length: 6 }, () => 'repeated'));
    const stored = await db.selectFrom('responses').select(['entered_by as by', 'submitted_at as at']).where('purpose', '=', 'reinterview').execute(); // prettier-ignore
    expect(stored).toEqual([{ by: reinterviewer.id, at: at(30).toISOString() }]);
    expect(await db.selectFrom('contact_attempts').select('disposition').where('purpose', '=', 'reinterview').execute()).toHaveLength(3);
    expect(await db.selectFrom('reinterviews').select(['state', 'outcome']).where('id', 'in', [one.id, other.id]).orderBy('state').execute()).toEqual([{ state: 'done', outcome: 'confirmed' }, { state: 'unreached', outcome: '' }]); // prettier-ignore
    // Recorded on another phone too, with other answers: kept there, and told why.
    const [again] = await send(reinterviewer, [item(one, 'recheck', { checks: { ...YES, answered: 'no' }, entries: [] })]);
    expect(again).toMatchObject({ outcome: 'refused', message: expect.stringContaining('đã được phúc tra') as string });
    // An interviewer may send, but nothing of a second interview.
    const [theirs] = await send(interviewers[0]!, [item(one, 'recheck-given-up')]);
    expect(theirs).toMatchObject({ outcome: 'refused' });
  });

  test('two phones send the same at once, before anything was stored', async () => {
    await using database = await open();
    const { db } = database;
    const { one, item, send, reinterviewer, entries } = await given(db);
    const answer = item(one, 'recheck', { checks: YES, entries });
    const outcomes = await Promise.all([send(reinterviewer, [answer]), send(reinterviewer, [answer])]);
    expect(outcomes.flat().map(({ outcome }) => outcome).toSorted()).toEqual(['repeated', 'stored']); // prettier-ignore
    expect(await db.selectFrom('responses').select('id').where('purpose', '=', 'reinterview').execute()).toHaveLength(1);
  });

  test('what was done while it was theirs is taken, later not; a closed round takes nothing', async () => {
    await using database = await open();
    const { db } = database;
    const { one, other, third, item, send, reinterviewer, coordinator, entries } = await given(db);
    const person = {
      email: 'nguoi-khac@example.vn',
      name: 'Người phúc tra khác',
      role: 'reinterviewer',
      agencyCode: 'p',
      password: PASSWORD
    };
    const user = (await findActiveUser(db, await createUser(db, person, ROUND_NOW)))!;
    const reinterview = [one.id, other.id, third.id];
    await assignReinterviews(db, as(coordinator), 'round', formOf({ person: user.id, reinterview }), at(40));
    const [before] = await send(reinterviewer, [item(one, 'recheck', { checks: YES, entries, at: at(30).toISOString() })]);
    expect(before).toMatchObject({ outcome: 'stored' });
    const by = await db.selectFrom('reinterviews').select('reinterviewer_id as by').where('id', '=', one.id).executeTakeFirstOrThrow();
    expect(by).toEqual({ by: reinterviewer.id });
    const late = { checks: YES, entries, at: at(50).toISOString() };
    expect((await send(reinterviewer, [item(other, 'recheck', late)]))[0]).toMatchObject({ outcome: 'refused' });
    expect((await send(user, [item(one, 'recheck', late)]))[0]).toMatchObject({ outcome: 'refused' });
    expect((await send(user, [item(other, 'recheck', late)]))[0]).toMatchObject({ outcome: 'stored' });
    await db.updateTable('surveys').set({ state: 'closed' }).execute();
    expect((await send(user, [item(third, 'recheck', late)]))[0]).toMatchObject({
      outcome: 'refused',
      message: expect.stringContaining('không còn nhận') as string
    });
  });

  test('refuses what the pages cannot send, another account’s, and whoever does neither', async () => {
    await using database = await open();
    const { db } = database;
    const { one, item, send, reinterviewer, coordinator } = await given(db);
    const bad = [
      item(one, 'recheck', { checks: { ...YES, agency: 'perhaps' }, entries: [] }),
      item(one, 'recheck', { checks: YES, entries: [['comment', 'x']] }),
      item(one, 'recheck-try', { disposition: '1.1' }),
      item({ id: 'khong-co' }, 'recheck-given-up')
    ];
    expect((await send(reinterviewer, bad)).map(({ outcome }) => outcome)).toEqual(bad.map(() => 'refused'));
    expect(await problemOf(send(coordinator, []))).toMatchObject({ code: 'role-not-enough' });
    const asOther = receiveFromPhone(db, CONFIG, as(reinterviewer), JSON.stringify({ user: 'x', items: [] }), randomBytes, at(60));
    expect(await problemOf(asOther)).toMatchObject({ code: 'field-other-account' });
    // That names were opened is on record, once a list.
    await openRechecks(db, BOX, as(reinterviewer), at(60));
    const events = await db.selectFrom('audit_events').select('change').where('action', '=', 'recheck.open-list').execute();
    expect(events.map(({ change }) => change).at(-1)).not.toMatch(/Người thứ|09\d{8}/);
  });
});
