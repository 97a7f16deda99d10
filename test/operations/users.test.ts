// Who sees and changes which accounts, who may give which role where, and the administrator who must stay.
import { expect, test } from 'vitest';
import { changeRoles, disableUser } from '../../src/lib/server/operations/change-user';
import { sessionAdapter } from '../../src/lib/server/auth/adapter';
import { hashToken } from '../../src/lib/server/auth/secret-token';
import { readConfig } from '../../src/lib/server/config';
import { changeEmailByForm } from '../../src/lib/server/operations/change-email';
import { openUser } from '../../src/lib/server/operations/open-user';
import { openUsers } from '../../src/lib/server/operations/open-users';
import { addRole, changeUserByForm, inviteByForm, lookUpRoles, sendLinkByForm } from '../../src/lib/server/operations/receive-user-form';
import { signIn } from '../../src/lib/server/operations/sign-in';
import type { Db } from '../../src/lib/server/schema';
import { findBrokenAuditEvent } from '../../src/lib/server/store/audit-events';
import { onBothEngines } from '../support/engines';
import { askingAs, formOf, later, makeOffice, NOW, PASSWORD } from '../support/office-people';
import { openLink, setPasswordByLink } from '../../src/lib/server/operations/set-password';
import { problemOf } from '../support/problem-of';

const NO_MAIL = { smtpUrl: undefined };
const by = (id: string) => ({ userId: id, at: NOW.toISOString() });
const rolesOf = async (db: Db, id: string) =>
  (
    await db
      .selectFrom('user_roles as r')
      .innerJoin('agencies as a', 'a.id', 'r.agency_id')
      .select(['r.role', 'a.code'])
      .where('r.user_id', '=', id)
      .orderBy('a.code')
      .orderBy('r.role')
      .execute()
  ).map(({ role, code }) => `${role} ${code}`);

onBothEngines('the list of people', (open) => {
  test('holds those with a role within the own places, found without accents, filtered, sorted', async () => {
    await using database = await open();
    const { db } = database;
    const office = await makeOffice(db);
    await db.updateTable('users').set({ disabled_at: NOW.toISOString() }).where('id', '=', office.elsewhere).execute();
    const list = async (query: string, who = office.first) => {
      const { list: page } = await openUsers(db, await askingAs(db, who), new URLSearchParams(query), NOW);
      return page.rows.map(({ name }) => name);
    };
    const all = ['Cầm Văn Yên', 'Đỗ Thị Ánh', 'Hà Văn Thắng', 'Lò Thị Xuân', 'Quàng Văn Hà'];
    expect(await list('')).toEqual(all);
    expect(await list('sort=-name')).toEqual(all.toReversed());
    expect(await list('q=do thi')).toEqual(['Đỗ Thị Ánh']);
    expect(await list('q=VIEWER@sonla')).toEqual(['Lò Thị Xuân']);
    expect(await list('role=administrator')).toEqual(['Cầm Văn Yên', 'Đỗ Thị Ánh']);
    expect(await list('state=disabled')).toEqual(['Quàng Văn Hà']);
    expect(await list('state=invited')).toEqual([]);
    expect(await list('place=chieng mai')).toEqual(['Cầm Văn Yên', 'Lò Thị Xuân']);
    expect(await list('place=chieng')).toEqual(['Cầm Văn Yên', 'Lò Thị Xuân', 'Quàng Văn Hà']);
    expect(await list('place=khong co')).toEqual([]);
    expect(await list('', office.local)).toEqual(['Cầm Văn Yên', 'Lò Thị Xuân']);
    expect(await list('place=chieng mung', office.local)).toEqual([]);
    for (const who of [office.coordinator, office.viewer]) await expect(list('', who)).rejects.toMatchObject({ code: 'role-not-enough' });
  });

  test('shows one only within reach, and of roles elsewhere nothing but that there are some', async () => {
    await using database = await open();
    const { db } = database;
    const { agencies, ...office } = await makeOffice(db);
    await changeRoles(
      db,
      NO_MAIL,
      office.viewer,
      { give: [{ role: 'agency_viewer', agencyId: agencies.d.id }], take: [] },
      by(office.first)
    );
    const asking = await askingAs(db, office.local);
    expect(await openUser(db, NO_MAIL, asking, office.viewer, NOW)).toMatchObject({
      roles: [{ role: 'agency_viewer', place: { vi: 'Xã Chiềng Mai' }, value: 'agency_viewer c1' }],
      isWhole: false
    });
    for (const id of [office.elsewhere, office.first, 'nobody'])
      expect((await problemOf(openUser(db, NO_MAIL, asking, id, NOW))).code).toBe('user-not-found');
    // The account is no longer the commune's alone: taking it over by a link would reach the department.
    for (const change of ['rename', 'disable', 'enable'] as const)
      expect((await problemOf(changeUserByForm(db, NO_MAIL, asking, office.viewer, change, formOf({ name: 'Ai' }), NOW))).code).toBe(
        'user-held-elsewhere'
      );
    expect((await problemOf(sendLinkByForm(db, NO_MAIL, asking, office.viewer, NOW))).code).toBe('user-held-elsewhere');
    await changeUserByForm(db, NO_MAIL, asking, office.viewer, 'roles', formOf({ had: ['agency_viewer c1', 'agency_viewer d'] }), NOW);
    expect(await rolesOf(db, office.viewer)).toEqual(['agency_viewer d']);
  });
});

onBothEngines('inviting', (open) => {
  test('finds the place by what is typed, asks where several fit, and gives nothing beyond the own reach', async () => {
    await using database = await open();
    const { db } = database;
    const office = await makeOffice(db);
    const asking = await askingAs(db, office.first);
    const person = { name: ' Vì Văn  Tư ', email: 'Tu@SonLa.vn', role: 'agency_viewer' };
    const refused = async (fields: Parameters<typeof formOf>[0], who = asking) => {
      const problem = await problemOf(inviteByForm(db, NO_MAIL, who, formOf({ ...person, ...fields }), NOW));
      return problem.details[0]?.code ?? problem.code;
    };
    expect(await refused({ place: 'chieng' })).toBe('place-many');
    expect((await lookUpRoles(db, asking, formOf({ ...person, place: 'chieng' }), NOW)).found.map(({ code }) => code)).toEqual([
      'c1',
      'c2'
    ]);
    expect(await refused({ place: 'khong co' })).toBe('place-unknown');
    expect(await refused({ place: '' })).toBe('role-missing');
    expect(await refused({ place: 'so noi vu', role: '' })).toBe('role-choose');
    // The mark belongs to what had been typed before.
    expect(await refused({ place: 'chieng', placeFor: 'noi vu', agency: 'd' })).toBe('place-many');
    expect(await refused({ place: 'd', name: '' })).toBe('name-missing');
    const all = await problemOf(inviteByForm(db, NO_MAIL, asking, formOf({ name: '', email: 'x', role: '', place: 'd' }), NOW));
    expect(all.details.map(({ place, code }) => `${place} ${code}`)).toEqual([
      'name name-missing',
      'email email-invalid',
      'role role-choose'
    ]);
    expect(await refused({ place: 'd', email: 'a@b.vn, c@d.vn' })).toBe('email-invalid');
    expect(await refused({ place: 'd', email: 'VIEWER@sonla.vn' })).toBe('user-exists');
    expect(await refused({ grant: 'king c1' })).toBe('user-role-unknown');
    const local = await askingAs(db, office.local);
    expect(await refused({ place: 'so noi vu' }, local)).toBe('place-unknown');
    expect(await refused({ grant: 'administrator p' }, local)).toBe('role-not-givable');
    expect(await refused({ place: 'd' }, await askingAs(db, office.coordinator))).toBe('role-not-enough');
    expect((await problemOf(addRole(db, asking, formOf({ role: '', place: '' }), NOW))).details[0]?.code).toBe('role-missing');
    expect(await db.selectFrom('users').select('id').execute()).toHaveLength(5);

    const form = formOf({ ...person, grant: 'coordinator d', place: 'chieng', placeFor: 'chieng', agency: 'c2' });
    const { id, link } = await inviteByForm(db, NO_MAIL, asking, form, NOW);
    expect(link).toMatch(/^\/admin\/password\/[\w-]{43}$/);
    expect(await rolesOf(db, id)).toEqual(['agency_viewer c2', 'coordinator d']);
    expect((await openUser(db, NO_MAIL, asking, id, NOW)).user).toMatchObject({
      name: 'Vì Văn Tư',
      email: 'tu@sonla.vn',
      state: 'invited'
    });
    // Nobody enters without a password, whatever is tried, and nothing that is stored opens the link.
    const credentials = { email: 'tu@sonla.vn', password: PASSWORD, address: '203.0.113.1' };
    for (const password of [PASSWORD, ' '])
      expect((await problemOf(signIn(db, { ...credentials, password }, { signInAttempts: 9, signInLockMinutes: 15 }, NOW))).code).toBe(
        'sign-in-failed'
      );
    const stored = JSON.stringify([
      await db.selectFrom('tokens').selectAll().execute(),
      await db.selectFrom('audit_events').selectAll().execute()
    ]);
    expect(stored).not.toContain(link!.split('/').at(-1));
    expect(stored).not.toMatch(/Vì Văn|tu@sonla/i);
    expect(await findBrokenAuditEvent(db)).toBeNull();
  });
});

onBothEngines('an account', (open) => {
  test('keeps roles that somebody else gave meanwhile, and at least one', async () => {
    await using database = await open();
    const { db } = database;
    const { agencies, ...office } = await makeOffice(db);
    const asking = await askingAs(db, office.first);
    const change = (fields: Parameters<typeof formOf>[0]) =>
      changeUserByForm(db, NO_MAIL, asking, office.viewer, 'roles', formOf(fields), NOW);
    await changeRoles(db, NO_MAIL, office.viewer, { give: [{ role: 'coordinator', agencyId: agencies.d.id }], take: [] }, by(office.first));
    await change({ had: 'agency_viewer c1', grant: [], role: 'agency_viewer', place: 'xa chieng mung' });
    expect(await rolesOf(db, office.viewer)).toEqual(['agency_viewer c2', 'coordinator d']);
    const all = ['agency_viewer c2', 'coordinator d'];
    expect((await problemOf(change({ had: all }))).code).toBe('role-missing');
    expect(await rolesOf(db, office.viewer)).toEqual(all);
  });

  test('that is given more is not opened by a link that was made when it held less', async () => {
    await using database = await open();
    const { db } = database;
    const { agencies, ...office } = await makeOffice(db);
    const link = await sendLinkByForm(db, NO_MAIL, await askingAs(db, office.first), office.viewer, NOW);
    await changeRoles(
      db,
      NO_MAIL,
      office.viewer,
      { give: [{ role: 'administrator', agencyId: agencies.d.id }], take: [] },
      by(office.first)
    );
    expect((await problemOf(openLink(db, link!.split('/').at(-1)!, NOW))).code).toBe('link-invalid');
  });

  test('that gets a role beyond its places has no password until its person chooses another by the new link', async () => {
    await using database = await open();
    const { db } = database;
    const { agencies, ...office } = await makeOffice(db);
    const session = { id_hash: 'h', user_id: office.viewer, expires_at: later(60).toISOString(), created_at: NOW.toISOString(), agent: '' };
    const enter = (password: string) =>
      signIn(db, { email: 'viewer@sonla.vn', password, address: '203.0.113.1' }, { signInAttempts: 9, signInLockMinutes: 15 }, NOW);
    const give = (role: string, agencyId: string, config = NO_MAIL as { smtpUrl: string | undefined }) =>
      changeRoles(db, config, office.viewer, { give: [{ role, agencyId }], take: [] }, by(office.first));

    expect(await give('administrator', agencies.c1.id), 'where they are already').toBeUndefined();
    expect(await enter(PASSWORD)).toMatchObject({ userId: office.viewer });
    await db.insertInto('sessions').values(session).execute();
    const link = await give('administrator', agencies.p.id);
    expect((await problemOf(enter(PASSWORD))).code).toBe('sign-in-failed');
    expect(await db.selectFrom('sessions').select('id_hash').execute()).toEqual([]);
    // Somebody who signed in at that very moment is not in either.
    await db.insertInto('sessions').values(session).execute();
    await db
      .updateTable('sessions')
      .set({ id_hash: hashToken('h') })
      .execute();
    expect((await sessionAdapter(db).getSessionAndUser('h'))[1]).toBeNull();
    const asking = await askingAs(db, office.first);
    expect((await openUser(db, NO_MAIL, asking, office.viewer, NOW)).user.state).toBe('invited');
    expect(await give('agency_viewer', agencies.c2.id, { smtpUrl: 'smtp://mail' }), 'still waiting: by mail').toBeNull();
    expect((await problemOf(openLink(db, link!.split('/').at(-1)!, NOW))).code).toBe('link-invalid');
    const secret = (await sendLinkByForm(db, NO_MAIL, asking, office.viewer, NOW))!.split('/').at(-1)!;
    await setPasswordByLink(db, secret, { password: 'cá suối nướng thơm', again: 'cá suối nướng thơm' }, NOW);
    expect(await enter('cá suối nướng thơm')).toMatchObject({ userId: office.viewer });
    expect(await db.selectFrom('sessions').select('id_hash').execute()).toEqual([]);
    const told = await db.selectFrom('audit_events').select('change').where('action', '=', 'user.roles').orderBy('number').execute();
    expect(told.map(({ change }) => (JSON.parse(change) as { password_cleared?: boolean }).password_cleared)).toEqual([
      undefined,
      true,
      undefined
    ]);
  });

  test('gets another e-mail address by who looks after it, by which its person signs in; one’s own only with the password', async () => {
    await using database = await open();
    const { db } = database;
    const { agencies, ...office } = await makeOffice(db);
    const config = readConfig({});
    const change = async (email: string, id = office.viewer, who = office.local, password = '') =>
      changeEmailByForm(db, config, await askingAs(db, who), id, formOf({ email, password }), NOW);
    const refused = async (...what: Parameters<typeof change>) => {
      const problem = await problemOf(change(...what));
      return problem.details[0] ?? problem.code;
    };
    const enter = (email: string) =>
      signIn(db, { email, password: PASSWORD, address: '203.0.113.1' }, { signInAttempts: 9, signInLockMinutes: 15 }, NOW);
    expect(await refused('không phải')).toMatchObject({ place: 'email', code: 'email-invalid' });
    // An account of elsewhere is not told of but that the address is taken.
    const taken = { place: 'email', code: 'user-exists', parameters: { email: 'Elsewhere@sonla.vn' } };
    expect(await refused('Elsewhere@sonla.vn')).toEqual(taken);
    expect(await refused('x@sonla.vn', office.elsewhere)).toBe('user-not-found');
    expect(await refused('x@sonla.vn', office.viewer, office.coordinator)).toBe('role-not-enough');
    const link = await sendLinkByForm(db, NO_MAIL, await askingAs(db, office.first), office.viewer, NOW);
    expect(await change('viewer@sonla.vn'), 'the same').toBeUndefined();
    expect(await change('Xuan.Lo@SonLa.vn')).toBeUndefined();
    expect((await problemOf(openLink(db, link!.split('/').at(-1)!, NOW))).code).toBe('link-invalid');
    expect(await enter('xuan.lo@sonla.vn')).toMatchObject({ userId: office.viewer });
    expect((await problemOf(enter('viewer@sonla.vn'))).code).toBe('sign-in-failed');
    const asking = await askingAs(db, office.first);
    expect((await openUsers(db, asking, new URLSearchParams('q=xuan.lo@sonla'), NOW)).list.total).toBe(1);
    const events = await db.selectFrom('audit_events').select('change').where('action', '=', 'user.email').execute();
    expect(events).toEqual([{ change: '{}' }]);

    expect(await refused('moi@sonla.vn', office.first, office.first)).toMatchObject({ place: 'password', code: 'password-wrong' });
    expect(await change('moi@sonla.vn', office.first, office.first, PASSWORD)).toBeUndefined();
    const { id } = await inviteByForm(db, NO_MAIL, asking, formOf({ name: 'Mới', email: 'sai@sonla.vn', grant: 'agency_viewer c1' }), NOW);
    expect(await change('dung@sonla.vn', id), 'a new invitation').toMatch(/^\/admin\/password\//);
    await changeRoles(
      db,
      NO_MAIL,
      office.viewer,
      { give: [{ role: 'agency_viewer', agencyId: agencies.d.id }], take: [] },
      by(office.first)
    );
    expect(await refused('x@sonla.vn')).toBe('user-held-elsewhere');
  });

  test('that is closed signs nobody in, its sessions and links end, and it can be opened again', async () => {
    await using database = await open();
    const { db } = database;
    const office = await makeOffice(db);
    const asking = await askingAs(db, office.first);
    await sendLinkByForm(db, NO_MAIL, asking, office.viewer, NOW);
    const session = { id_hash: 'h', user_id: office.viewer, expires_at: later(60).toISOString(), created_at: NOW.toISOString(), agent: '' };
    await db.insertInto('sessions').values(session).execute();
    await changeUserByForm(db, NO_MAIL, asking, office.viewer, 'disable', formOf({}), NOW);
    expect(await db.selectFrom('sessions').select('user_id').execute()).toEqual([]);
    expect(await db.selectFrom('tokens').select('revoked_at').execute()).toEqual([{ revoked_at: NOW.toISOString() }]);
    expect((await problemOf(sendLinkByForm(db, NO_MAIL, asking, office.viewer, NOW))).code).toBe('user-disabled');
    await changeUserByForm(db, NO_MAIL, asking, office.viewer, 'enable', formOf({}), NOW);
    await changeUserByForm(db, NO_MAIL, asking, office.viewer, 'rename', formOf({ name: 'Lò Thị Xuân Hồng' }), NOW);
    expect((await openUsers(db, asking, new URLSearchParams('q=xuan hong&state=active'), NOW)).list.total).toBe(1);
    expect((await problemOf(changeUserByForm(db, NO_MAIL, asking, office.first, 'disable', formOf({}), NOW))).code).toBe('user-self');
    expect((await problemOf(sendLinkByForm(db, NO_MAIL, asking, office.first, NOW))).code).toBe('user-own-link');
    const actions = (await db.selectFrom('audit_events').select('action').orderBy('number').execute()).map(({ action }) => action);
    expect(actions.slice(-4)).toEqual(['user.send-link', 'user.disable', 'user.enable', 'user.rename']);
  });

  test('of the last administrator of the province stays: an invited or closed one does not count', async () => {
    await using database = await open();
    const { db } = database;
    const { agencies, ...office } = await makeOffice(db);
    const role = { role: 'administrator', agencyId: agencies.p.id };
    const viewing = { role: 'agency_viewer', agencyId: agencies.p.id };
    const demote = (id: string) => changeRoles(db, NO_MAIL, id, { give: [viewing], take: [role] }, by(office.local));
    expect((await problemOf(demote(office.first))).code).toBe('last-administrator');
    expect((await problemOf(disableUser(db, office.first, by(office.local)))).code).toBe('last-administrator');
    await inviteByForm(
      db,
      NO_MAIL,
      await askingAs(db, office.first),
      formOf({ name: 'Mới', email: 'moi@sonla.vn', grant: 'administrator p' }),
      NOW
    );
    expect((await problemOf(demote(office.first))).code).toBe('last-administrator');
    expect(await rolesOf(db, office.first)).toEqual(['administrator p']);
    // A commune's administrator is not the province's: it may go.
    await disableUser(db, office.local, by(office.first));
    await changeRoles(db, NO_MAIL, office.coordinator, { give: [role], take: [] }, by(office.first));
    await demote(office.first);
    expect((await problemOf(disableUser(db, office.coordinator, by(office.first)))).code).toBe('last-administrator');
  });

  test('of two administrators who take each other away at once, one stays', async () => {
    await using database = await open();
    const { db } = database;
    const { agencies, ...office } = await makeOffice(db);
    const role = { role: 'administrator', agencyId: agencies.p.id };
    await changeRoles(db, NO_MAIL, office.coordinator, { give: [role], take: [] }, by(office.first));
    const ended = await Promise.allSettled([
      disableUser(db, office.coordinator, by(office.first)),
      changeRoles(
        db,
        NO_MAIL,
        office.first,
        { give: [{ role: 'agency_viewer', agencyId: agencies.p.id }], take: [role] },
        by(office.coordinator)
      ),
      disableUser(db, office.first, by(office.coordinator))
    ]);
    const refusals = ended.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
    expect(new Set(refusals)).toEqual(new Set(['last-administrator']));
    const left = await db
      .selectFrom('users as u')
      .innerJoin('user_roles as r', 'r.user_id', 'u.id')
      .select('u.id')
      .where('r.role', '=', 'administrator')
      .where('r.agency_id', '=', agencies.p.id)
      .where('u.disabled_at', 'is', null)
      .execute();
    expect(left).toHaveLength(1);
  });
});
