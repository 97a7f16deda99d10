// From an empty system: the first set-up, somebody invited by mail, a password chosen and forgotten; and links where there is no mail.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import type { BuiltServer } from '../support/built-server';
import { startBuiltServer } from '../support/built-server';
import type { MailBox } from '../support/mail-box';
import { makeMailBox, plainPart } from '../support/mail-box';
import { expectAccessible } from './support/axe';
import { expectFits } from './support/layout';
import { signIn } from './support/sign-in';

const PUBLIC_URL = 'https://ykien.sonla.example';
const ADMINISTRATOR = { email: 'quan.tri@sonla.example', password: 'hoa ban nở tháng ba' };
const INVITED = { name: 'Vì Văn Tư', email: 'tu@sonla.example', password: 'cá suối nướng thơm' };
const ASKED = 'Nếu địa chỉ này có tài khoản, thư sẽ đến trong vài phút.';

test.setTimeout(240_000);

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
const looksRight = async (page: Page) => {
  await expectAccessible(page);
  await expectFits(page);
};
const open = async (browser: Browser, server: BuiltServer) =>
  (await browser.newContext({ baseURL: server.url, locale: 'vi-VN', viewport: { width: 360, height: 740 } })).newPage();

async function choosePassword(page: Page, password: string, again = password): Promise<void> {
  await page.locator('[name=password]').fill(password);
  await page.locator('[name=again]').fill(again);
  await page.getByRole('main').getByRole('button').last().click();
}

async function signInWith(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await button(page, 'Đăng nhập').click();
}

/** The path of the link in the next mail to that address. */
async function nextLink(box: MailBox, email: string, count: number): Promise<string> {
  const mails = () => box.received.filter(({ to }) => to.includes(email));
  await expect.poll(() => mails().length, { timeout: 60_000 }).toBe(count);
  const { link } = mails().at(-1)!;
  expect(link.startsWith(`${PUBLIC_URL}/admin/password/`)).toBe(true);
  return link.slice(PUBLIC_URL.length);
}

test('an empty system is set up, somebody is invited by mail, chooses a password, forgets it and chooses another', async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-people-'));
  await using box = await makeMailBox();
  await box.start();
  const server = await startBuiltServer({
    databaseUrl: `sqlite:${join(folder, 'people.sqlite')}`,
    settings: { LOG_LEVEL: 'info', PUBLIC_URL, SMTP_URL: box.url, MAIL_FROM: 'Sở Nội vụ <khong-tra-loi@sonla.example>' }
  });
  try {
    const page = await open(browser, server);
    await setUp(page, server);
    await invite(page);
    const person = await open(browser, server);
    const first = await nextLink(box, INVITED.email, 1);
    await acceptInvitation(person, first);
    await page.reload();
    await expect(page.getByText('Đang dùng')).toBeVisible();

    const second = await forget(await open(browser, server), box);
    expect((await person.request.get('/admin')).status(), 'still signed in').toBe(200);
    const later = await open(browser, server);
    await later.goto(second);
    await expect(later.getByRole('heading', { level: 1 })).toHaveText('Đặt mật khẩu mới');
    await choosePassword(later, `${INVITED.password} nhé`);
    await expect(later.getByRole('status')).toHaveText('Đã đặt mật khẩu. Xin đăng nhập bằng mật khẩu mới.');
    expect((await person.request.get('/admin')).status(), 'sessions end').toBe(401);
    await signInWith(later, { ...INVITED, password: `${INVITED.password} nhé` });
    await expect(later).toHaveURL('/admin');

    await expectNoDifference(later);
    await lookAfter(page, later, await open(browser, server), box);

    const secrets = [first, second].map((link) => link.split('/').at(-1)!);
    expect(server.output()).toContain('"route":"/admin/password/[token]"');
    for (const secret of [...secrets, INVITED.email]) expect(server.output()).not.toContain(secret);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function setUp(page: Page, server: BuiltServer): Promise<void> {
  const [, code = ''] = /enter the code (\S+)/.exec(server.output()) ?? [];
  for (const path of ['/admin', '/admin/sign-in', '/admin/users', '/admin/forgot']) {
    await page.goto(path);
    await expect(page).toHaveURL('/admin/set-up');
  }
  await looksRight(page);
  await page.getByLabel('Mã thiết lập').fill('AAAA-AAAA-AAAA');
  await page.getByLabel('Tỉnh, thành phố').selectOption({ label: 'Tỉnh Sơn La' });
  await page.getByLabel('Họ và tên').fill('Lò Văn Quản');
  await page.getByLabel('Thư điện tử').fill(ADMINISTRATOR.email);
  await choosePassword(page, ADMINISTRATOR.password);
  await expect(page.getByRole('alert')).toContainText('Mã thiết lập không đúng hoặc đã quá 24 giờ.');
  await expect(page).toHaveTitle(/^Lỗi:/);
  await looksRight(page);
  await page.getByLabel('Mã thiết lập').fill(code);
  await choosePassword(page, ADMINISTRATOR.password);
  await expect(page).toHaveURL('/admin');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Còn vài bước để người dân gửi ý kiến');
  await expect(page.getByRole('listitem').filter({ hasText: 'Thêm cơ quan' })).toContainText('đã xong');
  await looksRight(page);
  expect((await page.request.get('/admin/set-up')).status()).toBe(404);
}

async function invite(page: Page): Promise<void> {
  await page.goto('/admin/users');
  await page.getByRole('link', { name: 'Mời người dùng' }).click();
  await page.getByLabel('Họ và tên').fill(INVITED.name);
  await page.getByLabel('Thư điện tử').fill(INVITED.email);
  await page.getByLabel('Vai trò', { exact: true }).selectOption('agency_viewer');
  await page.getByLabel('Cơ quan', { exact: true }).fill('xa chieng');
  await button(page, 'Gửi lời mời').click();
  await expect(page.getByRole('alert')).toContainText('cơ quan phù hợp. Xin chọn một');
  await looksRight(page);
  await page.getByLabel('Xã Chiềng Mai').check();
  await button(page, 'Gửi lời mời').click();
  await expect(page.getByRole('status')).toHaveText('Đã mời. Thư được gửi trong giây lát.');
  await expect(page.getByRole('listitem')).toHaveText(['Người xem của cơ quan, Xã Chiềng Mai']);
  await looksRight(page);
}

async function acceptInvitation(person: Page, link: string): Promise<void> {
  const answer = await person.goto(link);
  expect(answer!.headers()).toMatchObject({ 'referrer-policy': 'strict-origin', 'cache-control': 'private, no-store' });
  await looksRight(person);
  await choosePassword(person, 'matkhau123456');
  await expect(person.getByRole('alert')).toContainText('Mật khẩu quá phổ biến');
  await looksRight(person);
  await choosePassword(person, INVITED.password);
  await expect(person).toHaveURL('/admin/sign-in?saved=password');
  await looksRight(person);
  await signInWith(person, INVITED);
  await expect(person).toHaveURL('/admin');
  const again = await person.goto(link);
  expect(again!.status()).toBe(410);
  await expect(person.getByText('Đường dẫn này không dùng được nữa')).toBeVisible();
  await looksRight(person);
}

/** Returns the link of the mail. */
async function forget(page: Page, box: MailBox): Promise<string> {
  await page.goto('/admin/sign-in');
  await page.getByRole('link', { name: 'Quên mật khẩu' }).click();
  await page.getByLabel('Thư điện tử').fill(INVITED.email);
  await button(page, 'Gửi đường dẫn').click();
  await expect(page.getByRole('status')).toContainText(ASKED);
  await looksRight(page);
  return nextLink(box, INVITED.email, 2);
}

/** The administrator unlocks the account, ends its sessions, changes its address and gives it a role elsewhere. */
async function lookAfter(page: Page, person: Page, stranger: Page, box: MailBox): Promise<void> {
  const form = { email: INVITED.email, password: 'không phải' };
  for (let i = 0; i < 11; i++) await stranger.request.post('/admin/sign-in', { form });
  await page.reload();
  await expect(page.getByText(/^Bị tạm khóa đến .* vì nhập sai nhiều lần\.$/)).toBeVisible();
  await looksRight(page);
  await button(page, 'Mở khóa ngay').click();
  await expect(page.getByRole('status')).toHaveText('Đã mở khóa đăng nhập.');
  await expect(page.getByText('Không bị tạm khóa.')).toBeVisible();
  await page.locator('main summary', { hasText: 'Kết thúc mọi phiên' }).click();
  await button(page, 'Kết thúc mọi phiên').click();
  await expect(page.getByRole('status')).toHaveText('Đã kết thúc mọi phiên đăng nhập của người này.');
  expect((await person.request.get('/admin')).status()).toBe(401);

  await page.locator('main summary', { hasText: 'Đổi thư điện tử' }).click();
  await page.getByLabel('Thư điện tử mới').fill(ADMINISTRATOR.email);
  await button(page, 'Lưu').last().click();
  await expect(page.getByRole('alert')).toContainText(`Đã có tài khoản với thư điện tử ${ADMINISTRATOR.email}.`);
  await expect(page.getByLabel('Thư điện tử mới')).toHaveValue(ADMINISTRATOR.email);
  await looksRight(page);
  const changed = { ...INVITED, email: 'tu.vi@sonla.example', password: `${INVITED.password} nhé` };
  await page.getByLabel('Thư điện tử mới').fill(changed.email);
  await button(page, 'Lưu').last().click();
  await expect(page.getByRole('status')).toContainText('Từ nay đăng nhập bằng địa chỉ mới');
  const toOld = () => box.received.filter(({ to }) => to.includes(INVITED.email)).map(({ raw }) => plainPart(raw));
  await expect.poll(() => toOld().at(-1), { timeout: 60_000 }).toContain('địa chỉ này không còn dùng để đăng nhập');
  await stranger.goto('/admin/sign-in');
  await signInWith(stranger, changed);
  await expect(stranger).toHaveURL('/admin');

  await page.locator('main summary', { hasText: 'Đổi vai trò' }).click();
  await page.getByLabel('Vai trò', { exact: true }).selectOption('coordinator');
  await page.getByLabel('Cơ quan', { exact: true }).fill('phuong to hieu');
  await button(page, 'Lưu').first().click();
  await expect(page.getByRole('status')).toContainText('Mật khẩu cũ không dùng được nữa');
  await expect(page.getByText('Đã mời, chưa đặt mật khẩu')).toBeVisible();
  expect((await stranger.request.get('/admin')).status()).toBe(401);
  await nextLink(box, changed.email, 1);
}

/** The known address has asked once already. */
async function expectNoDifference(page: Page): Promise<void> {
  const seen: string[][] = [[], []];
  for (const [i, email] of [INVITED.email, 'ai@sonla.example'].entries())
    for (let times = i === 0 ? 1 : 0; times < 4; times++) {
      const answer = await page.request.post('/admin/forgot', { form: { email }, maxRedirects: 0 });
      // An etag is the hash of a page that shows what was typed; both addresses are as long.
      const { date: _, etag: __, 'x-request-id': id = '', ...headers } = answer.headers();
      const text = (await answer.text()).replaceAll(email, '').replaceAll(id, '');
      const hash = createHash('sha256')
        .update(JSON.stringify([headers, text]))
        .digest('hex');
      seen[i]!.push(`${answer.status()} ${hash}`);
    }
  expect(seen[1]!.slice(1)).toEqual(seen[0]);
  expect(seen[0]!.map((answer) => answer.slice(0, 3))).toEqual(['303', '303', '429']);
}

test('without a mail server the link is shown once; roles are changed; the last administrator stays', async ({ page }) => {
  await signIn(page.request, 'administrator');
  await page.goto('/admin/users/new');
  await page.getByLabel('Họ và tên').fill('Nguyễn Hoàng Phương Thảo Công Tằng Tôn Nữ Thị Kim Ngân');
  await page.getByLabel('Thư điện tử').fill('cong.tang.ton.nu.thi.kim.ngan@trung-tam-phuc-vu-hanh-chinh-cong.sonla.example');
  await page.getByLabel('Vai trò', { exact: true }).selectOption('coordinator');
  await page.getByLabel('Cơ quan', { exact: true }).fill('so noi vu');
  await button(page, 'Thêm một vai trò nữa').click();
  await expect(page.getByRole('checkbox')).toBeChecked();
  await page.getByLabel('Vai trò', { exact: true }).selectOption('agency_viewer');
  await page.getByLabel('Cơ quan', { exact: true }).fill('xa song ma');
  await button(page, 'Tạo tài khoản').click();
  await expect(page.getByRole('heading', { name: 'Đường dẫn chỉ hiện một lần' })).toBeVisible();
  const link = await page.getByLabel('Đường dẫn đặt mật khẩu').inputValue();
  await looksRight(page);
  await page.getByRole('link', { name: 'Đến trang của' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(2);
  expect(await page.content()).not.toContain(link);
  expect((await page.request.get(new URL(link).pathname)).status()).toBe(200);

  await page.locator('main summary', { hasText: 'Đổi vai trò' }).click();
  await page.getByLabel('Điều phối viên, Sở Nội vụ').uncheck();
  await looksRight(page);
  await button(page, 'Lưu').first().click();
  await expect(page.getByRole('status')).toHaveText('Đã lưu.');
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await page.locator('main summary', { hasText: 'Khóa tài khoản' }).click();
  await button(page, 'Khóa tài khoản').click();
  await expect(page.getByRole('status')).toContainText('Đã khóa tài khoản.');
  expect((await page.request.get(new URL(link).pathname)).status()).toBe(410);

  await page.goto('/admin/users?role=administrator&place=tinh son la');
  await page.getByRole('rowheader').getByRole('link', { name: 'Lò Văn Quản' }).click();
  await page.locator('main summary', { hasText: 'Đổi vai trò' }).click();
  await page.getByRole('checkbox').uncheck();
  await page.getByLabel('Vai trò', { exact: true }).selectOption('coordinator');
  await page.getByLabel('Cơ quan', { exact: true }).fill('tinh son la');
  await button(page, 'Lưu').first().click();
  await expect(page.getByRole('alert')).toContainText('quản trị hệ thống cuối cùng của tỉnh');
  await looksRight(page);
});
