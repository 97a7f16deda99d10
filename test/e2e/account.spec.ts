// An account made safe in the browser: second factor added, used and recovered, sessions ended, settings in force, and all of it in the audit log.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeBase32IgnorePadding } from '@oslojs/encoding';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { openDatabase } from '../../src/lib/server/database';
import { migrateToLatest } from '../../src/lib/server/migrate';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createUser } from '../../src/lib/server/operations/create-user';
import { totpCode } from '../../src/lib/server/totp';
import type { BuiltServer } from '../support/built-server';
import { startBuiltServer } from '../support/built-server';
import { expectAccessible } from './support/axe';
import { expectFits } from './support/layout';

test.describe.configure({ mode: 'serial' });
// Generous: a busy machine is no failure.
test.setTimeout(240_000);

const EMAIL = 'quan-tri@sonla.example';
const PASSWORD = 'mat-khau-cua-phep-thu';
const folder = mkdtempSync(join(tmpdir(), 'satisfaction-account-'));
let server: BuiltServer;

test.beforeAll(async () => {
  const databaseUrl = `sqlite:${join(folder, 'account.sqlite')}`;
  const db = openDatabase(databaseUrl);
  await migrateToLatest(db);
  await createAgency(db, { code: '14', kind: 'province', name: { vi: 'Tỉnh Sơn La', en: 'Son La Province' }, validFrom: '2025-07-01' });
  const name = 'Nguyễn Thị Hồng Ngọc Phương Anh';
  await createUser(db, { email: EMAIL, name, role: 'administrator', agencyCode: '14', password: PASSWORD }, new Date());
  await db.destroy();
  server = await startBuiltServer({ databaseUrl });
});
test.afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });

async function enterPassword(page: Page): Promise<void> {
  await page.goto(`${server.url}/admin/sign-in`);
  await page.locator('[name=email]').fill(EMAIL);
  await page.locator('[name=password]').fill(PASSWORD);
  await button(page, 'Đăng nhập').click();
}

async function signOut(page: Page): Promise<void> {
  await page.locator('nav.menu summary').click();
  await page.locator('nav.menu').getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page).toHaveURL(/\/admin\/sign-in$/);
}

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFits(page);
}

test('a second factor is required, added, used and recovered; a session is ended from elsewhere; the log tells it all', async ({
  page,
  browser
}) => {
  await enterPassword(page);
  await expect(page).toHaveURL(`${server.url}/admin`);
  await page.goto(`${server.url}/admin/settings`);
  await page.getByLabel('Quản trị hệ thống phải dùng xác thực hai lớp').check();
  await page.getByLabel('Số lần đăng nhập sai trước khi khóa').fill('0');
  await button(page, 'Lưu').click();
  await expect(page.getByRole('alert')).toContainText('Xin nhập số nguyên từ 3 đến 1000.');
  await expect(page.getByLabel('Quản trị hệ thống phải dùng xác thực hai lớp')).toBeChecked();
  await expectGood(page);
  await page.getByLabel('Số lần đăng nhập sai trước khi khóa').fill('10');
  await button(page, 'Lưu').click();

  // From now on nothing else can be done.
  await expect(page).toHaveURL(/\/admin\/account\/second-factor$/);
  await page.goto(`${server.url}/admin`);
  await expect(page).toHaveURL(/\/admin\/account\/second-factor$/);
  await expect(page.getByText('phải bật xác thực hai lớp trước khi làm việc khác')).toBeVisible();
  expect((await page.request.post(`${server.url}/admin/settings`)).status()).toBe(403);
  await expectGood(page);
  const keyText = await page.locator('.key').innerText();
  const secret = decodeBase32IgnorePadding(keyText.replaceAll(' ', ''));
  await page.getByLabel('Mật khẩu hiện tại').fill('không phải');
  await page.getByLabel('Nhập mã 6 số').fill('12 34 56');
  await button(page, 'Bật xác thực hai lớp').click();
  await expect(page.getByRole('alert')).toContainText('Mật khẩu hiện tại không đúng.');
  await expect(page.locator('.key')).toHaveText(keyText);
  await expect(page.getByLabel('Nhập mã 6 số')).toHaveValue('12 34 56');
  await expect(page.getByLabel('Mật khẩu hiện tại')).toHaveValue('');
  await page.getByLabel('Mật khẩu hiện tại').fill(PASSWORD);
  await button(page, 'Bật xác thực hai lớp').click();
  await expect(page.getByRole('alert')).toContainText('Mã xác thực không đúng');
  await expectGood(page);
  await page.getByLabel('Mật khẩu hiện tại').fill(PASSWORD);
  await page.getByLabel('Nhập mã 6 số').fill(totpCode(secret, new Date()));
  await button(page, 'Bật xác thực hai lớp').click();
  await expect(page.locator('ol li')).toHaveCount(10);
  const codes = await page.locator('ol li').allInnerTexts();
  await expectGood(page);
  await page.getByRole('link', { name: 'Tôi đã cất các mã' }).click();
  await expect(page.getByText('Còn 10 mã khôi phục')).toBeVisible();
  await expectGood(page);
  await signOut(page);

  await enterPassword(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nhập mã xác thực');
  expect((await page.request.get(`${server.url}/admin`)).status(), 'half a sign-in opens nothing').toBe(401);
  await expectGood(page);
  await page.getByLabel('Mã 6 số').fill('000000');
  await button(page, 'Tiếp tục').first().click();
  await expect(page.getByRole('alert')).toContainText('Mã xác thực không đúng');
  await expectGood(page);
  await page.getByLabel('Mã 6 số').fill(totpCode(secret, new Date(), 1));
  await button(page, 'Tiếp tục').first().click();
  await expect(page).toHaveURL(`${server.url}/admin`);

  // Elsewhere, by a recovery code; and ended from here.
  const elsewhere = await browser.newContext({ locale: 'vi-VN', viewport: { width: 360, height: 740 } });
  const other = await elsewhere.newPage();
  await enterPassword(other);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Nhập mã xác thực');
  await other.locator('summary').click();
  await other.getByLabel('Mã khôi phục').fill(codes[0]!.toLowerCase());
  await button(other, 'Tiếp tục').last().click();
  await expect(other).toHaveURL(`${server.url}/admin`);
  await page.goto(`${server.url}/admin/account`);
  await expect(page.getByText('Còn 9 mã khôi phục')).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveCount(2);
  await expectGood(page);
  await page.getByRole('button', { name: /^Kết thúc phiên trên/ }).click();
  await expect(page.getByRole('status')).toHaveText('Đã kết thúc phiên đăng nhập.');
  expect((await other.request.get(`${server.url}/admin`)).status()).toBe(401);
  await elsewhere.close();

  await page.locator('summary', { hasText: 'Đổi mật khẩu' }).click();
  await page.getByLabel('Mật khẩu hiện tại').fill('không phải');
  await page.locator('[name=new]').fill('mot-mat-khau-khac-han');
  await page.locator('[name=again]').fill('mot-mat-khau-khac-han');
  await button(page, 'Đổi mật khẩu').click();
  await expect(page.getByRole('alert')).toContainText('Mật khẩu hiện tại không đúng.');
  await expectGood(page);

  await page.goto(`${server.url}/admin/audit`);
  await button(page, 'Kiểm tra chuỗi nhật ký').click();
  await expect(page.getByText(/^Chuỗi nhật ký nguyên vẹn đến số \d+, kiểm tra lúc/)).toBeVisible();
  await expectGood(page);
  const told = await page.getByRole('rowheader').allInnerTexts();
  for (const what of ['Đăng nhập', 'Đăng xuất', 'Nhập sai mã xác thực', 'Bật xác thực hai lớp', 'Kết thúc phiên đăng nhập', 'Đổi cài đặt'])
    expect(
      told.some((text) => text.startsWith(what)),
      what
    ).toBe(true);
  await page.getByRole('searchbox').fill('nguyen hong ngoc');
  await page.locator('[name=action]').selectOption({ label: 'Đổi cài đặt' });
  await button(page, 'Lọc').click();
  await expect(page.getByRole('rowheader')).toHaveCount(1);
  await expect(page.getByRole('cell').filter({ hasText: 'Quản trị hệ thống phải dùng xác thực hai lớp: không → có' })).toBeVisible();
  await expectGood(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await expectAccessible(page);
  const csv = await page.request.get(`${server.url}/admin/audit/audit.csv?action=user.`);
  expect(await csv.text()).toMatch(/^.?number,at,who,/u);
  expect(await csv.text()).not.toContain(EMAIL);
});
