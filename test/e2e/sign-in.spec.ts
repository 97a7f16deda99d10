/** Signing in as a person meets it: refusals that keep what was typed and tell nothing, the lock, the way out, both languages. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { openDatabase } from '../../src/lib/server/database';
import { migrateToLatest } from '../../src/lib/server/migrate';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createUser } from '../../src/lib/server/operations/create-user';
import { startBuiltServer } from '../support/built-server';
import { expectAccessible } from './support/axe';
import { expectFitsAtAnyText } from './support/layout';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

// Generous: a busy machine is no failure.
test.setTimeout(240_000);

const REFUSED = 'Tên đăng nhập hoặc mật khẩu không đúng.';
const viewer = () => seeded().logins.viewer;

for (const width of [360, 1280]) {
  test(`the page and its refusals are accessible and fit at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    await page.goto('/admin');
    await expect(page.getByText('Xin đăng nhập để xem trang này.')).toBeVisible();
    await expectAccessible(page);
    await expectFitsAtAnyText(page);

    await submit(page, `${randomUUID()}@sonla.example`, 'không-phải-mật-khẩu');
    await expect(page.getByRole('alert')).toContainText(REFUSED);
    await expectAccessible(page);
    await expectFitsAtAnyText(page);

    await withoutChecks(page);
    await submit(page, '', '');
    await expect(page.getByRole('alert').getByRole('link')).toHaveText(['Xin nhập thư điện tử.', 'Xin nhập mật khẩu.']);
    await expectAccessible(page);
    await expectFitsAtAnyText(page);
  });
}

test('a wrong password keeps the e-mail and does not tell whether there is such an account @both', async ({ page }) => {
  const seen: string[] = [];
  for (const email of [viewer().email, 'khong-co-nguoi-nay@sonla.example']) {
    await page.goto('/admin/sign-in');
    const [answer] = await Promise.all([
      page.waitForResponse((one) => one.request().method() === 'POST'),
      submit(page, email, 'sai-mật-khẩu-rồi')
    ]);
    expect(answer.status()).toBe(401);
    await expect(page.getByRole('alert')).toContainText(REFUSED);
    await expect(page.locator('[name=email]')).toHaveValue(email);
    await expect(page.locator('[name=password]')).toHaveValue('');
    await expect(page).toHaveTitle(/^Lỗi:/);
    await page.waitForLoadState();
    seen.push((await page.locator('main').innerText()).replaceAll(email, ''));
  }
  expect(seen[0]).toBe(seen[1]);
});

test('signing in leads back to the page that was asked for, its query too; signing out ends the session @both', async ({ page }) => {
  const { places, surveys } = seeded();
  const path = `/admin/reports/${places.commune.code}/${surveys.many}?period=all`;
  const refused = await page.goto(path);
  expect(refused!.status()).toBe(401);
  await submit(page, viewer().email, viewer().password);
  await expect(page).toHaveURL(path);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(places.commune.name);

  const cookies = await page.context().cookies();
  await page.locator('nav.menu summary').click();
  await page.locator('nav.menu').getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page).toHaveURL('/admin/sign-in');
  expect((await page.request.get(path)).status()).toBe(401);
  await page.context().addCookies(cookies);
  expect((await page.request.get(path)).status(), 'the old cookie opens nothing').toBe(401);
});

test('whoever is signed in already is led on', async ({ page }) => {
  await signIn(page.request, 'viewer');
  await page.goto('/admin/sign-in');
  await expect(page).toHaveURL('/admin');
});

test('English by a link, kept behind sign-in, and back @both', async ({ page }) => {
  await page.goto('/admin');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await submit(page, viewer().email, viewer().password);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Results');
  await page.locator('nav.menu summary').click();
  await page.locator('nav.menu').getByRole('link', { name: 'Tiếng Việt' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kết quả');
});

test('the keyboard alone signs in, reads and signs out', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/admin');
  await tabTo(page, '[name=email]');
  await page.keyboard.type(viewer().email);
  await page.keyboard.press('Tab');
  await page.keyboard.type('sai-mật-khẩu-rồi');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeFocused();
  await tabTo(page, '[name=password]');
  await page.keyboard.type(viewer().password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/admin');
  await page.waitForLoadState();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Đến nội dung chính' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/admin\/reports\//);
  await page.goto('/admin');
  await tabTo(page, '.wide form[action="/admin/sign-out"] button');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/admin/sign-in');
});

test('a form that is sent after the session ended is kept, and sent again after signing in @both', async ({
  page,
  browser,
  baseURL,
  javaScriptEnabled
}) => {
  const { coordinator } = seeded().logins;
  const [name, form] = ['Trung tâm "Giữ lại" <xã>', '/admin/agencies/new'];
  const status = page.getByRole('status');
  const sendLate = async () => {
    await page.goto(form);
    await page.locator('[name=name]').fill(name);
    await page.locator('[name=code]').fill('giu-lai');
    await page.context().clearCookies({ name: 'session' });
    await page.locator('main form button.primary').click();
    await expect(status).toHaveText('Phiên làm việc đã hết. Xin đăng nhập lại; nội dung vừa gửi được giữ trong một giờ.');
  };
  await signIn(page.request, 'coordinator');
  await sendLate();
  if (javaScriptEnabled) await expectAccessible(page);
  await submit(page, coordinator.email, coordinator.password);
  await expect(page).toHaveURL('/admin/kept');
  if (javaScriptEnabled) await expectAccessible(page);
  await expectFitsAtAnyText(page);
  await page.getByRole('button', { name: 'Gửi lại' }).click();
  // As if it had been sent in time: the kind was not chosen, what was typed stays.
  await expect(page).toHaveURL(form);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.locator('[name=name]')).toHaveValue(name);

  // Thrown away it is gone; a colleague at the same machine is neither led to it nor shown it.
  await sendLate();
  await submit(page, coordinator.email, coordinator.password);
  await page.getByRole('button', { name: 'Bỏ nội dung này' }).click();
  await expect(page).toHaveURL('/admin');
  await page.goto('/admin/kept');
  await expect(page).toHaveURL('/admin');
  await sendLate();
  await submit(page, viewer().email, viewer().password);
  await expect(page.locator('[name=password]')).toHaveCount(0); // sign-in stood at the same address
  await expect(page).toHaveURL(form);
  await page.goto('/admin/kept');
  await expect(page).toHaveURL('/admin');

  const stranger = await browser.newContext({ baseURL: baseURL! });
  const refused = await stranger.request.post(form, { form: { name }, headers: { origin: baseURL! } });
  expect([refused.status(), (await refused.text()).includes('được giữ')]).toEqual([401, false]);
  await stranger.close();
});

test('after as many failures as the settings say the name is locked, for the right password too', async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-sign-in-'));
  const databaseUrl = `sqlite:${join(folder, 'sign-in.sqlite')}`;
  const [locked, other] = ['bi-khoa@sonla.example', 'nguoi-khac@sonla.example'];
  const password = 'mat-khau-cua-phep-thu';
  const db = openDatabase(databaseUrl);
  await migrateToLatest(db);
  await createAgency(db, { code: '14', kind: 'province', name: { vi: 'Tỉnh Sơn La', en: 'Son La Province' }, validFrom: '2025-07-01' });
  for (const email of [locked, other])
    await createUser(db, { email, name: email, role: 'administrator', agencyCode: '14', password }, new Date());
  await db.destroy();
  const server = await startBuiltServer({ databaseUrl, settings: { SIGN_IN_ATTEMPTS: '3', SIGN_IN_LOCK_MINUTES: '15' } });
  try {
    const context = await browser.newContext({ baseURL: server.url, locale: 'vi-VN' });
    const page = await context.newPage();
    const attempt = async (email: string, given: string) => {
      await page.goto('/admin/sign-in');
      // Its answer, and the page that follows, which would stop the next one.
      const answered = page.waitForResponse((one) => one.request().method() === 'POST');
      await Promise.all([page.waitForNavigation(), submit(page, email, given)]);
      return (await answered).status();
    };
    expect([await attempt(locked, 'sai-1'), await attempt(locked, 'sai-2'), await attempt(locked, 'sai-3')]).toEqual([401, 401, 401]);
    expect(await attempt(locked, password)).toBe(423);
    await expect(page.getByRole('alert')).toContainText(/Tạm khóa đăng nhập bằng tên này đến \d\d:\d\d vì sai nhiều lần\./);
    await expect(page.locator('[name=email]')).toHaveValue(locked);
    await expectAccessible(page);
    // A name that nobody has is locked alike.
    const nobody = 'khong-co-nguoi-nay@sonla.example';
    expect([await attempt(nobody, 'sai-1'), await attempt(nobody, 'sai-2'), await attempt(nobody, 'sai-3')]).toEqual([401, 401, 401]);
    expect(await attempt(nobody, 'sai-4')).toBe(423);
    expect(await attempt(other, password)).toBe(303);
    await context.close();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function submit(page: Page, email: string, password: string): Promise<void> {
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.locator('form:has([name=password]) button').click();
}

/** As a browser that checks no fields itself would send it. */
const withoutChecks = (page: Page): Promise<void> =>
  page.locator('form:has([name=password])').evaluate((form: HTMLFormElement) => void (form.noValidate = true));

/** Presses Tab until that element has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const target = page.locator(selector);
  for (let pressed = 0; pressed < 40; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}
