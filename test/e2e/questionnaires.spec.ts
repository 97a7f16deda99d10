// A coordinator makes a questionnaire on a phone's screen: copied, edited with a condition, checked, published, compared, taken out and back.
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/forms';
import { expectFits } from './support/layout';
import { signIn } from './support/sign-in';

const CODE = 'phieu-thu-nghiem';
const APOLOGY = 'Cơ quan có xin lỗi Ông/Bà về việc trễ hẹn không?';
const COPIED = '/admin/questionnaires/phieu-thu-nghiem';

test.describe.configure({ mode: 'serial' });
test.beforeEach(({ page }) => signIn(page.request, 'coordinator'));

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
const open = (page: Page, summary: string) => page.locator('summary', { hasText: summary }).first().click();
const phone = (page: Page) => page.frameLocator('iframe[data-phone]').first();

async function expectGood(page: Page, frames = 0): Promise<void> {
  await expectAccessible(page, { frames });
  await expectFits(page);
}

test('a shipped one is found without accents, seen as citizens see it, and copied', async ({ page }) => {
  await page.goto('/admin/questionnaires');
  await page.getByRole('searchbox').fill('phieu khao sat ngan');
  await button(page, 'Lọc').click();
  // Another test keeps a version of the short one under a code of its own.
  await expect(page).toHaveURL(/q=phieu/);
  await expect(page.getByRole('rowheader').filter({ hasNotText: /^\s*Phiếu khảo sát ngắn/ })).toHaveCount(0);
  await page.locator('tbody a[href$="/sipas-short"]').click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Các phiên bản');
  await page.getByRole('link', { name: 'Xem: Phiên bản 1' }).click();
  await expect(phone(page).getByText('Công chức có thái độ giao tiếp lịch sự.')).toBeAttached();
  await open(page, 'Sao chép thành bản nháp');
  await page.getByLabel('Mã của bản sao').fill('Mã có dấu');
  await button(page, 'Sao chép thành phiếu riêng').click();
  await expect(page.getByRole('alert')).toContainText('chữ thường không dấu');
  await expect(page.getByLabel('Mã của bản sao')).toHaveValue('Mã có dấu');
  await page.getByLabel('Mã của bản sao').fill(CODE);
  await button(page, 'Sao chép thành phiếu riêng').click();
  await expect(page.getByRole('status')).toHaveText('Đã sao chép thành bản nháp này.');
  await expectGood(page, 1);
});

test('a question with a condition is added beside the phone that shows it, and mended from the check', async ({ page }) => {
  await page.goto(`${COPIED}/1`);
  await page.locator('#section-experience').getByRole('link', { name: 'chọn một' }).click();
  const words = page.getByLabel('Câu hỏi (tiếng Việt)');
  await expect(words).toBeVisible();
  await expectGood(page, 1);
  await words.fill('a'.repeat(301));
  for (const [row, vi, en] of [['1', 'Có', 'Yes'], ['2', 'Không', 'No']] as const) {
    await page.getByLabel(`Ý ${row} (tiếng Việt)`).fill(vi);
    await page.getByLabel(`Ý ${row} (tiếng Anh)`).fill(en);
  } // prettier-ignore
  await open(page, 'Chỉ hỏi câu này khi');
  await open(page, 'So với ngày hẹn');
  await page.getByLabel('Trễ hẹn').check();
  await button(page, 'Lưu').click();
  await expect(page).toHaveTitle(/^Lỗi:/);
  await expect(page.getByRole('alert')).toContainText('dài 301 ký tự; tối đa 300');
  await expect(page.getByLabel('Trễ hẹn')).toBeChecked();
  await expect(page.getByLabel('Ý 2 (tiếng Anh)')).toHaveValue('No');
  await expectGood(page, 1);

  await words.fill(APOLOGY);
  await expect(phone(page).getByText(APOLOGY)).toBeAttached();
  await expect(phone(page).getByText(APOLOGY)).toBeHidden();
  await phone(page).locator('label', { hasText: 'Trễ hẹn' }).click();
  await expect(phone(page).getByText(APOLOGY)).toBeVisible();
  await button(page, 'Lưu').click();
  await expect(page.locator('#check')).toContainText('Còn 1 chỗ cần sửa');
  await expect(page.locator('summary', { hasText: 'Ban hành' })).toHaveCount(0);
  await page.locator('#check').getByRole('link', { name: APOLOGY }).click();
  await expect(page.getByText('Câu hỏi: thiếu tiếng Anh.')).toBeVisible();
  await page.getByLabel('Câu hỏi (tiếng Anh)').fill('Did the agency apologise for the delay?');
  await button(page, 'Lưu').click();
  await expect(page.locator('#check')).toContainText('Đủ điều kiện ban hành');
});

test('two who edit at once: the second keeps what was typed', async ({ page, context }) => {
  await page.goto(`${COPIED}/1/edit/item/officer_1`);
  const other = await context.newPage();
  await other.goto(`${COPIED}/1/edit/settings/form`);
  await expectGood(other, 1);
  await other.getByLabel('Thời gian trả lời').fill('4');
  await button(other, 'Lưu').click();
  await expect(other).not.toHaveURL(/\/edit\//);
  await page.getByLabel('Bắt buộc trả lời').check();
  await button(page, 'Lưu').click();
  await expect(page.getByRole('alert')).toContainText('đã sửa lúc');
  await expect(page.getByLabel('Bắt buộc trả lời')).toBeChecked();
  await button(page, 'Lưu').click();
  await expect(page.locator('#item-officer_1')).toContainText('bắt buộc');
});

test('other parts have their forms, too', async ({ page }) => {
  for (const part of ['section/officer', 'scale/satisfaction-5', 'section/new', 'rate/new?item=extra_payment']) {
    await page.goto(`${COPIED}/1/edit/${part}`);
    await expectGood(page, 1);
  }
  await page.goto(`${COPIED}/1/preview`);
  await expectAccessible(page);
});

test('it is published, what is saved after that is kept on the screen, and it is copied to a next draft and compared', async ({
  page,
  context
}) => {
  const later = await context.newPage();
  await later.goto(`${COPIED}/1/edit/item/officer_1`);
  await page.goto(`${COPIED}/1`);
  await open(page, 'Ban hành');
  await button(page, 'Ban hành').click();
  await expect(page.getByRole('status')).toContainText('Từ nay phiên bản này không sửa được');
  const late = await page.request.get(`${COPIED}/1/edit/item/officer_1`);
  expect(late.status()).toBe(409);
  await later.getByLabel('Câu hỏi (tiếng Việt)').fill('Viết trước khi ban hành');
  await button(later, 'Lưu').click();
  await expect(later.getByRole('alert')).toContainText('Hãy sao chép thành bản nháp mới');
  await expect(later.getByLabel('Câu hỏi (tiếng Việt)')).toHaveValue('Viết trước khi ban hành');
  await open(page, 'Sao chép thành bản nháp');
  await button(page, 'Sao chép').click();
  await button(page, 'Đưa xuống: Công chức có thái độ giao tiếp lịch sự.').click();
  await expect(page).toHaveURL(/saved=edit/); // the page of before leads to the comparison, too
  await page.getByRole('link', { name: 'So sánh các phiên bản' }).click();
  await expect(page.getByRole('main')).toContainText('Số liệu không cộng trực tiếp với nhau');
  await expect(page.getByRole('row', { name: /Chuyển chỗ/ })).toContainText('officer_1');
  await expectGood(page);
});

test('an XLSForm that is taken out and brought back makes no difference; a file that is none leaves nothing', async ({ page }) => {
  const file = await page.request.get(`${COPIED}/1/questionnaire.xlsx`);
  const upload = async (buffer: Buffer) => {
    await page.goto(`/admin/questionnaires/new?into=${CODE}`);
    await page.getByLabel('Tệp XLSForm').setInputFiles({ name: 'phieu.xlsx', mimeType: 'application/octet-stream', buffer });
    await button(page, 'Nhập tệp').click();
  };
  await upload(Buffer.from('không phải bảng tính'));
  await expect(page.getByRole('alert')).toContainText('Không mở được tệp');
  await expectGood(page);
  await upload(await file.body());
  await expect(page.getByRole('status')).toContainText('Chưa có gì được ban hành.');
  await page.goto(`${COPIED}/compare?from=1&to=3`);
  await expect(page.getByRole('main')).toContainText('Hai phiên bản giống hệt nhau.');
  await page.goto(`${COPIED}/3`);
  await open(page, 'Xóa bản nháp');
  await button(page, 'Xóa bản nháp').click();
  await expect(page.getByRole('status')).toHaveText('Đã xóa bản nháp.');
});
