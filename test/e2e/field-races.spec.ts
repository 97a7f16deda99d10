// What an interviewer does faster than the phone, the line or the server: pressed twice, before the script, while leaving, where the browser keeps nothing.
import type { Page, Route } from '@playwright/test';
import { expect } from '@playwright/test';
import { takeBackUnits } from '../../src/lib/server/operations/assign-units';
import { formOf } from '../support/asking';
import { as } from '../support/people';
import { enter, expectPagesKept, expectUnitRuns, fieldTest, keptOn, line } from './support/field-phone';
import { openUnit, recordAttempt, signIn, stored, unitLink } from './support/field-phone';
import type { Field } from './support/field-phone';

const test = fieldTest();
test.describe.configure({ mode: 'default' });

/** Of a unit's page and its form's. */
async function addressOf({ server, db }: Field, serial: number): Promise<{ readonly unit: string; readonly answer: string }> {
  const { id } = await db.selectFrom('sampled_units').select('id').where('serial', '=', serial).executeTakeFirstOrThrow();
  return { unit: `${server.url}/admin/field/units/${id}`, answer: `${server.url}/admin/field/answer/round?unit=${id}` };
}

/** Requests of this kind wait until they are let go. */
async function hold(page: Page, address: string): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((go) => (letGo = go));
  // A page that was left meanwhile waits for nothing.
  await page.route(address, (route: Route) => held.then(() => route.continue()).catch(() => undefined));
  return letGo;
}

/** Everything that has to be answered: the best of each. */
async function answerAll(page: Page): Promise<void> {
  for (const level of await page.locator('input[type=radio][value="4"]').all()) if (await level.isVisible()) await level.check();
}

const answers = ({ db }: Field, serial: number) =>
  db
    .selectFrom('responses as r')
    .innerJoin('sampled_units as u', 'u.id', 'r.sampled_unit_id')
    .leftJoin('response_comments as c', 'c.response_id', 'r.id')
    .select(['r.channel', 'c.text'])
    .where('u.serial', '=', serial)
    .execute();

test('pressed twice on a slow line, an attempt is one and an answer is one', async ({ context, field }) => {
  const page = await signIn(context, field);
  const address = await addressOf(field, 1);
  await page.goto(address.unit);
  await expectUnitRuns(page);
  const letGo = await hold(page, '**/admin/field/send');
  await page.getByLabel('Kết quả').selectOption({ label: 'Vắng nhà, sẽ quay lại' });
  await page.getByRole('button', { name: 'Ghi lần liên hệ' }).dblclick();
  await expect(page.getByText('Đã ghi lần liên hệ.')).toBeVisible();
  letGo();
  await expect(line(page)).toContainText('Đã gửi hết.');
  expect(await stored(field.db, 1)).toHaveLength(1);

  await page.goto(address.answer);
  await expect(page.locator('[data-ready=true]')).toBeVisible();
  await answerAll(page);
  await page.getByRole('button', { name: 'Ghi câu trả lời' }).dblclick();
  await expect(page.getByText('Phiếu này đã có trả lời.')).toBeVisible();
  // Where the server takes long the page goes on before it has it.
  await expect.poll(() => answers(field, 1)).not.toEqual([]);
  await expectUnitRuns(page);
  await expect(line(page)).not.toContainText(/chờ gửi|Đang gửi/);
  await expect(page.getByRole('region', { name: 'Chưa nhận được' })).toHaveCount(0);
  expect(await answers(field, 1)).toHaveLength(1);
});

test('what was entered before the script came stays and is recorded', async ({ context, field }) => {
  const page = await enter(context, field);
  const address = await addressOf(field, 2);
  let letGo = await hold(page, '**/*.js');
  await page.goto(address.unit, { waitUntil: 'commit' });
  await page.getByLabel('Kết quả').selectOption('appointment');
  await page.getByLabel('Hẹn lúc').fill('2031-03-05T14:30');
  await page.getByLabel('Ghi chú').fill('Gọi lại sau giờ làm');
  letGo();
  await expectUnitRuns(page);
  await expect(page.getByLabel('Kết quả')).toHaveValue('appointment');
  await expect(page.getByLabel('Hẹn lúc')).toHaveValue('2031-03-05T14:30');
  await expect(page.getByLabel('Ghi chú')).toHaveValue('Gọi lại sau giờ làm');
  await page.getByRole('button', { name: 'Ghi lần liên hệ' }).click();
  await expect(page.getByText('Đã ghi lần liên hệ.')).toBeVisible();
  await expect.poll(() => stored(field.db, 2)).toEqual([{ disposition: 'appointment', note: 'Gọi lại sau giờ làm', of: '' }]);

  letGo = await hold(page, '**/*.js');
  await page.goto(address.answer, { waitUntil: 'commit' });
  await page.getByLabel('Gọi điện thoại').check();
  await page.locator('input[type=radio][value="4"]').first().check();
  await page.locator('textarea').fill('Chờ lâu');
  letGo();
  await expect(page.locator('[data-ready=true]')).toBeVisible();
  await expect(page.getByLabel('Gọi điện thoại')).toBeChecked();
  await expect(page.locator('input[type=radio][value="4"]').first()).toBeChecked();
  await expect(page.locator('textarea')).toHaveValue('Chờ lâu');
  await answerAll(page);
  await page.getByRole('button', { name: 'Ghi câu trả lời' }).click();
  await expect(page.getByText('Phiếu này đã có trả lời.')).toBeVisible();
  await expect.poll(() => answers(field, 2)).toEqual([{ channel: 'phone', text: 'Chờ lâu' }]);
});

test('a browser that keeps nothing sends the form itself', async ({ context, field }) => {
  const page = await enter(context, field);
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('a private window', 'SecurityError');
    };
  });
  const address = await addressOf(field, 3);
  await page.goto(address.unit);
  await expectUnitRuns(page);
  await recordAttempt(page, 'Vắng nhà, sẽ quay lại', 'Không giữ được gì');
  await expect(page.getByText('Đã ghi lần liên hệ.')).toBeVisible();
  expect(await stored(field.db, 3)).toEqual([{ disposition: 'absent', note: 'Không giữ được gì', of: '' }]);
  await page.goto(address.answer);
  await expect(page.locator('[data-ready=true]')).toBeVisible();
  await answerAll(page);
  await page.getByRole('button', { name: 'Ghi câu trả lời' }).click();
  await expect(page.getByText('Phiếu này đã có trả lời.')).toBeVisible();
  expect(await answers(field, 3)).toHaveLength(1);
});

test('what the server took, and its answer did not come, is so on the phone too, once', async ({ context, field }) => {
  const page = await signIn(context, field);
  await openUnit(page, 4);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Người thứ /);
  const lose = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };
  await page.route('**/admin/field/send', lose);
  await recordAttempt(page, 'Không tìm được địa chỉ', 'Bản đã dời đi');
  await expect(line(page)).toContainText('1 phiếu chờ gửi.');
  await page.unroute('**/admin/field/send', lose);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(line(page)).toContainText('Đã gửi hết.');
  expect(await stored(field.db, 4)).toHaveLength(1);
  await context.setOffline(true);
  await page.reload();
  await expect(line(page)).toContainText('Đang mất mạng.');
  await expect(page.locator('header').filter({ hasText: 'Phiếu số 4' })).toContainText('Không tìm được địa chỉ');
  await page.getByLabel('Lý do').fill('Nhà đã bỏ không');
  await context.setOffline(false);
});

test('what is sent while the list is open stays as it was done', async ({ context, field }) => {
  const page = await signIn(context, field);
  const letGo = await hold(page, '**/admin/field/send');
  await openUnit(page, 5);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Người thứ /);
  await page.getByLabel('Kết quả').selectOption('appointment');
  await page.getByLabel('Hẹn lúc').fill('2031-03-05T14:30');
  await page.getByRole('button', { name: 'Ghi lần liên hệ' }).click();
  await expect(page.getByText('Đã ghi lần liên hệ.')).toBeVisible();
  await page.getByRole('link', { name: 'Danh sách phiếu' }).click();
  await expect(unitLink(page, 5)).toContainText('Chờ gửi');
  await expect(unitLink(page, 5)).toContainText('Hẹn lại 14:30, 05/03');
  letGo();
  await expect(line(page)).toContainText('Đã gửi hết.');
  await expect(unitLink(page, 5)).toContainText('Hẹn lại 14:30, 05/03');
  await expect(unitLink(page, 5)).not.toContainText('Chờ gửi');
});

test('a page that is still beginning while somebody signs out puts no name back', async ({ context, field }) => {
  const first = await signIn(context, field);
  const page = await context.newPage();
  // As on a slow phone: the page is there, and its script comes to keeping the list a moment later.
  await page.addInitScript(() => {
    const { serviceWorker } = navigator;
    const register = serviceWorker.register.bind(serviceWorker);
    const go = new Promise((done) => Object.assign(globalThis, { letGo: done }));
    serviceWorker.register = async (...asked) => {
      await go;
      return register(...asked);
    };
  });
  await page.goto(`${field.server.url}/admin/field`);
  await page.waitForFunction(() => 'letGo' in globalThis);
  await first.locator('summary', { hasText: 'Danh mục' }).click();
  await first.locator('.menu').getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(first).toHaveURL(/sign-in/);
  const looked = page.waitForResponse(/\?shell/);
  await page.evaluate(() => (globalThis as unknown as { letGo: () => void }).letGo());
  await looked;
  expect((await keptOn(first)).lists).toBe(0);

  // Of a page that is asked for after that, it is kept again.
  const again = await signIn(context, field);
  await expect.poll(async () => (await keptOn(again)).lists).toBe(1);
});

const keptFiles = (page: Page) =>
  page.evaluate(async () =>
    (await (await caches.open('field-pages')).keys()).map(({ url }) => new URL(url).pathname + new URL(url).search).toSorted()
  );

test('looking at the list again keeps all that the pages load, and a look that is cut short spoils nothing', async ({ context, field }) => {
  const page = await signIn(context, field);
  const files = await keptFiles(page);
  const scripts = files.filter((file) => file.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(5);
  await page.reload();
  await expectPagesKept(page);
  expect((await keptFiles(page)).filter((file) => file.endsWith('.js'))).toEqual(scripts);

  // Of a new build one script does not come: the pages of the build before stay as they are.
  await page.evaluate(async (lost) => {
    const cache = await caches.open('field-pages');
    await cache.put('/admin/field?shell', new Response('the build before'));
    await cache.delete(lost);
  }, scripts[0]!);
  const cut = await context.newPage();
  await cut.addInitScript((lost) => {
    const whole = globalThis.fetch;
    globalThis.fetch = async (asked, how) => {
      if (typeof asked !== 'string' || !asked.endsWith(lost)) return whole(asked, how);
      Object.assign(globalThis, { isCut: true });
      throw new TypeError('the line is lost');
    };
  }, scripts[0]!);
  await cut.goto(`${field.server.url}/admin/field`);
  await cut.waitForFunction(() => 'isCut' in globalThis);
  await cut.waitForLoadState('networkidle');
  const shell = () => page.evaluate(async () => (await (await caches.open('field-pages')).match('/admin/field?shell'))!.text());
  expect(await shell()).toBe('the build before');
  await page.reload();
  await expectPagesKept(page);
  expect(await shell()).not.toBe('the build before');
});

test('an answer that is refused on a phone without a list is told of without a number', async ({ context, field }) => {
  const { server, db, round } = field;
  const { answer } = await addressOf(field, 9);
  await takeBackUnits(db, as(round.coordinator), 'round', formOf({ serials: '9', which: 'all' }), new Date());
  const page = await enter(context, field);
  await page.goto(answer);
  await expect(page.locator('[data-ready=true]')).toBeVisible();
  await answerAll(page);
  await page.getByRole('button', { name: 'Ghi câu trả lời' }).click();
  await expect.poll(() => page.url()).not.toContain('/answer/');
  await page.goto(`${server.url}/admin/field`);
  const refused = page.getByRole('region', { name: 'Chưa nhận được' });
  await expect(refused).toContainText('Điều phối viên đã thu lại phiếu này trước khi việc được ghi.');
  await expect(refused).not.toContainText('Phiếu số');
});
