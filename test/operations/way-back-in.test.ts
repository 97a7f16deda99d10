// Locks by failed sign-ins, and the ways back for the owner that no stranger can shut or use.
import { expect, test } from 'vitest';
import { addSecondFactor, offerSecondFactor } from '../../src/lib/server/operations/change-second-factor';
import { changeUserSecurity } from '../../src/lib/server/operations/change-user-security';
import { openUser } from '../../src/lib/server/operations/open-user';
import { openUsers } from '../../src/lib/server/operations/open-users';
import { endOwnSession, endUserSessions } from '../../src/lib/server/operations/end-user-sessions';
import { openAccount } from '../../src/lib/server/operations/open-account';
import { signIn } from '../../src/lib/server/operations/sign-in';
import { clearSignInFailures, unlockUser } from '../../src/lib/server/operations/unlock-user';
import type { Db } from '../../src/lib/server/schema';
import { byUser } from '../../src/lib/server/store/audit-events';
import { rememberKnownBrowser } from '../../src/lib/server/store/known-browsers';
import { totpCode } from '../../src/lib/server/totp';
import { decodeBase32IgnorePadding } from '@oslojs/encoding';
import { onBothEngines } from '../support/engines';
import { as, BOX, LIMITS, makePeople, PASSWORD } from '../support/people';

const NOW = new Date('2026-11-27T02:00:00Z');

interface Try {
  readonly email?: string;
  readonly password?: string;
  readonly browser?: string;
  readonly recoveryCode?: string;
  readonly address?: string;
}
const attempt = (db: Db, { email = 'root@example.vn', password = 'sai', address = '203.0.113.9', ...rest }: Try) =>
  signIn(db, { email, password, address, ...rest }, LIMITS, NOW).then(
    ({ secondFactor }) => secondFactor,
    (failure: { code: string }) => failure.code
  );

async function lock(db: Db, what: Try = {}): Promise<void> {
  for (let i = 0; i < 3; i++) expect(await attempt(db, { address: `198.51.100.${i}`, ...what })).toBe('sign-in-failed');
  expect(await attempt(db, what)).toBe('account-locked');
}

onBothEngines('the way back in', (open) => {
  test('strangers who lock a name do not shut out a browser the owner has used, whose tries are limited too', async () => {
    await using database = await open();
    const { db } = database;
    const { root, local } = await makePeople(db, NOW);
    await rememberKnownBrowser(db, 'own', root.id, NOW.toISOString());
    await rememberKnownBrowser(db, 'of-another', local.id, NOW.toISOString());
    await lock(db);
    expect(await attempt(db, { password: PASSWORD }), 'an unknown browser').toBe('account-locked');
    expect(await attempt(db, { password: PASSWORD, browser: 'made-up' })).toBe('account-locked');
    expect(await attempt(db, { password: PASSWORD, browser: 'of-another' }), 'known of somebody else').toBe('account-locked');
    expect(await attempt(db, { password: PASSWORD, browser: 'own' })).toBe('none');
    for (let i = 0; i < 3; i++) expect(await attempt(db, { browser: 'own' })).toBe('sign-in-failed');
    expect(await attempt(db, { password: PASSWORD, browser: 'own' })).toBe('account-locked');
    await db.updateTable('known_browsers').set({ last_used_at: '2026-05-01T00:00:00.000Z' }).execute();
    await clearSignInFailures(db, root, 'first'); // as a password set by mail does
    await lock(db, { browser: 'own' });
  });

  test('a recovery code with the password opens a locked name, once; nothing shows whether there is such an account', async () => {
    await using database = await open();
    const { db } = database;
    const { root } = await makePeople(db, NOW);
    const offer = offerSecondFactor(BOX, root, 'Thử', NOW);
    const code = totpCode(decodeBase32IgnorePadding(offer.keyText.replaceAll(' ', '')), NOW);
    const typed = { sealed: offer.sealed, code, password: PASSWORD, session: '' };
    const [first = '', second = ''] = await addSecondFactor(db, BOX, root, typed, LIMITS, NOW);
    await lock(db);
    await lock(db, { email: 'nobody@example.vn' });
    expect(await attempt(db, { recoveryCode: first }), 'the password is wrong').toBe('account-locked');
    expect(await attempt(db, { password: PASSWORD, recoveryCode: '0000-0000-0000-0000' })).toBe('account-locked');
    expect(await attempt(db, { email: 'nobody@example.vn', password: PASSWORD, recoveryCode: first })).toBe('account-locked');
    expect(await attempt(db, { password: PASSWORD, recoveryCode: first })).toBe('recovery-code');
    expect(await attempt(db, { password: PASSWORD }), 'the lock is open').toBe('needed');
    await lock(db);
    expect(await attempt(db, { password: PASSWORD, recoveryCode: first }), 'used').toBe('account-locked');
    expect(await attempt(db, { password: PASSWORD, recoveryCode: second })).toBe('recovery-code');
  });

  test('an administrator opens a lock; failures are told without what was typed, and a flood of names does not fill the log', async () => {
    await using database = await open();
    const { db } = database;
    const { root, local } = await makePeople(db, NOW);
    await rememberKnownBrowser(db, 'own', local.id, NOW.toISOString());
    await lock(db, { email: local.email, browser: 'own' });
    const security = async () => (await openUser(db, { smtpUrl: undefined }, as(root), local.id, NOW)).security;
    expect(await security()).toEqual({ lockedUntil: '2026-11-27T02:15:00.000Z', sessions: 0, secondFactorSince: null });
    const states = async () => {
      const { rows } = (await openUsers(db, as(root), new URLSearchParams(), NOW)).list;
      return [...new Set(rows.map(({ id, state }) => `${id === local.id ? 'local' : 'others'} ${state}`))].toSorted();
    };
    expect(await states()).toEqual(['local locked', 'others active']);
    const session = { user_id: local.id, expires_at: '2026-11-28T00:00:00.000Z', created_at: NOW.toISOString(), agent: '' };
    await db
      .insertInto('sessions')
      .values({ id_hash: 'open', ...session })
      .execute();
    await changeUserSecurity(db, as(root), local.id, 'unlock', NOW);
    expect(await security()).toMatchObject({ lockedUntil: null, sessions: 1 });
    expect(await states()).toEqual(['local active', 'others active']);
    expect(await attempt(db, { email: local.email, password: PASSWORD, browser: 'own' })).toBe('none');
    await changeUserSecurity(db, as(root), local.id, 'end-sessions', NOW);
    expect(await security()).toMatchObject({ sessions: 0 });
    await lock(db);
    await unlockUser(db, root, byUser(local, NOW));
    expect(await attempt(db, { password: PASSWORD })).toBe('none');
    for (let i = 0; i < 130; i++)
      await attempt(db, { email: `ten-${i}@example.vn`, address: `192.0.2.${i}`, password: 'mật khẩu gõ nhầm' });
    const events = await db.selectFrom('audit_events').selectAll().where('action', 'in', ['user.sign-in-fail', 'user.unlock']).execute();
    const unknown = events.filter(({ subject_id: id }) => id === '');
    expect(unknown).toHaveLength(100);
    expect(events.filter(({ subject_id: id, change }) => id === root.id && change === '{"locked":true}')).toHaveLength(1);
    expect(JSON.stringify(events)).not.toMatch(/ten-|example\.vn|192\.0|gõ nhầm/);
  });

  test('sessions are listed with the device, and ended one by one, all others, and never somebody else’s', async () => {
    await using database = await open();
    const { db } = database;
    const { root, local } = await makePeople(db, NOW);
    const row = { expires_at: '2026-11-28T00:00:00.000Z', created_at: NOW.toISOString(), last_used_at: NOW.toISOString() };
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    for (const [id_hash, user_id] of [
      ['this', root.id],
      ['phone', root.id],
      ['third', root.id],
      ['foreign', local.id]
    ] as const)
      await db
        .insertInto('sessions')
        .values({ id_hash, user_id, agent: id_hash === 'this' ? firefox : '', ...row })
        .execute();
    const { sessions } = await openAccount(db, as(root), 'this', NOW);
    expect(sessions.find(({ isThis }) => isThis)).toMatchObject({ id: 'this', agent: { browser: 'Firefox', system: 'Linux' } });
    expect(sessions).toHaveLength(3);
    await expect(endOwnSession(db, root, 'foreign', NOW)).rejects.toMatchObject({ code: 'not-found' });
    await endOwnSession(db, root, 'phone', NOW);
    expect(await endUserSessions(db, root.id, byUser(root, NOW), 'this')).toBe(1);
    expect((await db.selectFrom('sessions').select('id_hash').execute()).map((each) => each.id_hash).toSorted()).toEqual([
      'foreign',
      'this'
    ]);
  });
});
