// The outbox over a real mail server that is down, then up; that says no; and processes that die in between.
import { expect, test } from 'vitest';
import { readConfig } from '../../src/lib/server/config';
import { mailJob } from '../../src/lib/server/jobs/mail-job';
import { runNextJob } from '../../src/lib/server/jobs/run-jobs';
import { mailServer } from '../../src/lib/server/mail/smtp';
import { askReset } from '../../src/lib/server/operations/ask-reset';
import { changeEmailByForm } from '../../src/lib/server/operations/change-email';
import { changeRoles, disableUser } from '../../src/lib/server/operations/change-user';
import { openUser } from '../../src/lib/server/operations/open-user';
import { inviteByForm, sendLinkByForm } from '../../src/lib/server/operations/receive-user-form';
import { signIn } from '../../src/lib/server/operations/sign-in';
import { openLink, setPasswordByLink } from '../../src/lib/server/operations/set-password';
import type { Db } from '../../src/lib/server/schema';
import { takeJob } from '../../src/lib/server/store/jobs';
import { deleteOldMail } from '../../src/lib/server/store/mail-jobs';
import { onBothEngines } from '../support/engines';
import type { MailBox } from '../support/mail-box';
import { makeMailBox, plainPart } from '../support/mail-box';
import { askingAs, formOf, later, makeOffice, NOW } from '../support/office-people';
import { problemOf } from '../support/problem-of';

const settingsOf = (box: MailBox) =>
  readConfig({ SMTP_URL: box.url, MAIL_FROM: 'Sở Nội vụ <khong-tra-loi@sonla.vn>', PUBLIC_URL: 'https://ykien.sonla.vn' });

/** One process: does every job that is due at that minute. */
async function work(db: Db, box: MailBox, minutes: number, owner = 'a'): Promise<unknown[]> {
  const failures: unknown[] = [];
  const config = settingsOf(box);
  const handlers = { mail: mailJob(db, config, mailServer(config), () => later(minutes)) };
  while (
    await runNextJob(
      db,
      owner,
      handlers,
      (_, failure) => failures.push(failure),
      () => later(minutes)
    )
  );
  return failures;
}
const invite = async (db: Db, box: MailBox, by: string, email: string, name = 'Vì Văn Tư') => {
  const form = formOf({ name, email, grant: 'agency_viewer c1' });
  return (await inviteByForm(db, settingsOf(box), await askingAs(db, by), form, NOW)).id;
};
const secretOf = (link: string) => link.split('/').at(-1)!;

onBothEngines('mail', (open) => {
  test('waits while the server is down; once it is up each goes out once, in two languages, with a link that works', async () => {
    await using database = await open();
    await using box = await makeMailBox();
    const { db } = database;
    const { first } = await makeOffice(db);
    const id = await invite(db, box, first, 'tu@sonla.vn', 'Vì <b>Văn</b> "Tư"');
    await invite(db, box, first, 'nam@sonla.vn');
    const failures = await work(db, box, 0);
    expect(failures.map(String)).toEqual(Array(2).fill('MailFailure: mail server: ESOCKET'));
    expect(await db.selectFrom('tokens').select('id_hash').execute(), 'no secret is made for nothing').toEqual([]);
    const asking = await askingAs(db, first);
    const mailOf = async () => (await openUser(db, settingsOf(box), asking, id, NOW)).mail;
    expect(await mailOf()).toEqual({ state: 'retrying', at: later(0.25).toISOString() });

    await box.start();
    expect(await work(db, box, 0.1)).toEqual([]);
    expect(box.received).toEqual([]);
    await work(db, box, 1);
    await work(db, box, 120);
    expect(box.received.map(({ to }) => to).toSorted()).toEqual([['nam@sonla.vn'], ['tu@sonla.vn']]);
    expect(await mailOf()).toEqual({ state: 'sent', at: later(1).toISOString() });
    await deleteOldMail(db, later(1).toISOString());
    expect(await mailOf()).not.toBeNull();
    const mail = box.received.find(({ to }) => to[0] === 'tu@sonla.vn')!;
    expect(plainPart(mail.raw)).toContain('Kính gửi Ông/Bà Vì <b>Văn</b> "Tư",');
    expect(plainPart(mail.raw)).toContain('You are invited to the system with which Tỉnh Sơn La asks');
    expect(mail.raw).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(mail.raw).not.toContain('<b>Văn</b></p>');
    expect(mail.link).toMatch(/^https:\/\/ykien\.sonla\.vn\/admin\/password\/[\w-]{43}$/);
    expect(await openLink(db, secretOf(mail.link), later(2))).toMatchObject({ kind: 'invite', email: 'tu@sonla.vn' });
    const stored = JSON.stringify([
      await db.selectFrom('jobs').selectAll().execute(),
      await db.selectFrom('audit_events').selectAll().execute()
    ]);
    expect(stored).not.toContain(secretOf(mail.link));
    expect(stored).not.toMatch(/tu@sonla|Vì /);
    await deleteOldMail(db, later(2).toISOString());
    expect(await mailOf()).toBeNull();
  });

  test('is tried for days, not hours', async () => {
    await using database = await open();
    await using box = await makeMailBox();
    const { db } = database;
    const { first } = await makeOffice(db);
    await invite(db, box, first, 'tu@sonla.vn');
    await db.updateTable('jobs').set({ attempts: 70 }).execute();
    await work(db, box, 0);
    expect(await db.selectFrom('jobs').select(['outcome', 'run_after']).executeTakeFirst()).toEqual({
      outcome: null,
      run_after: later(60).toISOString()
    });
    await box.start();
    await work(db, box, 61);
    expect(box.received).toHaveLength(1);
  });

  test('of a process that died before the server took it goes out once, by another', async () => {
    await using database = await open();
    await using box = await makeMailBox();
    const { db } = database;
    const { first } = await makeOffice(db);
    await invite(db, box, first, 'tu@sonla.vn');
    await box.start();
    await takeJob(db, 'dead', NOW.toISOString(), later(1).toISOString());
    await work(db, box, 0.5, 'b');
    expect(box.received).toEqual([]);
    await Promise.all([work(db, box, 2, 'b'), work(db, box, 2, 'c')]);
    expect(box.received).toHaveLength(1);
  });

  test('that was taken without a word comes again under the same id, and both links work until one is used', async () => {
    await using database = await open();
    await using box = await makeMailBox();
    const { db } = database;
    const { first } = await makeOffice(db);
    await invite(db, box, first, 'tu@sonla.vn');
    await box.start();
    box.behave = 'silent';
    expect(await work(db, box, 0)).toHaveLength(1);
    await work(db, box, 1);
    const [one, two] = box.received;
    expect(box.received).toHaveLength(2);
    expect(one!.messageId).toBe(two!.messageId);
    expect(one!.link).not.toBe(two!.link);
    expect(await openLink(db, secretOf(two!.link), later(2))).toMatchObject({ kind: 'invite' });
    const typed = { password: 'cá suối nướng thơm', again: 'cá suối nướng thơm' };
    await setPasswordByLink(db, secretOf(one!.link), typed, later(3));
    for (const { link } of box.received) expect((await problemOf(openLink(db, secretOf(link), later(4)))).code).toBe('link-invalid');
  });

  test('to an address that the server does not know ends, and says so without naming it', async () => {
    await using database = await open();
    await using box = await makeMailBox();
    const { db } = database;
    const { first } = await makeOffice(db);
    const id = await invite(db, box, first, 'tu@sonla.vn');
    await box.start();
    box.behave = 'unknown-address';
    expect(await work(db, box, 0)).toEqual([]);
    expect((await openUser(db, settingsOf(box), await askingAs(db, first), id, NOW)).mail).toMatchObject({ state: 'refused' });
    expect(JSON.stringify(await db.selectFrom('jobs').selectAll().execute())).not.toContain('tu@sonla');
  });

  test('that was asked for several times while the server was away goes out as the last, and not to a closed account', async () => {
    await using database = await open();
    await using box = await makeMailBox();
    const { db } = database;
    const office = await makeOffice(db);
    const config = settingsOf(box);
    const asking = await askingAs(db, office.first);
    for (let i = 0; i < 3; i++) await sendLinkByForm(db, config, asking, office.viewer, later(i));
    await sendLinkByForm(db, config, asking, office.elsewhere, NOW);
    await disableUser(db, office.elsewhere, { userId: office.first, at: NOW.toISOString() });
    await box.start();
    await work(db, box, 5);
    expect(box.received.map(({ to }) => to)).toEqual([['viewer@sonla.vn']]);
  });

  test('to somebody who is given more says why the password is gone, however often it is asked for; an invitation does not', async () => {
    await using database = await open();
    await using box = await makeMailBox();
    const { db } = database;
    const { first, viewer, agencies } = await makeOffice(db);
    await box.start();
    const give = { give: [{ role: 'agency_viewer', agencyId: agencies.d.id }], take: [] };
    await changeRoles(db, settingsOf(box), viewer, give, { userId: first, at: NOW.toISOString() });
    await work(db, box, 0);
    await sendLinkByForm(db, settingsOf(box), await askingAs(db, first), viewer, later(1));
    await work(db, box, 1);
    const invited = await invite(db, box, first, 'tu@sonla.vn');
    await changeRoles(db, settingsOf(box), invited, give, { userId: first, at: later(2).toISOString() });
    await work(db, box, 2);
    const mails = box.received.map(({ to, raw }) => [to[0], plainPart(raw)] as const);
    const of = (address: string) => mails.flatMap(([to, text]) => (to === address ? [text] : []));
    expect(of('viewer@sonla.vn')).toHaveLength(2);
    for (const text of of('viewer@sonla.vn')) {
      expect(text).toContain('vừa được giao quyền ở thêm một cơ quan');
      expect(text).toContain('was given a role at a further agency');
      expect(text).not.toContain('được mời');
    }
    expect(of('tu@sonla.vn')).toHaveLength(1);
    expect(of('tu@sonla.vn')[0]).toContain('được mời sử dụng');
  });

  test('of a changed address tells the earlier one, without a name or the new one, and forgets it', async () => {
    await using database = await open();
    await using box = await makeMailBox();
    const { db } = database;
    const office = await makeOffice(db);
    const asking = await askingAs(db, office.first);
    await changeEmailByForm(db, settingsOf(box), asking, office.viewer, formOf({ email: 'xuan.moi@sonla.vn' }), NOW);
    expect(await work(db, box, 0), 'the server is down').toHaveLength(1);
    await box.start();
    await work(db, box, 1);
    await work(db, box, 120);
    expect(box.received.map(({ to }) => to)).toEqual([['viewer@sonla.vn']]);
    const text = plainPart(box.received[0]!.raw);
    expect(text).toContain('địa chỉ này không còn dùng để đăng nhập');
    expect(text).toContain('Tỉnh Sơn La');
    expect(text).not.toMatch(/xuan|Xuân/);
    box.behave = 'unknown-address';
    await changeEmailByForm(db, settingsOf(box), asking, office.viewer, formOf({ email: 'xuan.nua@sonla.vn' }), later(121));
    await work(db, box, 122);
    const jobs = JSON.stringify(await db.selectFrom('jobs').selectAll().execute());
    expect(jobs).toContain('mail-refused');
    expect(jobs).not.toMatch(/@sonla/);
  });

  test('for a forgotten password leaves the same traces whether or not there is an account, and is limited by name and network', async () => {
    await using database = await open();
    await using box = await makeMailBox();
    const { db } = database;
    await makeOffice(db);
    const config = settingsOf(box);
    const ask = (email: string, address = '203.0.113.7') => askReset(db, config, { email, address }, NOW);
    const traces = async () => {
      const jobs = await db.selectFrom('jobs').select(['kind', 'created_by', 'run_after', 'attempts']).execute();
      const tries = await db.selectFrom('sign_in_failures').select(['count', 'locked_until']).execute();
      const events = await db.selectFrom('audit_events').select('id').execute();
      const made = { jobs, tries, events: events.length };
      for (const table of ['jobs', 'sign_in_failures'] as const) await db.deleteFrom(table).execute();
      return made;
    };
    const seen = [];
    for (const email of ['viewer@sonla.vn', 'nobody@sonla.vn']) {
      expect(await ask(email)).toBeUndefined();
      seen.push(await traces());
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[0]!.jobs).toHaveLength(1);
    for (const email of ['viewer@sonla.vn', 'nobody@sonla.vn']) {
      for (let i = 0; i < 3; i++) await ask(i === 1 ? email.toUpperCase() : email, `203.0.113.${i}`);
      expect(await problemOf(ask(email, '203.0.113.9'))).toMatchObject({ code: 'resets-too-many', parameters: { min: 15 } });
    }
    await db.deleteFrom('sign_in_failures').execute();
    // What is typed at sign-in is counted apart, whatever it says.
    for (const before of ['reset ', 'reset-of:'])
      for (let i = 0; i < 4; i++)
        await problemOf(signIn(db, { email: `${before}viewer@sonla.vn`, password: 'sai', address: '198.51.100.2' }, config, NOW));
    await ask('viewer@sonla.vn');
    await db.deleteFrom('sign_in_failures').execute();
    for (let i = 0; i < 30; i++) await ask(`name${i}@sonla.vn`);
    expect((await problemOf(ask('other@sonla.vn'))).code).toBe('resets-too-many');
    await ask('other@sonla.vn', '198.51.100.1');
    await box.start();
    await work(db, box, 1);
    expect(box.received.map(({ to }) => to)).toEqual([['viewer@sonla.vn']]);
    expect((await problemOf(askReset(db, readConfig({}), { email: 'viewer@sonla.vn', address: '' }, NOW))).code).toBe('mail-not-set-up');
  });
});
