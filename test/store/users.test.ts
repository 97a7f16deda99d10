import type { Cookies } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { sessionAdapter } from '../../src/lib/server/auth/adapter';
import { endSession, readSession, SESSION_COOKIE, startSession } from '../../src/lib/server/auth/session';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import type { Db } from '../../src/lib/server/schema';
import { findActiveUser, findUserByEmail, insertRole, insertUser } from '../../src/lib/server/store/users';
import { onBothEngines } from '../support/engines';

const HOUR = 3_600_000;

async function seed(db: Db) {
  const province = await createAgency(db, {
    code: '14',
    kind: 'province',
    name: { vi: 'Tỉnh Sơn La', en: 'Son La' },
    validFrom: '0001-01-01'
  });
  const commune = await createAgency(db, {
    code: '04132',
    kind: 'commune',
    name: { vi: 'Xã Chiềng Mai', en: 'Chieng Mai' },
    parentCode: '14',
    validFrom: '2025-07-01'
  });
  await insertUser(db, { id: 'u1', email: ' Thang@Example.VN ', name: 'Hà Văn Thắng', password_hash: 'x', disabled_at: null });
  await insertRole(db, { userId: 'u1', role: 'agency_viewer', agencyId: commune.id });
  return { province, commune };
}

/** A browser's cookies and the request around them, as far as sessions look at it. */
function browser(protocol = 'http:') {
  const jar = new Map<string, string>();
  const sent: { name: string; value: string; options: Record<string, unknown> }[] = [];
  const cookies = {
    get: (name: string) => jar.get(name),
    set: (name: string, value: string, options: Record<string, unknown>) => {
      jar.set(name, value);
      sent.push({ name, value, options });
    },
    delete: (name: string) => void jar.delete(name)
  } as unknown as Cookies;
  const event = {
    cookies,
    url: new URL(`${protocol}//may-chu/admin`),
    request: new Request('http://may-chu/admin', { headers: { 'user-agent': 'B'.repeat(300) } })
  };
  return { event, sent, jar };
}

async function moveExpiry(db: Db, hours: number) {
  await db
    .updateTable('sessions')
    .set({ expires_at: new Date(Date.now() + hours * HOUR).toISOString() })
    .execute();
}

onBothEngines('a user', (open) => {
  test('is one account however the e-mail is typed', async () => {
    await using database = await open();
    await seed(database.db);
    expect(await findUserByEmail(database.db, 'THANG@example.vn\t')).toMatchObject({ id: 'u1', email: 'thang@example.vn' });
    expect(await findUserByEmail(database.db, 'thang@example.com')).toBeUndefined();
    await expect(
      insertUser(database.db, { id: 'u2', email: 'thang@EXAMPLE.vn', name: 'B', password_hash: 'x', disabled_at: null })
    ).rejects.toThrow();
  });

  test('is read with the roles, at their agencies as they stand on the day', async () => {
    await using database = await open();
    const { province, commune } = await seed(database.db);
    await insertRole(database.db, { userId: 'u1', role: 'coordinator', agencyId: province.id });
    await database.db
      .insertInto('agency_versions')
      .values({
        agency_id: commune.id,
        valid_from: '2026-12-01',
        valid_to: null,
        name_vi: 'Phường Chiềng Mai',
        name_en: 'Chieng Mai Ward',
        parent_id: province.id,
        path: commune.path
      })
      .execute();
    expect(await findActiveUser(database.db, 'u1', '2026-11-23')).toEqual({
      id: 'u1',
      email: 'thang@example.vn',
      name: 'Hà Văn Thắng',
      grants: [
        { role: 'coordinator', agencyId: province.id, place: { path: province.path, name: province.name } },
        { role: 'agency_viewer', agencyId: commune.id, place: { path: commune.path, name: { vi: 'Xã Chiềng Mai', en: 'Chieng Mai' } } }
      ]
    });
    const later = await findActiveUser(database.db, 'u1', '2026-12-01');
    expect(later?.grants.map((grant) => grant.place.name.vi)).toEqual(['Tỉnh Sơn La', 'Phường Chiềng Mai']);
  });
});

onBothEngines('a session', (open) => {
  test('is found by its cookie, while the table holds only the hash of its id', async () => {
    await using database = await open();
    await seed(database.db);
    const { event, jar } = browser();
    expect(await readSession(database.db, event)).toBeNull();
    await startSession(database.db, event, 'u1');
    const id = jar.get(SESSION_COOKIE) ?? '';
    expect(id.length).toBeGreaterThanOrEqual(32);
    expect(await readSession(database.db, event)).toMatchObject({ id: 'u1', grants: [{ role: 'agency_viewer' }] });

    const rows = await database.db.selectFrom('sessions').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(id);
    expect(rows[0]?.id_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(rows[0]?.agent).toBe('B'.repeat(200));
    const stolen = browser();
    stolen.jar.set(SESSION_COOKIE, rows[0]?.id_hash ?? '');
    expect(await readSession(database.db, stolen.event)).toBeNull();
  });

  test('travels in a cookie no script reads, Secure only where the page came by https', async () => {
    await using database = await open();
    await seed(database.db);
    for (const [protocol, secure] of [
      ['http:', false],
      ['https:', true]
    ] as const) {
      const { event, sent } = browser(protocol);
      await startSession(database.db, event, 'u1');
      expect(sent).toMatchObject([
        { name: 'session', options: { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: 12 * 3600 } },
        { name: 'known', options: { path: '/admin', httpOnly: true, sameSite: 'lax', secure, maxAge: 180 * 24 * 3600 } }
      ]);
    }
  });

  test('is over twelve hours after its last use, and is removed', async () => {
    await using database = await open();
    await seed(database.db);
    const { event, jar } = browser();
    await startSession(database.db, event, 'u1');
    await moveExpiry(database.db, -0.001);
    expect(await readSession(database.db, event)).toBeNull();
    expect(jar.has(SESSION_COOKIE)).toBe(false);
    expect(await database.db.selectFrom('sessions').selectAll().execute()).toEqual([]);
  });

  test('is prolonged by use once less than half of it is left, and not before', async () => {
    await using database = await open();
    await seed(database.db);
    const { event, sent } = browser();
    const times = () => sent.filter(({ name }) => name === SESSION_COOKIE).length;
    await startSession(database.db, event, 'u1');
    await moveExpiry(database.db, 7);
    await readSession(database.db, event);
    expect(times()).toBe(1);
    await moveExpiry(database.db, 5);
    await readSession(database.db, event);
    expect(times()).toBe(2);
    const row = await database.db.selectFrom('sessions').select('expires_at').executeTakeFirstOrThrow();
    expect(Date.parse(row.expires_at) - Date.now()).toBeGreaterThan(11.9 * HOUR);
  });

  test('ends on signing out, and for all of an account that is disabled', async () => {
    await using database = await open();
    await seed(database.db);
    const [first, second] = [browser(), browser()];
    await startSession(database.db, first.event, 'u1');
    await startSession(database.db, second.event, 'u1');
    const id = first.jar.get(SESSION_COOKIE) ?? '';
    await endSession(database.db, first.event);
    expect(first.jar.has(SESSION_COOKIE)).toBe(false);
    first.jar.set(SESSION_COOKIE, id);
    expect(await readSession(database.db, first.event)).toBeNull();
    expect(await readSession(database.db, second.event)).not.toBeNull();
    await database.db.updateTable('users').set({ disabled_at: new Date().toISOString() }).execute();
    expect(await readSession(database.db, second.event)).toBeNull();
  });

  test('is a new one with each sign-in, and the old one of that browser ends', async () => {
    await using database = await open();
    await seed(database.db);
    const { event, jar } = browser();
    jar.set(SESSION_COOKIE, 'chosen-by-somebody-else');
    await startSession(database.db, event, 'u1');
    const first = jar.get(SESSION_COOKIE) ?? '';
    expect(first).not.toBe('chosen-by-somebody-else');
    await startSession(database.db, event, 'u1');
    expect(await sessionAdapter(database.db).getSessionAndUser(first)).toEqual([null, null]);
    expect(await sessionAdapter(database.db).getUserSessions('u1')).toHaveLength(1);
  });

  test('that ended long ago is cleared away when somebody signs in', async () => {
    await using database = await open();
    await seed(database.db);
    await startSession(database.db, browser().event, 'u1');
    await startSession(database.db, browser().event, 'u1');
    await moveExpiry(database.db, -1);
    await startSession(database.db, browser().event, 'u1');
    expect(await sessionAdapter(database.db).getUserSessions('u1')).toHaveLength(1);
  });
});
