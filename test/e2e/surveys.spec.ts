// A coordinator runs a survey from the browser: makes it, sees to what stands against it, opens, extends and closes it. By keyboard
// alone where it says so, on a phone's screen.
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/forms';
import { expectFits } from './support/layout';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

const NAME = 'Ý kiến người dân tại quầy thử của xã vùng cao biên giới năm 2026';
const COUNTER = 'Quầy thử đợt khảo sát';

test.describe.configure({ mode: 'serial' });
test.beforeEach(({ page }) => signIn(page.request, 'coordinator'));

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).click();
const looksRight = async (page: Page) => {
  await expectAccessible(page);
  await expectFits(page);
};

test('a survey is made, its counter chosen, opened, answered, extended and closed', async ({ page }) => {
  const { places } = seeded();
  await page.goto(`/admin/counters/new?agency=${places.commune.code}`);
  await page.getByLabel('Tên điểm tiếp nhận').fill(COUNTER);
  await button(page, 'Thêm điểm tiếp nhận').click();
  await expect(page).toHaveURL(/counters\/\w{8}/);
  const [, counter = ''] = /counters\/(\w{8})/.exec(page.url()) ?? [];

  await page.goto('/admin/surveys');
  await page.getByRole('link', { name: 'Tạo đợt khảo sát' }).click();
  await page.getByLabel('Tên tiếng Việt').fill(NAME);
  await page.getByLabel('Kết thúc').fill('2020-01-01');
  await page.getByLabel('Chọn từng điểm ở bước sau').check();
  await button(page, 'Tạo đợt khảo sát').click();
  await expect(page.getByRole('alert')).toContainText('Xin chọn phiếu hỏi.');
  await expect(page.getByRole('alert')).toContainText('Ngày kết thúc phải sau ngày bắt đầu.');
  await expect(page.getByLabel('Tên tiếng Việt')).toHaveValue(NAME);
  await looksRight(page);
  await page.getByLabel('Kết thúc').fill('');
  await page.getByLabel('Phiếu hỏi').selectOption('sipas-2017');
  await button(page, 'Tạo đợt khảo sát').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(NAME);
  await expect(page.getByText('Chưa có điểm tiếp nhận nào đang mở trong đợt')).toBeVisible();
  await expect(button(page, 'Mở đợt')).toHaveCount(0);
  await looksRight(page);
  const survey = new URL(page.url()).pathname;

  await page.getByRole('link', { name: 'Chọn điểm tiếp nhận' }).first().click();
  await button(page, 'Đưa vào đợt').click();
  await expect(page.getByRole('alert')).toContainText('Xin đánh dấu ít nhất một điểm tiếp nhận.');
  await page.getByRole('searchbox').fill('quay thu dot khao sat');
  await button(page, 'Lọc').click();
  await expect(page).toHaveURL(/q=quay/);
  await page.getByLabel(`Chọn ${COUNTER}`).check();
  await looksRight(page);
  await button(page, 'Đưa vào đợt').click();
  await expect(page.getByText('Đã đưa 1 điểm tiếp nhận vào đợt.')).toHaveRole('status');
  await expect(page.getByRole('searchbox')).toHaveValue('quay thu dot khao sat');

  expect((await page.request.get(`/q/${counter}`)).status()).toBe(404);
  await page.goto(survey);
  await button(page, 'Mở đợt').click();
  await expect(page.getByRole('status')).toContainText('Đã mở đợt.');
  await looksRight(page);
  expect((await page.request.get(`/q/${counter}`)).status()).toBe(200);

  await unfold(page, 'Sửa tên, gia hạn');
  await page.getByLabel('Kết thúc').fill('2020-01-01');
  await button(page, 'Lưu').click();
  await expect(page.getByRole('alert')).toContainText('Ngày kết thúc phải');
  await page.getByLabel('Kết thúc').fill('2099-12-31');
  await button(page, 'Lưu').click();
  await expect(page.getByRole('main')).toContainText('31/12/2099');

  await page.goto('/admin/counters?q=quay thu dot khao sat');
  await expect(page.getByRole('row').filter({ hasText: COUNTER })).toContainText(NAME);
  await page.goto(survey);
  await unfold(page, 'Đóng đợt');
  await button(page, 'Đóng đợt').click();
  await expect(page.getByRole('status')).toHaveText('Đã đóng đợt.');
  await looksRight(page);
  expect((await page.request.get(`/q/${counter}`)).status()).toBe(410);
});

test('by keyboard alone a draft is made, looked at and deleted', async ({ page }) => {
  const { keyboard } = page;
  /** Tab until what has the focus has this name: no pointer, no script, only what the page offers. */
  const tabTo = async (name: RegExp) => {
    const passed: string[] = [];
    for (let presses = 0; presses < 60; presses++) {
      await keyboard.press('Tab');
      const said = await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement | null;
        return (element?.labels?.[0] ?? element)?.textContent?.trim() ?? '';
      });
      if (name.test(said)) return;
      passed.push(said.slice(0, 40));
    }
    throw new Error(`no way by keyboard to ${name.source}: ${passed.join(' | ')}`);
  };
  await page.goto('/admin');
  await keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText('Đến nội dung chính');
  await tabTo(/^Danh mục/);
  await keyboard.press('Enter');
  await tabTo(/^Đợt khảo sát$/);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đợt khảo sát');
  await tabTo(/^Tạo đợt khảo sát$/);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tạo đợt khảo sát');
  await tabTo(/^Tên tiếng Việt/);
  await keyboard.type('Đợt thử bằng bàn phím');
  await tabTo(/^Phiếu hỏi/);
  for (let presses = 0; presses < 30 && (await page.getByLabel('Phiếu hỏi').inputValue()) !== 'sipas-2017'; presses++)
    await keyboard.press('ArrowDown');
  await tabTo(/^Tạo đợt khảo sát$/);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đợt thử bằng bàn phím');
  await tabTo(/^Xóa bản nháp$/);
  await keyboard.press('Enter');
  await tabTo(/^Xóa bản nháp$/);
  await keyboard.press('Enter');
  await expect(page.getByText('Đã xóa bản nháp.')).toHaveRole('status');
});
