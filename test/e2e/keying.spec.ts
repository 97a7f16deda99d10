// Paper forms in the browser: keyed by the keyboard alone, a second time without script, settled where the two differ.
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/forms';
import { expectFits } from './support/layout';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

test.describe.configure({ mode: 'serial' });

const paper = () => `/admin/surveys/${seeded().rechecked.code}/desk/paper`;
const digits = (page: Page) => page.locator('input[data-digits]');
const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name });

async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFits(page);
}

test('a form is found by its number and keyed without a mouse', async ({ page }) => {
  await signIn(page.request, 'coordinator');
  await page.goto(paper());
  await expectSound(page);
  await page.keyboard.type('9999');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Không tìm thấy phiếu 9999');
  await expectSound(page);
  await page.getByLabel('Số phiếu hoặc mã in trên phiếu').fill(`0${seeded().rechecked.paper}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Phiếu số ${seeded().rechecked.paper}`);
  await expectSound(page);
  await page.waitForLoadState(); // the script is there
  const items = await digits(page).count();
  await expect(digits(page).first()).toBeFocused();
  // A digit that fits moves on, one that does not stays; Enter leaves out; back with the arrow.
  await page.keyboard.type('8');
  await expect(digits(page).first()).toBeFocused();
  await expect(digits(page).first()).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.type('544');
  await expect(digits(page).nth(3)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type('3');
  await expect(digits(page).nth(2)).toHaveValue('3');
  await expect(page.getByText(`Đã điền 3/${items} câu`)).toBeVisible();
  for (let left = 3; left < items; left++) await page.keyboard.press('Enter');
  await expect(page.getByLabel('Ý kiến viết thêm')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Lưu phiếu')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('bản thứ nhất');
  // The next form of the pile: the field has the focus already.
  await expect(page.getByLabel('Số phiếu hoặc mã in trên phiếu')).toBeFocused();
  await page.keyboard.type(String(seeded().rechecked.paper));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Lần thứ hai phải do người khác nhập');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('somebody else keys it again, and sees nothing of the first copy', async ({ page }) => {
    await signIn(page.request, 'interviewer');
    await page.goto(paper());
    await page.getByRole('link', { name: 'Nhập lần hai' }).click();
    await expect(page.getByText('Nhập lần thứ hai, độc lập')).toBeVisible();
    for (let at = 0; at < 3; at++) await expect(digits(page).nth(at)).toHaveValue('');
    await digits(page).nth(0).fill('5');
    await digits(page).nth(1).fill('7');
    await digits(page).nth(2).fill('3');
    await button(page, 'Lưu phiếu').click();
    await expect(page).toHaveTitle(/^Lỗi:/);
    await expect(page.getByRole('alert')).toContainText('không có trong các số được nhập');
    await digits(page).nth(1).fill('2');
    await page.getByLabel('Ý kiến viết thêm').fill('Cán bộ nhiệt tình.');
    await button(page, 'Lưu phiếu').click();
    await expect(page.getByRole('status')).toContainText('hai bản có chỗ khác nhau');
    await expect(page.getByRole('link', { name: 'Chốt' })).toHaveCount(0);
  });
});

test('the coordinator settles what differs by the paper', async ({ page }) => {
  await signIn(page.request, 'coordinator');
  await page.goto(paper());
  await expectSound(page);
  await page.getByRole('link', { name: 'Chốt' }).click();
  await expect(page.getByText('Hai người nhập khác nhau ở 2 chỗ')).toBeVisible();
  await expect(page.getByRole('main').getByRole('group')).toHaveCount(2);
  await expectSound(page);
  await button(page, 'Chốt theo phiếu giấy').click();
  await expect(page.getByRole('alert')).toContainText('Xin chọn theo phiếu giấy');
  await expectSound(page);
  await page.getByRole('main').getByRole('group').first().getByLabel('Khác cả hai').check();
  await page.getByRole('main').getByRole('group').first().getByLabel('Phiếu giấy ghi').fill('1');
  await page.getByRole('main').getByRole('group').last().getByRole('radio').nth(1).check();
  await button(page, 'Chốt theo phiếu giấy').click();
  await expect(page.getByRole('status')).toContainText('Đã chốt phiếu số');
  await expect(page.getByText('Chưa có phiếu nào đang chờ')).toBeVisible();
});
