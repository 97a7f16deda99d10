/** Forms that are sent after the session ended: what is kept, for whom, for how long. */
import type { Cookies } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { keepSentForm, keptFormOf, keptSince, pageAfterSignIn, throwAwayKeptForm } from '../../src/lib/server/auth/kept-form';
import { rememberBrowser } from '../../src/lib/server/auth/known-browser';
import type { Db } from '../../src/lib/server/schema';
import { deleteKeptForms } from '../../src/lib/server/store/kept-forms';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { makePeople } from '../support/people';

const NOW = new Date('2026-11-27T03:00:00.000Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const FORM = formOf({ name: 'Tên\r\nhai dòng', password: 'mật khẩu', agency: ['a', 'b'] });

onBothEngines('kept forms', (open) => {
  test('text is kept for an hour for the one who signed in last in that browser, and led to once', async () => {
    await using database = await open();
    const { db } = database;
    const { root, local } = await makePeople(db, NOW);
    const [first, second] = [root.id, local.id];
    const browser = await knownTo(db, undefined, first, later(-60));
    await knownTo(db, browser, second, later(-30));
    expect(await keepSentForm(db, sent(browser, FORM, '/admin/users/new?/invite'), NOW)).toBe(true);
    expect(await keptFormOf(db, sent(browser), first, later(1))).toBeUndefined();
    const kept = await keptFormOf(db, sent(browser), second, later(59));
    expect([kept!.address, JSON.parse(kept!.fields)]).toEqual([
      '/admin/users/new?/invite',
      [
        ['name', 'Tên\r\nhai dòng'],
        ['agency', 'a'],
        ['agency', 'b']
      ]
    ]);
    const led = async (who: string) => pageAfterSignIn(db, sent(browser), who, '/admin/users', later(2));
    expect([await led(first), await led(second), await led(second)]).toEqual(['/admin/users', '/admin/kept', '/admin/users']);
    expect(await keptFormOf(db, sent(browser), second, later(61))).toBeUndefined();

    // The next one takes its place.
    await keepSentForm(db, sent(browser, formOf({ name: 'khác' }), '/admin/counters/new'), later(3));
    expect(await pageAfterSignIn(db, sent(browser), second, '/admin', later(4))).toBe('/admin/kept');
    expect((await keptFormOf(db, sent(browser), second, later(4)))!.address).toBe('/admin/counters/new');
    await deleteKeptForms(db, keptSince(later(62)));
    expect((await keptFormOf(db, sent(browser), second, later(4)))!.address).toBe('/admin/counters/new');
    await throwAwayKeptForm(db, sent(browser));
    expect(await db.selectFrom('kept_forms').selectAll().execute()).toEqual([]);
  });

  test('nothing is kept of strangers, of one’s own password, of a one-time code, of files, of what is no form or too long', async () => {
    await using database = await open();
    const { db } = database;
    const { root } = await makePeople(db, NOW);
    const browser = await knownTo(db, undefined, root.id, NOW);
    const withFile = formOf({ name: 'a' });
    withFile.append('file', new File(['x'], 'a.csv'));
    const refused = [
      sent('', FORM),
      sent('made-up', FORM),
      sent(browser, FORM, '/admin/account?/password'),
      sent(browser, formOf({ form: 'K7M4-PQX3-22RT' }), '/admin/surveys/round/desk/paper'),
      sent(browser, withFile),
      sent(browser, formOf({ text: 'ă'.repeat(262_145) })),
      {
        ...sent(browser),
        request: new Request('http://a.example/admin', { method: 'POST', body: '{}', headers: { 'content-length': '2' } })
      },
      sent(browser)
    ];
    for (const request of refused) expect(await keepSentForm(db, request, NOW)).toBe(false);
    expect(await db.selectFrom('kept_forms').selectAll().execute()).toEqual([]);
  });
});

const knownTo = (db: Db, token: string | undefined, userId: string, at: Date) => rememberBrowser(db, sent(token ?? ''), userId, at);

/** As the hook sees it; without a form: a page that is asked for. */
function sent(token: string, form?: FormData, address = '/admin/agencies/new') {
  const url = new URL(address, 'http://a.example');
  const request = new Request(url, form ? { method: 'POST', body: form } : {});
  if (form) request.headers.set('content-length', '100');
  const cookies = { get: (name: string) => (name === 'known' && token !== '' ? token : undefined) } as Cookies;
  return { url, request, cookies };
}
