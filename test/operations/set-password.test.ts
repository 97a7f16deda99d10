// Links that choose a password: once, in time, the newest alone; and what choosing one ends.
import { expect, test } from 'vitest';
import { sendLinkByForm } from '../../src/lib/server/operations/receive-user-form';
import { openLink, setPasswordByLink } from '../../src/lib/server/operations/set-password';
import { signIn } from '../../src/lib/server/operations/sign-in';
import type { Db } from '../../src/lib/server/schema';
import { deleteOldTokens } from '../../src/lib/server/store/tokens';
import { onBothEngines } from '../support/engines';
import { askingAs, later, makeOffice, NOW, PASSWORD } from '../support/office-people';
import { problemOf } from '../support/problem-of';

const NEW = 'cá suối nướng thơm';
const LIMITS = { signInAttempts: 3, signInLockMinutes: 15 };
const enter = (db: Db, password: string, minutes = 10) =>
  signIn(db, { email: 'viewer@sonla.vn', password, address: '203.0.113.1' }, LIMITS, later(minutes));

async function linkFor(db: Db, by: string, id: string, minutes = 0): Promise<string> {
  const link = await sendLinkByForm(db, { smtpUrl: undefined }, await askingAs(db, by), id, later(minutes));
  return link!.split('/').at(-1)!;
}

onBothEngines('a link', (open) => {
  test('sets a password that the rules allow, once; sessions, other links and the lock of the name end', async () => {
    await using database = await open();
    const { db } = database;
    const office = await makeOffice(db);
    const older = await linkFor(db, office.first, office.viewer);
    const secret = await linkFor(db, office.first, office.viewer, 1);
    const set = (password: string, again = password, of = secret) => setPasswordByLink(db, of, { password, again }, later(5));
    const wrong = async (password: string, again = password) => (await problemOf(set(password, again))).details[0];
    expect(await wrong('ngắn')).toMatchObject({ place: 'password', code: 'password-short' });
    expect(await wrong('password123456')).toMatchObject({ place: 'password', code: 'password-common' });
    expect(await wrong('Lò Thị Xuân 1990')).toMatchObject({ place: 'password', code: 'password-personal' });
    expect(await wrong(NEW, `${NEW}!`)).toMatchObject({ place: 'again', code: 'password-differs' });
    expect((await problemOf(set(NEW, NEW, older))).code).toBe('link-invalid');
    expect((await problemOf(set(NEW, NEW, 'x'.repeat(43)))).code).toBe('link-invalid');

    for (let i = 0; i < 4; i++) await enter(db, 'sai', 4).catch(() => {});
    const session = { id_hash: 'h', user_id: office.viewer, expires_at: later(60).toISOString(), created_at: NOW.toISOString(), agent: '' };
    await db.insertInto('sessions').values(session).execute();
    const both = await Promise.allSettled([set(NEW), set('rau rừng chấm muối ớt')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const chosen = both[0]!.status === 'fulfilled' ? NEW : 'rau rừng chấm muối ớt';
    expect((await problemOf(set(NEW))).code).toBe('link-invalid');
    expect(await db.selectFrom('sessions').select('user_id').execute()).toEqual([]);
    expect((await problemOf(enter(db, PASSWORD))).code).toBe('sign-in-failed');
    expect(await enter(db, chosen)).toEqual({ userId: office.viewer, secondFactor: 'none' });
    const event = await db.selectFrom('audit_events').selectAll().where('action', '=', 'user.set-password').executeTakeFirstOrThrow();
    expect(event).toMatchObject({ user_id: office.viewer, subject_id: office.viewer, change: '{"by":"reset"}' });
  });

  test('to reset opens for an hour, an invitation for a week, and neither for a closed account', async () => {
    await using database = await open();
    const { db } = database;
    const office = await makeOffice(db);
    const reset = await linkFor(db, office.first, office.viewer);
    expect(await openLink(db, reset, later(59))).toEqual({ kind: 'reset', name: 'Lò Thị Xuân', email: 'viewer@sonla.vn' });
    expect((await problemOf(openLink(db, reset, later(60)))).code).toBe('link-invalid');
    await db.updateTable('users').set({ password_hash: '' }).where('id', '=', office.viewer).execute();
    const invitation = await linkFor(db, office.first, office.viewer);
    expect((await openLink(db, invitation, later(7 * 24 * 60 - 1))).kind).toBe('invite');
    expect((await problemOf(openLink(db, invitation, later(7 * 24 * 60)))).code).toBe('link-invalid');
    await db.updateTable('users').set({ disabled_at: NOW.toISOString() }).where('id', '=', office.viewer).execute();
    expect((await problemOf(openLink(db, invitation, later(1)))).code).toBe('link-invalid');
    // The reset is long over and goes; the invitation still has its time.
    await deleteOldTokens(db, later(24 * 60).toISOString());
    expect(await db.selectFrom('tokens').select('kind').execute()).toEqual([{ kind: 'invite' }]);
  });
});
