// A second factor over its life: added with a code, asked for at sign-in, each code once, recovered, taken off, and by whom.
import { expect, test } from 'vitest';
import { changeOwnPassword } from '../../src/lib/server/operations/change-own-password';
import {
  addSecondFactor,
  offerSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes
} from '../../src/lib/server/operations/change-second-factor';
import { changeUserSecurity } from '../../src/lib/server/operations/change-user-security';
import { confirmSecondFactor } from '../../src/lib/server/operations/confirm-second-factor';
import { mustAddSecondFactor } from '../../src/lib/server/operations/must-add-second-factor';
import { openAccount } from '../../src/lib/server/operations/open-account';
import { openSecrets } from '../../src/lib/server/operations/open-secrets';
import { saveSettings } from '../../src/lib/server/operations/save-settings';
import { signIn } from '../../src/lib/server/operations/sign-in';
import { readConfig } from '../../src/lib/server/config';
import type { Db } from '../../src/lib/server/schema';
import { secretBox } from '../../src/lib/server/secret-box';
import { getAgencyByCode } from '../../src/lib/server/store/agencies';
import { deleteRole } from '../../src/lib/server/store/user-changes';
import type { SignedInUser } from '../../src/lib/server/store/users';
import { insertRole } from '../../src/lib/server/store/users';
import { totpCode } from '../../src/lib/server/totp';
import { decodeBase32IgnorePadding } from '@oslojs/encoding';
import { onBothEngines } from '../support/engines';
import { as, BOX, LIMITS, makePeople, PASSWORD } from '../support/people';

const NOW = new Date('2026-11-27T02:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

async function enrol(db: Db, user: SignedInUser) {
  const offer = offerSecondFactor(BOX, user, 'Thử', NOW);
  const secret = decodeBase32IgnorePadding(offer.keyText.replaceAll(' ', ''));
  const typed = { sealed: offer.sealed, code: totpCode(secret, NOW), password: PASSWORD, session: '' };
  const codes = await addSecondFactor(db, BOX, user, typed, LIMITS, NOW);
  return { codes, codeAt: (seconds: number) => totpCode(secret, later(seconds)) };
}

const step = (db: Db, userId: string, typed: string, now: Date, box: typeof BOX | undefined = BOX) =>
  confirmSecondFactor(db, box, { userId, typed, browser: null }, LIMITS, now);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (failure: { code: string; details?: { place: string; code: string }[] }) =>
      [failure.code, ...(failure.details ?? []).map(({ place, code }) => `${place}: ${code}`)].join(' ')
  );
const told = async (db: Db) =>
  (await db.selectFrom('audit_events').select(['action', 'change']).where('action', 'like', 'user.%').orderBy('number').execute()).map(
    ({ action, change }) => (change === '{}' ? action : `${action} ${change}`)
  );

onBothEngines('a second factor', (open) => {
  test('is there once a code of it was typed; then the password alone is half a sign-in', async () => {
    await using database = await open();
    const { db } = database;
    const { root } = await makePeople(db, NOW);
    const credentials = { email: root.email, password: PASSWORD, address: '203.0.113.9' };
    expect(await signIn(db, credentials, LIMITS, NOW)).toEqual({ userId: root.id, secondFactor: 'none' });

    const offer = offerSecondFactor(BOX, root, 'Thử', NOW);
    expect(offerSecondFactor(BOX, root, 'Thử', NOW, offer.sealed).keyText).toBe(offer.keyText);
    expect(offerSecondFactor(BOX, { ...root, id: 'u2' }, 'Thử', NOW, offer.sealed).keyText).not.toBe(offer.keyText);
    expect(offerSecondFactor(BOX, root, 'Thử', later(3_601), offer.sealed).keyText).not.toBe(offer.keyText);
    const wrong = { sealed: offer.sealed, code: '000000', password: PASSWORD, session: '' };
    expect(await refusal(addSecondFactor(db, BOX, root, wrong, LIMITS, NOW))).toBe('form-invalid code: second-factor-wrong');
    expect(await refusal(addSecondFactor(db, undefined, root, wrong, LIMITS, NOW))).toBe('app-key-missing');

    const { codes, codeAt } = await enrol(db, root);
    expect(codes).toHaveLength(10);
    const stored = JSON.stringify([
      await db.selectFrom('second_factors').selectAll().execute(),
      await db.selectFrom('recovery_codes').selectAll().execute(),
      await db.selectFrom('audit_events').selectAll().execute()
    ]);
    for (const secret of [offer.keyText.replaceAll(' ', ''), ...codes]) expect(stored).not.toContain(secret);
    expect(await refusal(enrol(db, root))).toBe('second-factor-there');
    expect(await signIn(db, credentials, LIMITS, NOW)).toEqual({ userId: root.id, secondFactor: 'needed' });
    expect(await refusal(step(db, root.id, codeAt(0), NOW)), 'the code that added it').toBe('second-factor-wrong');
    expect(await step(db, root.id, codeAt(30), later(30))).toBe('code');
  });

  test('is not added by who has the session but not the password, whose tries are limited', async () => {
    await using database = await open();
    const { db } = database;
    const { root } = await makePeople(db, NOW);
    const offer = offerSecondFactor(BOX, root, 'Thử', NOW);
    const code = totpCode(decodeBase32IgnorePadding(offer.keyText.replaceAll(' ', '')), NOW);
    const add = (password: string) =>
      refusal(addSecondFactor(db, BOX, root, { sealed: offer.sealed, code, password, session: '' }, LIMITS, NOW));
    expect(await add('')).toBe('form-invalid password: password-wrong');
    for (let i = 0; i < 3; i++) expect(await add('không phải')).toBe('form-invalid password: password-wrong');
    expect(await add(PASSWORD), 'too late').toBe('password-locked');
    expect(await refusal(changeOwnPassword(db, root, { old: PASSWORD, new: '', again: '', session: '' }, LIMITS, NOW))).toBe(
      'password-locked'
    );
    expect(await db.selectFrom('second_factors').select('user_id').execute()).toEqual([]);
    const fail = 'user.own-password-fail';
    expect((await told(db)).slice(4)).toEqual([fail, fail, `${fail} {"locked":true}`]);
  });

  test('takes each code once, from however many at the same time', async () => {
    await using database = await open();
    const { db } = database;
    const { root } = await makePeople(db, NOW);
    const { codes, codeAt } = await enrol(db, root);
    const limits = { signInAttempts: 1_000, signInLockMinutes: 15 };
    for (const typed of [codeAt(60), codes[3]!.toLowerCase().replaceAll('-', ' ')]) {
      const use = () => refusal(confirmSecondFactor(db, BOX, { userId: root.id, typed, browser: null }, limits, later(60)));
      const answers = await Promise.all([use(), use(), use(), use()]);
      expect(answers.toSorted()).toEqual(['done', 'second-factor-wrong', 'second-factor-wrong', 'second-factor-wrong']);
    }
    expect(await refusal(step(db, root.id, codeAt(30), later(60))), 'an earlier one').toBe('second-factor-wrong');
    expect((await openAccount(db, as(root), '', NOW)).secondFactor).toMatchObject({ recoveryCodes: 9 });
  });

  test('locks after as many wrong codes as passwords, and a wrong key is said to be one', async () => {
    await using database = await open();
    const { db } = database;
    const { root, local } = await makePeople(db, NOW);
    const { codes, codeAt } = await enrol(db, root);
    const wrongBox = secretBox(Buffer.alloc(32, 2));
    expect(await refusal(step(db, root.id, codeAt(60), later(60), wrongBox))).toBe('app-key-wrong');
    expect(
      await refusal(confirmSecondFactor(db, undefined, { userId: root.id, typed: codeAt(60), browser: null }, LIMITS, later(60)))
    ).toBe('app-key-missing');
    expect(await step(db, root.id, codes[0]!, later(60), wrongBox), 'a recovery code needs no key').toBe('recovery-code');
    for (let i = 0; i < 3; i++) expect(await refusal(step(db, root.id, '000000', later(90)))).toBe('second-factor-wrong');
    expect(await refusal(step(db, root.id, codeAt(90), later(90)))).toBe('account-locked');
    expect(await told(db)).toContain('user.second-factor-fail {"locked":true}');

    // However generous the settings are for passwords, six digits are tried ten times, and the lock outlasts a clean-up by others.
    const generous = { signInAttempts: 1_000, signInLockMinutes: 1 };
    const tryCode = (typed: string, seconds: number) =>
      refusal(confirmSecondFactor(db, BOX, { userId: local.id, typed, browser: null }, generous, later(seconds)));
    const own = await enrol(db, local);
    for (let i = 0; i < 10; i++) expect(await tryCode('000000', 60)).toBe('second-factor-wrong');
    await signIn(db, { email: root.email, password: PASSWORD, address: '203.0.113.9' }, generous, later(900));
    expect(await tryCode(own.codeAt(900), 900)).toBe('account-locked');
    expect(await tryCode(own.codeAt(960), 960)).toBe('done');

    const lines: string[] = [];
    const log = { warn: (_: object, text: string) => lines.push(text), error: (_: object, text: string) => lines.push(text) };
    const config = readConfig({ APP_KEY: Buffer.alloc(32, 2).toString('hex') });
    expect(await openSecrets(db, config, log as never)).toMatchObject({ mark: wrongBox.mark });
    expect(lines).toEqual([expect.stringContaining('put that one back')]);
    expect(await openSecrets(db, { ...config, appKey: undefined, appKeyFile: '/no/such/place' }, log as never)).toBeUndefined();
    expect(lines[1]).toContain('APP_KEY is missing: second factors and people on lists');
  });

  test('is changed only with the password and a code, by its owner, or taken off by who runs all the places of the account', async () => {
    await using database = await open();
    const { db } = database;
    const { root, local, coordinator } = await makePeople(db, NOW);
    const { codes, codeAt } = await enrol(db, root);
    const proof = (password: string, code: string) => ({ password, code });
    const remove = (password: string, code: string, now = later(60)) =>
      refusal(removeSecondFactor(db, BOX, root, proof(password, code), LIMITS, now));
    expect(await remove('không phải', codeAt(60))).toBe('form-invalid password: password-wrong');
    expect(await remove(PASSWORD, '')).toBe('form-invalid code: second-factor-wrong');
    expect(await remove(PASSWORD, '000000')).toBe('form-invalid code: second-factor-wrong');
    const renewed = await renewRecoveryCodes(db, BOX, root, proof(PASSWORD, codes[0]!), LIMITS, later(60));
    expect(await remove(PASSWORD, codes[1]!), 'replaced').toBe('form-invalid code: second-factor-wrong');
    expect(await remove(PASSWORD, renewed[1]!)).toBe('done');
    expect(await remove(PASSWORD, renewed[2]!)).toBe('second-factor-none');

    await enrol(db, root);
    await enrol(db, coordinator);
    const change = (actor: SignedInUser | null, user: SignedInUser) =>
      refusal(changeUserSecurity(db, as(actor), user.id, 'reset-second-factor', NOW));
    expect(await change(null, coordinator)).toBe('sign-in-needed');
    expect(await change(coordinator, coordinator)).toBe('role-not-enough');
    expect(await change(local, root), 'beyond the own reach').toBe('user-not-found');
    expect(await change(root, root), 'one’s own, without the password').toBe('user-own-security');
    const c2 = await getAgencyByCode(db, 'c2', '2026-11-27');
    await insertRole(db, { userId: coordinator.id, role: 'agency_viewer', agencyId: c2.id });
    expect(await change(local, coordinator), 'held elsewhere as well').toBe('user-held-elsewhere');
    await deleteRole(db, coordinator.id, { role: 'agency_viewer', agencyId: c2.id });
    expect(await change(local, coordinator)).toBe('done');
    expect(await change(local, coordinator)).toBe('second-factor-none');
    expect(await told(db)).toEqual(
      expect.arrayContaining(['user.recovery-codes', 'user.second-factor-remove', 'user.second-factor-reset {"sessions":0}'])
    );
  });

  test('can be asked of administrators, once there is a key', async () => {
    await using database = await open();
    const { db } = database;
    const { root, local, coordinator } = await makePeople(db, NOW);
    const config = readConfig({});
    const form = new FormData();
    const wish = {
      requireSecondFactor: '1',
      hotline: ' 1022 ',
      signInAttempts: '5',
      signInLockMinutes: '15',
      dossierLinkDays: '30',
      revision: '0'
    };
    for (const [name, value] of Object.entries(wish)) form.set(name, value);
    expect(await refusal(saveSettings(db, config, BOX, as(local), form, NOW))).toBe('root-only');
    expect(await refusal(saveSettings(db, config, BOX, as(coordinator), form, NOW))).toBe('role-not-enough');
    expect(await refusal(saveSettings(db, config, undefined, as(root), form, NOW))).toBe('app-key-missing');
    expect(await mustAddSecondFactor(db, root)).toBe(false);
    expect(await refusal(saveSettings(db, config, BOX, as(root), form, NOW))).toBe('done');
    expect(await refusal(saveSettings(db, config, BOX, as(root), form, NOW)), 'the same page again').toBe('settings-conflict');
    form.set('signInAttempts', '1');
    form.set('hotline', 'x'.repeat(41));
    expect(await refusal(saveSettings(db, config, BOX, as(root), form, NOW))).toBe(
      'form-invalid hotline: setting-long signInAttempts: setting-number'
    );
    const { change } = await db
      .selectFrom('audit_events')
      .select('change')
      .where('action', '=', 'settings.change')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(change)).toEqual({ requireSecondFactor: [false, true], hotline: ['', '1022'], signInAttempts: [10, 5] });

    expect([await mustAddSecondFactor(db, root), await mustAddSecondFactor(db, local)]).toEqual([true, true]);
    expect(await mustAddSecondFactor(db, coordinator)).toBe(false);
    await enrol(db, root);
    expect(await mustAddSecondFactor(db, root)).toBe(false);
  });

  test('a new password asks for the old one, under the same limit, and ends the other sessions', async () => {
    await using database = await open();
    const { db } = database;
    const { viewer } = await makePeople(db, NOW);
    const session = { user_id: viewer.id, expires_at: later(60).toISOString(), created_at: NOW.toISOString(), agent: '' };
    for (const id_hash of ['this', 'other'])
      await db
        .insertInto('sessions')
        .values({ id_hash, ...session })
        .execute();
    await db.insertInto('half_sign_ins').values({ id_hash: 'half', user_id: viewer.id, expires_at: session.expires_at }).execute();
    const change = (old: string, next: string, again = next) =>
      refusal(changeOwnPassword(db, viewer, { old, new: next, again, session: 'this' }, LIMITS, NOW));
    expect(await change('', 'một mật khẩu khác')).toBe('form-invalid old: password-wrong');
    expect(await change('không phải', 'một mật khẩu khác')).toBe('form-invalid old: password-wrong');
    expect(await change(PASSWORD, 'một mật khẩu khác', 'khác nữa')).toBe('form-invalid again: password-differs');
    expect(await change(PASSWORD, 'ngắn')).toBe('form-invalid new: password-short');
    expect(await change(PASSWORD, 'một mật khẩu khác')).toBe('done');
    expect(await db.selectFrom('sessions').select('id_hash').execute()).toEqual([{ id_hash: 'this' }]);
    expect(await db.selectFrom('half_sign_ins').select('id_hash').execute()).toEqual([]);
    const credentials = { email: viewer.email, password: 'một mật khẩu khác', address: '203.0.113.9' };
    expect(await signIn(db, credentials, LIMITS, NOW)).toMatchObject({ userId: viewer.id });
    for (let i = 0; i < 3; i++) expect(await change('không phải', 'một mật khẩu khác')).toBe('form-invalid old: password-wrong');
    expect(await change('một mật khẩu khác', 'một mật khẩu nữa')).toBe('password-locked');
  });
});
