// An interviewer's phone: units found, tried and asked; with the line cut, with the server gone, and with what the desk did meanwhile.
import { expect } from '@playwright/test';
import { takeBackUnits } from '../../src/lib/server/operations/assign-units';
import { formOf } from '../support/asking';
import { as, PASSWORD } from '../support/people';
import { expectAccessible } from './support/axe';
import { expectEnglish } from './support/english';
import { expectPagesKept, fieldTest, keptOn, line, openUnit, recordAttempt, signIn, stored } from './support/field-phone';
import { expectFits } from './support/layout';

const test = fieldTest();
test.describe.configure({ mode: 'serial' });

test('with a line: found by name without accents, called, tried; the pages read well', async ({ context, field }) => {
  const page = await signIn(context, field);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Phỏng vấn');
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('searchbox').fill('nguoi 0900000003');
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await openUnit(page, 3);
  await expect(page.getByRole('link', { name: /^Gọi 09/ })).toHaveAttribute('href', /^tel:09\d{8}$/);
  await page.getByRole('button', { name: 'Ghi lần liên hệ' }).click();
  await expect(page.getByText('Xin chọn kết quả của lần liên hệ.')).toBeVisible();
  await page.getByLabel('Kết quả').selectOption('appointment');
  await page.getByLabel('Hẹn lúc').fill('2031-03-05T14:30');
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('button', { name: 'Ghi lần liên hệ' }).click();
  await expect(page.getByText('Đã ghi lần liên hệ.')).toBeVisible();
  await expect(page.locator('header').filter({ hasText: 'Phiếu số 3' })).toContainText('Hẹn lại 14:30, 05/03');
  await expect(line(page)).toContainText('Đã gửi hết.');
  expect(await stored(field.db, 3)).toEqual([{ disposition: 'appointment', note: '', of: '' }]);
  await page.goto(`${field.server.url}/admin/field`);
  await expect(page.getByText('Hẹn lại 14:30, 05/03')).toBeVisible();
});

test('with the line cut: pages open, work is kept in order, and goes when the line is back, once', async ({ context, field }) => {
  const page = await signIn(context, field);
  await context.setOffline(true);
  await openUnit(page, 1);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Người thứ /);
  await expect(line(page)).toContainText('Đang mất mạng.');
  await recordAttempt(page, 'Vắng nhà, sẽ quay lại', 'Đi nương, chiều về');
  await expect(line(page)).toContainText('1 phiếu chờ gửi.');
  await recordAttempt(page, 'Không tìm được địa chỉ');
  await expect(line(page)).toContainText('2 phiếu chờ gửi.');
  await page.getByLabel('Lý do').fill('Nhà đã bỏ không');
  await page.getByRole('button', { name: 'Đề nghị thay thế' }).click();
  await expect(page.getByText('Đã đề nghị thay thế, chờ điều phối viên.')).toBeVisible();

  // The list and the form open too, and an interview half entered outlives the page.
  await page.getByRole('link', { name: 'Danh sách phiếu' }).click();
  await expect(line(page)).toContainText('3 phiếu chờ gửi.');
  await expect(page.getByText('Chờ gửi', { exact: true })).toBeVisible();
  await openUnit(page, 2);
  await page.getByRole('link', { name: 'Phỏng vấn và nhập câu trả lời' }).click();
  await expect(page.locator('[data-ready=true]')).toBeVisible();
  await expect(page.getByText(/^Phiếu số 2: Người thứ/)).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  const levels = page.locator('input[type=radio][value="4"]');
  await page.getByLabel('Gọi điện thoại').check();
  await levels.first().check();
  await page.locator('textarea').pressSequentially('Đường xa, đi lại ba lần');
  await page.reload();
  await expect(page.getByText('Đã lấy lại những câu đang nhập dở')).toBeVisible();
  await expect(levels.first()).toBeChecked();
  await expect(page.getByLabel('Gọi điện thoại')).toBeChecked();
  await expect(page.locator('textarea')).toHaveValue('Đường xa, đi lại ba lần');
  for (const level of (await levels.all()).slice(1)) if (await level.isVisible()) await level.check();
  await page.getByRole('button', { name: 'Ghi câu trả lời' }).click();
  await expect(page.getByText('Phiếu này đã có trả lời.')).toBeVisible();
  await expect(line(page)).toContainText('4 phiếu chờ gửi.');
  expect(await stored(field.db, 1)).toEqual([]);

  await context.setOffline(false);
  await expect(line(page)).toContainText('Đã gửi hết.');
  expect(await stored(field.db, 1)).toEqual([
    { disposition: 'absent', note: 'Đi nương, chiều về', of: '3.18' },
    { disposition: '3.18', note: '', of: '3.18' }
  ]);
  const answers = await field.db.selectFrom('responses').select(['channel', 'entered_by', 'purpose', 'duration_ms']).execute();
  // In two sittings: how long it took is not known.
  expect(answers).toEqual([{ channel: 'phone', entered_by: field.round.interviewers[0]!.id, purpose: 'main', duration_ms: null }]);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  const requests = await field.db.selectFrom('replacement_requests').select('reason').execute();
  expect(requests).toEqual([{ reason: 'Nhà đã bỏ không' }]);
});

test('with the server gone: the same; what the desk did meanwhile is said, and nothing is lost', async ({ context, field }) => {
  const { server, db, round } = field;
  const page = await signIn(context, field);
  await server.stop();
  await openUnit(page, 4);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Người thứ /);
  await takeBackUnits(db, as(round.coordinator), 'round', formOf({ serials: '4', which: 'all' }), new Date());
  await recordAttempt(page, 'Còn ngần ngại, sẽ hỏi lại', 'Gặp ở cổng');
  await expect(line(page)).toContainText('1 phiếu chờ gửi.');
  await page.getByRole('link', { name: 'Danh sách phiếu' }).click();
  await openUnit(page, 5);
  await recordAttempt(page, 'Gọi không ai nghe máy');
  await expect(line(page)).toContainText('2 phiếu chờ gửi.');
  await server.start();
  // Where the server took long to start, the page has tried again by itself.
  const now = page.getByRole('button', { name: 'Gửi ngay' });
  await now
    .or(page.getByRole('region', { name: 'Chưa nhận được' }))
    .first()
    .waitFor();
  if (await now.isVisible()) await now.click({ timeout: 5_000 }).catch(() => undefined);
  await expect(line(page)).not.toContainText('chờ gửi');
  const refused = page.getByRole('region', { name: 'Chưa nhận được' });
  await expect(refused).toContainText('Điều phối viên đã thu lại phiếu này trước khi việc được ghi.');
  await expect(refused).toContainText('Phiếu số 4 · Lần liên hệ');
  await refused.getByText('Xem nội dung').click();
  await expect(refused).toContainText('Gặp ở cổng');
  await expectAccessible(page);
  await expectFits(page);
  expect([await stored(db, 4), (await stored(db, 5)).length]).toEqual([[], 1]);
  await refused.getByRole('button', { name: 'Xóa khỏi máy' }).click();
  await expect(refused).toBeHidden();
});

test('in English, with a line and without: the list, a unit, the form; and the way to paper forms and back', async ({ context, field }) => {
  const page = await signIn(context, field);
  await page.goto(`${field.server.url}/admin/field?lang=en`);
  await expectPagesKept(page);
  await expectEnglish(page);
  await page.getByRole('link', { name: 'Key paper forms: Test round' }).click();
  await expect(page).toHaveURL(/\/desk\/paper$/);
  await expectEnglish(page);
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').first().click();
  await expectPagesKept(page);
  await context.setOffline(true);
  await page.getByRole('link', { name: /Form 7(?!\d)/ }).click();
  await expect(line(page)).toContainText('No connection.');
  await expectEnglish(page);
  await expectFits(page);
  await page.getByLabel('Result').selectOption('absent');
  await page.getByRole('button', { name: 'Record the attempt' }).click();
  await expect(line(page)).toContainText('1 waiting');
  await expectEnglish(page);
  await page.locator('.answer a').click();
  await expect(page.locator('[data-ready=true]')).toBeVisible();
  await expectEnglish(page);
  await context.setOffline(false);
  await expect.poll(async () => (await stored(field.db, 7)).length).toBe(1);
  await page.goto(`${field.server.url}/admin/field?lang=vi`);
  await expectPagesKept(page);
});

test('a session that ended loses nothing; signing out takes the names off the phone and leaves what waits', async ({ context, field }) => {
  const page = await signIn(context, field);
  await openUnit(page, 6);
  await field.db.deleteFrom('sessions').execute();
  await recordAttempt(page, 'Vắng nhà, sẽ quay lại', 'Sau khi hết phiên');
  await expect(line(page)).toContainText('Phiên làm việc đã hết.');
  await expect(line(page)).toContainText('1 phiếu chờ gửi.');
  await page.getByRole('link', { name: 'Đăng nhập' }).click();
  await page.getByLabel('Thư điện tử').fill(field.round.interviewers[0]!.email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Phỏng vấn');
  await expect.poll(async () => (await stored(field.db, 6)).length).toBe(1);

  await page.locator('summary', { hasText: 'Danh mục' }).click();
  await page.locator('.menu').getByRole('link', { name: 'Tài khoản của tôi' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tài khoản của tôi');
  await page.locator('.menu').getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page).toHaveURL(/sign-in/);
  expect(await keptOn(page)).toEqual({ lists: 0, files: [] });
});

test('of a session that only ended nothing is left for whoever signs in next', async ({ context, field }) => {
  const page = await signIn(context, field);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Phỏng vấn');
  await expect.poll(async () => (await keptOn(page)).lists).toBe(1);
  await field.db.deleteFrom('sessions').execute();
  await page.goto(`${field.server.url}/admin/sign-in`);
  const enter = async (password: string) => {
    await page.getByLabel('Thư điện tử').fill(field.round.coordinator.email);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
  };
  await enter('không phải mật khẩu này');
  await expect(page.getByRole('alert')).toBeVisible();
  expect((await keptOn(page)).lists).toBe(1);
  await enter(PASSWORD);
  await expect(page).not.toHaveURL(/sign-in/);
  expect((await keptOn(page)).lists).toBe(0);
});
