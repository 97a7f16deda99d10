// What the audit log is searched by: people, places, things and actions, each by what it is called today; also what others write meanwhile.
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/lib/server/database';
import { createUser } from '../../src/lib/server/operations/create-user';
import { exportAudit } from '../../src/lib/server/operations/export-audit';
import { openAudit } from '../../src/lib/server/operations/open-audit';
import { recordReading } from '../../src/lib/server/operations/record-reading';
import type { Db } from '../../src/lib/server/schema';
import { appendAuditEvents, byCommand, byUser } from '../../src/lib/server/store/audit-events';
import type { SignedInUser } from '../../src/lib/server/store/users';
import { findActiveUser } from '../../src/lib/server/store/users';
import { onBothEngines } from '../support/engines';
import { as, PASSWORD } from '../support/people';
import { makeSmallProvince, NOW } from '../support/small-province';

const event = (action: string, subjectId: string, agencyId: string | null = null) => ({ action, subjectKind: action.split('.')[0]!, subjectId, agencyId, change: {} }); // prettier-ignore

async function fill(db: Db) {
  const { counters, survey } = await makeSmallProvince(db);
  const person = { email: 'thu.hien@example.vn', name: 'Lường Thị Hiền', role: 'administrator', agencyCode: 'p', password: PASSWORD };
  const user = (await findActiveUser(db, await createUser(db, person, NOW)))!;
  return { user, counters, survey };
}

const ask = async (db: Db, user: SignedInUser, query: string) => (await openAudit(db, as(user), new URLSearchParams(query), NOW)).list;
const found = async (db: Db, user: SignedInUser, query: string) =>
  (await ask(db, user, query)).rows.map(({ action, subject }) => `${action} ${subject.code}`);

onBothEngines('searching the audit log', (open) => {
  test('by a person without accents and never by an address', async () => {
    await using database = await open();
    const { db } = database;
    const { user } = await fill(db);
    await appendAuditEvents(db, byUser(user, NOW), [event('settings.change', 'settings')]);
    expect(await found(db, user, 'q=luong+hien')).toEqual(['settings.change undefined', `user.create ${user.id}`]);
    expect(await found(db, user, 'q=hien+doi+cai+dat')).toEqual(['settings.change undefined']);
    expect(await found(db, user, 'q=thu.hien')).toEqual([]);
    expect(await found(db, user, 'q=example')).toEqual([]);
  });

  test('by the name or the code of a counter, a survey, a questionnaire, an agency', async () => {
    await using database = await open();
    const { db } = database;
    const { user, counters, survey } = await fill(db);
    const [first, second] = counters;
    expect(await found(db, user, 'q=quay+2+xa+c1')).toEqual([`counter.create ${second.code}`]);
    expect(await found(db, user, `q=${first.code.toLowerCase().slice(0, 4)}-${first.code.slice(4)}`)).toEqual([`counter.create ${first.code}`]); // prettier-ignore
    await db.insertInto('code_handovers').values({ code: first.code, from_day: '2026-03-01', counter_id: second.id }).execute();
    expect((await found(db, user, `q=${first.code}`)).toSorted()).toEqual([`counter.create ${first.code}`, `counter.create ${second.code}`].toSorted()); // prettier-ignore
    await db.updateTable('surveys').set({ series: 'hang-nam' }).where('id', '=', survey.id).execute();
    for (const subjectId of ['round', 'series:hang-nam'])
      await recordReading(db, as(user), { action: 'report.export', subjectKind: 'report', subjectId, agencyCode: 'c1' }, NOW);
    expect(await found(db, user, 'q=dot+thu+tai+ket+qua')).toEqual(['report.export series:hang-nam', 'report.export round']);
    expect(await found(db, user, 'q=round')).toHaveLength(4);
    const questionnaire = await db.selectFrom('questionnaires').selectAll().where('code', '=', 'sipas-short').executeTakeFirstOrThrow();
    await appendAuditEvents(db, byCommand(NOW), [event('questionnaire.retire', questionnaire.id)]);
    expect(await found(db, user, 'q=sipas-short')).toEqual(['questionnaire.retire sipas-short']);
    expect(await found(db, user, 'q=tinh+thu+them+don+vi')).toEqual(['agency.create p']);
  });

  test('counts exactly, pages as deep as it goes, and takes the same away', async () => {
    await using database = await open();
    const { db } = database;
    const { user, counters } = await fill(db);
    const { agencyId } = counters[0];
    const many = Array.from({ length: 2_400 }, (_, i) => event(i % 2 === 0 ? 'counter.rename' : 'user.sign-in', counters[0].id, agencyId));
    await appendAuditEvents(db, byCommand(NOW), many);
    const { rows, total, page } = await ask(db, user, 'q=quay+1+doi+ten&page=99');
    expect([total, page, rows.length]).toEqual([1_200, 24, 50]);
    const earliest = await ask(db, user, 'q=quay+1+doi+ten&sort=at');
    expect(earliest.rows.map(({ number }) => number)).toEqual(rows.map(({ number }) => number).toReversed());
    const all = await ask(db, user, '');
    const last = await ask(db, user, `page=${Math.ceil(all.total / 50)}`);
    expect(last.rows.at(-1)?.number).toBe(1);
    const csv = await exportAudit(db, as(user), new URLSearchParams('action=counter.rename'), NOW);
    expect(csv.trim().split('\n')).toHaveLength(1_201);
  });

  test('sees at once what another process wrote, and a log put in its place', async () => {
    await using database = await open();
    const { db } = database;
    const { user, counters } = await fill(db);
    const total = async (of: Db) => (await ask(of, user, 'action=counter.rename')).total;
    expect(await total(db)).toBe(0);
    const other = openDatabase(database.url);
    await appendAuditEvents(other, byCommand(NOW), [event('counter.rename', counters[0].id, counters[0].agencyId)]);
    expect(await Promise.all([total(db), total(db), total(other)])).toEqual([1, 1, 1]);
    await other.destroy();
    await db.updateTable('audit_head').set({ number: 0 }).execute();
    expect(await total(db)).toBe(0);
  });
});
