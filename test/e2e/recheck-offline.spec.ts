// Whoever asks again, on a phone: with the line cut the pages open and what is done waits, then goes once and in order; blind all the time. In English too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import type { Kysely } from 'kysely';
import { openDatabase } from '../../src/lib/server/database';
import { migrateToLatest } from '../../src/lib/server/migrate';
import type { Schema } from '../../src/lib/server/schema';
import { PASSWORD } from '../support/people';
import { setUpRechecks } from '../support/recheck-at-desk';
import { expectAccessible } from './support/axe';
import { expectEnglish } from './support/english';
import { expectPagesKept } from './support/field-phone';
import { expectFits } from './support/layout';
import type { MovableServer } from './support/movable-server';
import { startMovableServer } from './support/movable-server';

interface Phone {
  readonly server: MovableServer;
  readonly db: Kysely<Schema>;
  readonly round: Awaited<ReturnType<typeof setUpRechecks>>;
  /** Of the forms to be asked again. */
  readonly serials: readonly number[];
}

const test = base.extend<object, { phone: Phone }>({
  phone: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'satisfaction-recheck-'));
      const databaseUrl = `sqlite:${join(folder, 'recheck.sqlite')}`;
      const db = openDatabase(databaseUrl);
      await migrateToLatest(db);
      const round = await setUpRechecks(db, { population: 30, sample: 8, reserve: 2, interviewers: 2 });
      await round.draw();
      await round.share();
      const serials = (await round.own()).map(({ serial }) => serial);
      {
        await using server = await startMovableServer(databaseUrl, { APP_KEY: Buffer.alloc(32, 1).toString('hex') });
        await use({ server, db, round, serials });
      }
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 }
  ]
});

test.describe.configure({ mode: 'serial' });

const line = (page: Page) => page.locator('.line');
const card = (page: Page, serial: number) =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name: new RegExp(`^\\D+${serial}$`) }) });

async function signIn(context: BrowserContext, { server }: Phone, email: string, path: string): Promise<Page> {
  const page = await context.newPage();
  const answer = await context.request.post(`${server.url}/admin/sign-in`, { form: { email, password: PASSWORD }, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  await page.goto(`${server.url}${path}`);
  await expectPagesKept(page);
  return page;
}

const ask = async (page: Page, serial: number, word: string) => {
  await card(page, serial).getByRole('link', { name: word }).click();
  await expect(page.locator('[data-ready=true]')).toBeVisible();
};

async function say(page: Page, yes: string, no: string): Promise<void> {
  const checks = page.locator('fieldset .three');
  await checks.nth(0).getByLabel(yes, { exact: true }).check();
  await checks.nth(1).getByLabel(yes, { exact: true }).check();
  await checks.nth(2).getByLabel(no, { exact: true }).check();
  for (const item of (await page.locator('.ask fieldset').all()).slice(3)) await item.locator('input[value="4"]').check();
}

/** The lists that the browser's own database holds. */
const keptLists = (page: Page) =>
  page.evaluate(async () => {
    const open = indexedDB.open('field');
    const database = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
    const all = database.transaction('list').objectStore('list').getAll();
    const found = await new Promise<readonly unknown[]>((done) => (all.onsuccess = () => done(all.result)));
    database.close();
    return found;
  });

const seconds = (db: Kysely<Schema>) =>
  db
    .selectFrom('responses as r')
    .innerJoin('sampled_units as u', 'u.id', 'r.sampled_unit_id')
    .select(['u.serial', 'r.entered_by as by'])
    .where('r.purpose', '=', 'reinterview')
    .orderBy('u.serial')
    .execute();

test('what was chosen before the script came stays, and stays after something is missing', async ({ context, phone }) => {
  const { server, db, round, serials } = phone;
  const { id } = await db.selectFrom('reinterviews as x').innerJoin('sampled_units as u', 'u.id', 'x.sampled_unit_id').select('x.id').where('u.serial', '=', serials[2]!).executeTakeFirstOrThrow(); // prettier-ignore
  const { email } = round.reinterviewer;
  await context.request.post(`${server.url}/admin/sign-in`, { form: { email, password: PASSWORD }, maxRedirects: 0 });
  const page = await context.newPage();
  let letGo = () => {};
  const scripts = new Promise<void>((go) => (letGo = go));
  await page.route('**/*.js', (route) => scripts.then(() => route.continue()));
  await page.goto(`${server.url}/admin/recheck/${id}`, { waitUntil: 'commit' });
  const [answered, level] = [
    page.locator('.three').nth(1).getByLabel('Có', { exact: true }),
    page.locator('.ask input[value="4"]').first()
  ];
  await answered.check();
  await level.check();
  letGo();
  await expect(page.locator('[data-ready=true]')).toBeVisible();
  await expect(page.locator('input:checked')).toHaveCount(2);
  await page.getByRole('button', { name: 'Lưu phúc tra' }).click();
  await expect(page.getByRole('alert')).toContainText('Xin chọn một câu trả lời');
  for (const chosen of [answered, level]) await expect(chosen).toBeChecked();
  await page.evaluate(() => localStorage.clear());
});

test('with the line cut it is asked, tried and given up; it goes when the line is back, once and in order', async ({ context, phone }) => {
  const { round, db, serials } = phone;
  const [one, other, third] = serials as [number, number, number];
  const page = await signIn(context, phone, round.reinterviewer.email, '/admin/recheck');
  await expectAccessible(page);
  await expectFits(page);
  await context.setOffline(true);
  await ask(page, one, 'Hỏi lại');
  await expect(line(page)).toContainText('Đang mất mạng.');
  await expect(page.getByRole('link', { name: /^0\d+/ })).toBeVisible();
  // Blind: nothing is chosen, and what the phone keeps has no answer in it.
  await expect(page.locator('input:checked')).toHaveCount(0);
  const kept = JSON.stringify(await keptLists(page));
  expect(kept).not.toContain('"answers"');
  expect(kept).not.toContain(round.interviewers[0]!.name);
  await page.getByRole('button', { name: 'Lưu phúc tra' }).click();
  await expect(page).toHaveTitle(/^Lỗi:/);
  await expect(page.getByRole('alert')).toContainText('Xin chọn một câu trả lời');
  await expectAccessible(page);
  await expectFits(page);
  await page.locator('fieldset .three').first().getByLabel('Có', { exact: true }).check();
  await page.reload();
  await expect(page.getByText('Đã lấy lại những câu đang nhập dở')).toBeVisible();
  await expect(page.locator('input:checked')).toHaveCount(1);
  await say(page, 'Có', 'Không');
  await page.getByRole('button', { name: 'Lưu phúc tra' }).click();
  await expect(page.getByText(`Đã lưu phúc tra phiếu số ${one}`)).toBeVisible();
  await expect(line(page)).toContainText('1 phiếu chờ gửi.');
  await expect(card(page, one)).toHaveCount(0);

  await ask(page, other, 'Hỏi lại');
  for (const [result, waits] of [
    ['Không nghe máy', 2],
    ['Đi vắng', 3],
    ['Số điện thoại không đúng', 4]
  ] as const) {
    await expect(page.getByRole('button', { name: 'Thôi liên hệ phiếu này' })).toHaveCount(0);
    await page.getByLabel('Kết quả lần liên hệ').selectOption({ label: result });
    await page.getByRole('button', { name: 'Ghi lần liên hệ' }).click();
    // Once it says so: what is pressed while the try before is being recorded was pressed twice.
    await expect(page.getByText('Đã ghi lần liên hệ.')).toBeVisible();
    await expect(line(page)).toContainText(`${waits} phiếu chờ gửi.`);
  }
  await page.getByRole('button', { name: 'Thôi liên hệ phiếu này' }).click();
  await expect(page.getByText(`Đã ghi phiếu số ${other} không liên hệ được.`)).toBeVisible();
  await expect(line(page)).toContainText('5 phiếu chờ gửi.');
  expect(await seconds(db)).toEqual([]);

  // Meanwhile the desk gives the third to nobody: the round's end takes nothing of it.
  await context.setOffline(false);
  await expect(line(page)).toContainText('Đã gửi hết.');
  expect(await seconds(db)).toEqual([{ serial: one, by: round.reinterviewer.id }]);
  const states = await db.selectFrom('reinterviews as x').innerJoin('sampled_units as u', 'u.id', 'x.sampled_unit_id').select(['u.serial', 'x.state']).where('u.serial', 'in', [one, other, third]).orderBy('u.serial').execute(); // prettier-ignore
  expect(new Map(states.map(({ serial, state }) => [serial, state]))).toEqual(new Map([[one, 'done'], [other, 'unreached'], [third, 'waiting']].toSorted((a, b) => Number(a[0]) - Number(b[0])) as [number, 'done'][])); // prettier-ignore
  await page.reload();
  await expect(card(page, other)).toHaveCount(0);
  await expect(card(page, third)).toBeVisible();
});

test('in English, with a line and without: the second interview', async ({ context, phone }) => {
  const { round, db, serials } = phone;
  const third = serials[2]!;
  const page = await signIn(context, phone, round.reinterviewer.email, '/admin/recheck');
  await page.goto(`${phone.server.url}/admin/recheck?lang=en`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/[A-Za-z]/);
  await expectPagesKept(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.setOffline(true);
  await ask(page, third, 'Ask again');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(line(page)).toContainText('No connection');
  await expectEnglish(page);
  await expectFits(page);
  await say(page, 'Yes', 'No');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/saved=done/);
  await expect(line(page)).toContainText('1 waiting');
  await expectEnglish(page);
  await context.setOffline(false);
  await expect.poll(async () => (await seconds(db)).some(({ serial }) => serial === third)).toBe(true);
});
