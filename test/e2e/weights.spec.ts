// A coordinator weights a closed round step by step, closes it for good, reads its report and takes its answers away. Without script.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/forms';
import { expectFits } from './support/layout';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

test.describe.configure({ mode: 'serial' });
test.beforeEach(({ page }) => signIn(page.request, 'coordinator'));

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).click();
const looksRight = async (page: Page) => {
  await expectAccessible(page);
  await expectFits(page);
};

test('weights are taken step by step, what does not fit is refused in words, and the last step can be undone', async ({ page }) => {
  const desk = `/admin/surveys/${seeded().closedRound.code}/desk`;
  await page.goto(desk);
  await page.getByRole('link', { name: 'Quyền số' }).click();
  await expect(page.getByRole('row', { name: 'Có phiếu được tính' })).toContainText('86');
  await looksRight(page);
  await button(page, 'Tính quyền số gốc').click();
  await expect(page.getByText('Đã thêm bước.')).toHaveRole('status');
  await expect(page.getByRole('row', { name: 'Tổng quyền số' })).toContainText('600');
  await button(page, 'Điều chỉnh không trả lời').click();
  await expect(page.getByRole('heading', { name: '2. Điều chỉnh không trả lời' })).toBeVisible();

  await unfold(page, 'Cắt quyền số lớn');
  await page.getByLabel('Cắt ở mấy lần quyền số trung bình').fill('0,5');
  await button(page, 'Cắt quyền số').click();
  await expect(page.getByRole('alert')).toContainText('Xin nhập một số từ 1,1 đến 20.');
  await expect(page.getByLabel('Cắt ở mấy lần quyền số trung bình')).toHaveValue('0,5');
  await looksRight(page);
  await page.getByLabel('Cắt ở mấy lần quyền số trung bình').fill('2');
  await button(page, 'Cắt quyền số').click();
  await expect(page.getByText('Số phiếu bị cắt: 0.')).toBeVisible();
  await button(page, 'Bỏ bước cuối').click();
  await expect(page.getByText('Đã bỏ bước cuối.')).toHaveRole('status');

  await unfold(page, 'Hiệu chỉnh theo tổng thể đã biết');
  await page.getByLabel('Cơ quan giải quyết', { exact: true }).last().check();
  await button(page, 'Nhập tổng thể').click();
  const totals = page.getByRole('group', { name: 'Tổng thể theo Cơ quan giải quyết' }).getByRole('textbox');
  await totals.first().fill('1.250');
  await totals.last().fill('không rõ');
  await button(page, 'Hiệu chỉnh').click();
  await expect(page.getByRole('alert')).toContainText('phải là số nguyên không âm, nhận được "không rõ"');
  await expect(totals.first()).toHaveValue('1.250');
  await looksRight(page);
  await totals.last().fill('2.750');
  await button(page, 'Hiệu chỉnh').click();
  await expect(page.getByRole('heading', { name: '3. Hiệu chỉnh theo một tổng thể' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Tổng quyền số' }).last()).toContainText('4.000');
  await looksRight(page);
});

test('the round is closed for good; then its report has figures, its answers can be taken away, and nothing moves', async ({ page }) => {
  const { places, closedRound } = seeded();
  const desk = `/admin/surveys/${closedRound.code}/desk`;
  const report = `/admin/reports/${places.province.code}/${closedRound.code}?period=all`;
  expect((await page.goto(report))?.status()).toBe(409);
  await expect(page.getByText('chưa khóa sổ nên chưa có kết quả')).toBeVisible();

  await page.goto(`${desk}/close`);
  await expect(page.getByText('Không còn việc nào dở.')).toBeVisible();
  await looksRight(page);
  await button(page, 'Khóa sổ').click();
  await expect(page.getByText('Đã khóa sổ.')).toHaveRole('status');
  await expect(page.getByText('122 đơn vị, trong đó 2 từ mẫu dự phòng')).toBeVisible();
  await expect(page.getByText(/^RR1 78,2% · RR2 78,2%/).first()).toBeVisible();
  await looksRight(page);

  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tải bảng phiếu (CSV)' }).click()]);
  const lines = readFileSync(await file.path(), 'utf8')
    .trimEnd()
    .split('\n');
  expect(lines[0]).toContain('design.stratum,design.psu,design.fpc,');
  expect(lines).toHaveLength(87);
  await page.getByRole('link', { name: 'Xem báo cáo' }).click();
  await expect(page.getByRole('heading', { name: 'Chất lượng số liệu' })).toBeVisible();
  await expect(page.getByText('122 đơn vị, trong đó 2 từ mẫu dự phòng')).toBeVisible();
  await expect(page.getByText('Số liệu khảo sát chọn mẫu').first()).toBeVisible();

  await page.goto(`${desk}/weights`);
  await expect(page.getByText('Quyền số dưới đây là quyền số cuối cùng')).toBeVisible();
  await expect(button(page, 'Bỏ bước cuối')).toHaveCount(0);
  const again = await page.request.post(`${desk}/weights?/undo`, { form: {}, headers: { origin: new URL(page.url()).origin } });
  expect(await again.text()).toContain('khóa sổ');
  await page.goto(`/admin/surveys/${closedRound.code}`);
  await unfold(page, 'Mở lại');
  await button(page, 'Mở lại đợt').click();
  await expect(page.getByRole('alert')).toBeVisible();
});
