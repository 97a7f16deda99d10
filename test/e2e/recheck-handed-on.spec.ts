// What one re-interviewer gives up goes to a second with a press of the coordinator's, and who gives up far more than the others is seen.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import { openDatabase } from '../../src/lib/server/database';
import { migrateToLatest } from '../../src/lib/server/migrate';
import { createUser } from '../../src/lib/server/operations/create-user';
import { findActiveUser } from '../../src/lib/server/store/users';
import type { BuiltServer } from '../support/built-server';
import { startBuiltServer } from '../support/built-server';
import { PASSWORD } from '../support/people';
import { setUpRechecks } from '../support/recheck-at-desk';
import { ROUND_NOW } from '../support/round';
import { expectAccessible } from './support/axe';
import { expectFits } from './support/layout';

interface World {
  readonly server: BuiltServer;
  readonly coordinator: string;
  /** The first gives up five of six, the others nobody but the last of each; addresses of mail. */
  readonly people: readonly { readonly email: string; readonly name: string }[];
  /** The serial that the first has still to ask about. */
  readonly serial: number;
}

const SECOND = { email: 'nguoi-hai@example.vn', name: 'Hoàng Nguyễn Trường Sơn Bắc, Hội Cựu chiến binh tỉnh', role: 'reinterviewer', agencyCode: 'p', password: PASSWORD }; // prettier-ignore

const test = base.extend<object, { world: World }>({
  world: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'satisfaction-handed-on-'));
      const databaseUrl = `sqlite:${join(folder, 'round.sqlite')}`;
      const db = openDatabase(databaseUrl);
      await migrateToLatest(db);
      const { coordinator, reinterviewer, draw, share, own, act, store } = await setUpRechecks(db, { communes: 2, population: 60, sample: 30, reserve: 0, interviewers: 6 }); // prettier-ignore
      const second = (await findActiveUser(db, await createUser(db, SECOND, ROUND_NOW)))!;
      await draw();
      await share();
      const mine = await own();
      for (const { id } of mine.slice(0, 8)) {
        await act('recheck-try', id, { disposition: '2.112' });
        await act('recheck-given-up', id);
      }
      await share();
      const others = (await db.selectFrom('reinterviews').select('id').where('reinterviewer_id', '=', second.id).execute()).map(({ id }) => id); // prettier-ignore
      for (const id of others) await store(id, {}, second);
      const [last, ...rest] = await own();
      for (const { id } of rest.slice(0, 2)) await store(id);
      {
        const server = await startBuiltServer({ databaseUrl, settings: { APP_KEY: Buffer.alloc(32, 1).toString('hex') } });
        await use({ server, coordinator: coordinator.email, people: [reinterviewer, SECOND], serial: last!.serial });
        await server.stop();
      }
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 }
  ]
});

test.describe.configure({ mode: 'serial' });

async function signIn(context: BrowserContext, { server }: World, email: string, path: string): Promise<Page> {
  const page = await context.newPage();
  const answer = await context.request.post(`${server.url}/admin/sign-in`, { form: { email, password: PASSWORD }, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  await page.goto(`${server.url}${path}`);
  return page;
}

async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expectFits(page);
  }
}

const DESK = '/admin/surveys/round/desk/recheck';

test('given up by one, with a press it is another’s, who knows nothing of the first', async ({ browser, world }) => {
  const { people, serial } = world;
  const [first, second] = people as [World['people'][number], World['people'][number]];
  const phone = await signIn(await browser.newContext({ javaScriptEnabled: false }), world, first.email, '/admin/recheck');
  const card = (page: Page) => page.getByRole('article').filter({ has: page.getByRole('heading', { name: `Phiếu số ${serial}`, exact: true }) }); // prettier-ignore
  await card(phone).getByRole('link', { name: 'Hỏi lại' }).click();
  await phone.getByLabel('Kết quả lần liên hệ').selectOption({ label: 'Số điện thoại không đúng' });
  await phone.getByRole('button', { name: 'Ghi lần liên hệ' }).click();
  await phone.getByRole('button', { name: 'Thôi liên hệ phiếu này' }).click();
  await expect(phone).toHaveURL(/saved=unreached/);

  const desk = await signIn(await browser.newContext(), world, world.coordinator, DESK);
  await expect(desk.getByText('Trong đó 1 phiếu đã có người thôi liên hệ')).toBeVisible();
  const line = desk.getByRole('listitem').filter({ hasText: `Phiếu số ${serial} ` });
  await expect(line).toContainText('người thứ hai');
  await expect(line).toContainText(`${first.name} đã thôi: sai số điện thoại`);
  await expectSound(desk);
  // Not to the one who gave it up.
  await line.getByRole('checkbox').check();
  await desk.getByLabel('Người phúc tra', { exact: true }).selectOption({ label: first.name });
  await desk.getByRole('button', { name: 'Giao các phiếu đã chọn' }).click();
  await expect(desk.getByRole('alert')).toContainText('đã thôi liên hệ phiếu ấy');
  await desk.getByRole('button', { name: 'Chia đều cho mọi người phúc tra' }).click();
  await expect(desk.getByRole('status')).toContainText('Đã giao 1 phiếu');
  await expect(line).toContainText(second.name);

  const other = await signIn(await browser.newContext({ javaScriptEnabled: false }), world, second.email, '/admin/recheck');
  await expect(card(other)).toBeVisible();
  await expect(card(other)).not.toContainText('đã liên hệ');
});

test('who gives up far more is seen on the desk, in the printed report and in the table', async ({ browser, world }) => {
  const [first, second] = world.people as [World['people'][number], World['people'][number]];
  const desk = await signIn(await browser.newContext(), world, world.coordinator, DESK);
  const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name }).first();
  await expect(row(desk, first.name)).toContainText('Thôi liên hệ nhiều hơn hẳn');
  await expect(row(desk, first.name)).toContainText('từ chối: 8; sai số điện thoại: 1');
  await expect(row(desk, first.name)).toContainText('gặp được 8/8, lệch 0');
  await expect(row(desk, second.name)).not.toContainText('Thôi liên hệ nhiều hơn hẳn');
  await expect(desk.getByText('chưa phải kết luận')).toBeVisible();
  await desk.getByRole('link', { name: 'Báo cáo phúc tra để in' }).click();
  await expect(row(desk, first.name)).toContainText('Thôi liên hệ nhiều hơn hẳn');
  await expect(desk.getByRole('main')).toContainText('được giao một lần cho người phúc tra thứ hai');
  await expectSound(desk);
  const csv = await (await desk.request.get(`${world.server.url}${DESK}/reinterviewers.csv`)).text();
  expect(csv).toMatch(new RegExp(`^round,${first.name},,15,\\d+,2,0,9,8,1,0,0,`, 'm'));
  // The giving up is in the log, with its reason.
  await desk.goto(`${world.server.url}/admin/audit`);
  const event = desk.getByRole('row').filter({ hasText: 'Thôi liên hệ một phiếu phúc tra' }).first();
  await expect(event).toContainText('Lý do thôi liên hệ: sai số điện thoại');
  await expect(event).toContainText('Chuyển cho người thứ hai: có');
});
