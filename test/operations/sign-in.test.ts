import { expect, test, vi } from 'vitest';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createUser } from '../../src/lib/server/operations/create-user';
import { signIn } from '../../src/lib/server/operations/sign-in';
import type { Db } from '../../src/lib/server/schema';
import { openDatabase } from '../../src/lib/server/database';
import { onBothEngines } from '../support/engines';

const PASSWORD = 'một mật khẩu dài';
const LIMITS = { signInAttempts: 3, signInLockMinutes: 15 };
const NOW = new Date('2026-11-23T02:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

async function seed(db: Db): Promise<string> {
  await createAgency(db, { code: '14', kind: 'province', name: { vi: 'Tỉnh Sơn La', en: 'Son La' }, validFrom: '0001-01-01' });
  return createUser(db, { email: 'thang@example.vn', name: 'Thắng', role: 'administrator', agencyCode: '14', password: PASSWORD }, NOW);
}

interface Try {
  email?: string;
  password?: string;
  address?: string;
  now?: Date;
}
const attempt = async (db: Db, { email = 'thang@example.vn', password = PASSWORD, address = '203.0.113.9', now = NOW }: Try = {}) =>
  (await signIn(db, { email, password, address }, LIMITS, now)).userId;
const refused = (db: Db, what: Try = {}) =>
  attempt(db, { password: 'wrong', ...what }).then(
    () => 'signed in',
    (failure: { code: string; parameters: { time?: string } }) => [failure.code, failure.parameters.time].filter(Boolean).join(' ')
  );

/** What the database is asked, statement by statement, and each transaction. */
function watched(plain: Db) {
  const seen: string[] = [];
  const db = plain.withPlugin({
    transformQuery({ node }) {
      const table = /"table":.*?"identifier":.*?"name":"(\w+)"/.exec(JSON.stringify(node))?.[1] ?? '';
      seen.push(`${node.kind} ${table}`);
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result)
  });
  const begin = db.transaction.bind(db);
  vi.spyOn(db, 'transaction').mockImplementation(() => {
    seen.push('transaction');
    return begin();
  });
  return { db, seen };
}
const withoutTable = (what: string) => what.split(' ')[0];

onBothEngines('signing in', (open) => {
  test('takes the right password, however the e-mail is typed', async () => {
    await using database = await open();
    const id = await seed(database.db);
    expect(await attempt(database.db, { email: ' THANG@example.vn' })).toBe(id);
  });

  test('answers a wrong password, an unknown name, a disabled account and an empty field alike', async () => {
    await using database = await open();
    await seed(database.db);
    for (const what of [{}, { email: 'nobody@example.vn' }, { password: '' }, { email: ' ' }, { email: 'a\0b' }])
      expect(await refused(database.db, what)).toBe('sign-in-failed');
    await database.db.updateTable('users').set({ disabled_at: NOW.toISOString() }).execute();
    expect(await refused(database.db, { password: PASSWORD })).toBe('sign-in-failed');
  });

  test.each(['thang@example.vn', 'nobody@example.vn'])('locks the typed name after its limit, from any address: %s', async (email) => {
    await using database = await open();
    await seed(database.db);
    for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.3'])
      expect(await refused(database.db, { email, address })).toBe('sign-in-failed');
    expect(await refused(database.db, { email, address: '203.0.113.4' })).toBe('account-locked 09:15');
    expect(await refused(database.db, { email, password: PASSWORD })).toBe('account-locked 09:15');
    expect(await refused(database.db, { email: 'another@example.vn' })).toBe('sign-in-failed');
  });

  test('opens again at the time it said, however often it was tried meanwhile', async () => {
    await using database = await open();
    const id = await seed(database.db);
    for (let i = 0; i < 3; i++) await refused(database.db);
    for (const minutes of [1, 8, 14.9])
      expect(await refused(database.db, { now: later(minutes), password: PASSWORD })).toBe('account-locked 09:15');
    expect(await attempt(database.db, { now: later(15) })).toBe(id);
  });

  test('counts failures near each other: those a window apart are forgotten, a success clears them', async () => {
    await using database = await open();
    const id = await seed(database.db);
    for (const minutes of [0, 16, 32, 48]) expect(await refused(database.db, { now: later(minutes) })).toBe('sign-in-failed');
    expect(await refused(database.db, { now: later(49) })).toBe('sign-in-failed');
    expect(await attempt(database.db, { now: later(50) })).toBe(id);
    for (let i = 0; i < 3; i++) expect(await refused(database.db, { now: later(51) })).toBe('sign-in-failed');
    expect(await refused(database.db, { now: later(51) })).toBe('account-locked 10:06');
  });

  test('costs as many statements and commits whether or not anybody has the name, told or not, locked or not', async () => {
    await using database = await open();
    await seed(database.db);
    const tries = async (email: string, address: string) => {
      const { db, seen } = watched(database.db);
      const answers = [];
      for (let i = 0; i < 4; i++) answers.push(await refused(db, { email, address }));
      return { answers, seen };
    };
    const known = await tries('thang@example.vn', '203.0.113.1');
    expect(known.answers).toEqual(['sign-in-failed', 'sign-in-failed', 'sign-in-failed', 'account-locked 09:15']);
    expect(known.seen.filter((what) => what === 'transaction')).toHaveLength(3);
    expect(await tries('nobody@example.vn', '203.0.113.2')).toEqual(known);
    await database.db.updateTable('users').set({ disabled_at: NOW.toISOString() }).execute();
    await database.db.deleteFrom('sign_in_failures').execute();
    expect(await tries('thang@example.vn', '203.0.113.1'), 'a disabled account').toEqual(known);
    // So many that the log no longer tells them one by one.
    await tries('nobody@example.vn', '203.0.113.2');
    await database.db
      .updateTable('sign_in_failures')
      .set({ count: 101 })
      .where('count', '=', 3)
      .where('locked_until', 'is', null)
      .execute();
    const told = await database.db.selectFrom('audit_events').select('id').execute();
    const untold = await tries('nobody2@example.vn', '203.0.113.3');
    expect(untold.answers).toEqual(known.answers);
    expect(untold.seen.map(withoutTable)).toEqual(known.seen.map(withoutTable));
    expect(await database.db.selectFrom('audit_events').select('id').execute()).toHaveLength(told.length);
  });

  test('locks an address after five times as many failures, whatever names it tries, and no other address', async () => {
    await using database = await open();
    const id = await seed(database.db);
    for (let i = 0; i < 15; i++) expect(await refused(database.db, { email: `name${i}@example.vn` })).toBe('sign-in-failed');
    expect(await refused(database.db, { password: PASSWORD })).toBe('address-locked 09:15');
    expect(await refused(database.db, { password: PASSWORD, address: '::ffff:203.0.113.9' })).toBe('address-locked 09:15');
    expect(await attempt(database.db, { address: '203.0.113.10' })).toBe(id);
  });

  test('does not count the successes of an office against its shared address', async () => {
    await using database = await open();
    const id = await seed(database.db);
    for (let i = 0; i < 30; i++) expect(await attempt(database.db)).toBe(id);
  });

  test('lets no more than the limit through when many are tried at once from two processes', async () => {
    await using database = await open();
    await seed(database.db);
    const other = openDatabase(database.url);
    try {
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, i) => refused(i % 2 ? other : database.db, { address: `203.0.113.${i}` }))
      );
      expect(answers.filter((answer) => answer === 'sign-in-failed')).toHaveLength(3);
      expect(answers.filter((answer) => answer === 'account-locked 09:15')).toHaveLength(9);
    } finally {
      await other.destroy();
    }
  });

  test('keeps neither name nor address, and nothing at all once it no longer counts', async () => {
    await using database = await open();
    await seed(database.db);
    await refused(database.db, { email: 'lo.thi.a@example.vn' });
    const rows = await database.db.selectFrom('sign_in_failures').selectAll().execute();
    expect(rows).toHaveLength(3); // the name, the address, and names that nobody has together
    expect(JSON.stringify(rows)).not.toMatch(/lo\.thi|203\.0/);
    await attempt(database.db, { now: later(20) });
    const left = await database.db.selectFrom('sign_in_failures').select('count').execute();
    expect(left).toEqual([{ count: 0 }]);
  });
});

onBothEngines('an account', (open) => {
  const account = { email: 'lan@example.vn', name: ' Lan ', role: 'agency_viewer', agencyCode: '14', password: PASSWORD };

  test('is made once, with its role at its agency', async () => {
    await using database = await open();
    await seed(database.db);
    const id = await createUser(database.db, account, NOW);
    expect(await database.db.selectFrom('users').select(['name', 'email', 'disabled_at']).where('id', '=', id).executeTakeFirst()).toEqual({
      name: 'Lan',
      email: 'lan@example.vn',
      disabled_at: null
    });
    const role = await database.db
      .selectFrom('user_roles as r')
      .innerJoin('agencies as a', 'a.id', 'r.agency_id')
      .select(['r.role', 'a.code'])
      .where('r.user_id', '=', id)
      .execute();
    expect(role).toEqual([{ role: 'agency_viewer', code: '14' }]);
    await expect(createUser(database.db, { ...account, email: 'LAN@example.vn' }, NOW)).rejects.toMatchObject({ code: 'user-exists' });
  });

  test.each([
    [{ role: 'king' }, 'user-role-unknown'],
    [{ agencyCode: '99' }, 'agency-unknown-code'],
    [{ password: 'short' }, 'password-short'],
    [{ password: 'Mật khẩu 123456' }, 'password-common'],
    [{ password: 'lan@example.vn 1990' }, 'password-personal'],
    [{ email: 'not an address' }, 'option-invalid']
  ])('is refused with %o', async (change, code) => {
    await using database = await open();
    await seed(database.db);
    await expect(createUser(database.db, { ...account, ...change }, NOW)).rejects.toMatchObject({ code });
    expect(await database.db.selectFrom('users').select('email').execute()).toEqual([{ email: 'thang@example.vn' }]);
  });
});
