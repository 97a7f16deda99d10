// The quality of answers in the browser, on a phone's screen and without script: found, held, by rule excluded, objected to, answered, taken back.
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/forms';
import { expectFits } from './support/layout';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

test.describe.configure({ mode: 'serial' });

const button = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name });
const REASON = 'Mười tám phiếu từ một máy sau giờ làm việc, mỗi phiếu chưa đầy một phút.';

async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFits(page);
}

test('a coordinator finds a stuffed month and holds what is odd, with a reason', async ({ page }) => {
  await signIn(page.request, 'coordinator');
  await page.goto(`/admin/quality?month=${seeded().quality.month}`);
  const row = page.getByRole('row').filter({ hasText: 'Quầy được xem kỹ' });
  await expect(row).toContainText('Vượt xa lịch sử');
  await expect(row).toContainText('So với lịch sử của quầy');
  await expect(row).toContainText('Chưa xem');
  await expectSound(page);
  await row.getByRole('link').click();
  await expect(page.getByText(/quầy nhận \d+ phiếu có cách điền lạ/)).toBeVisible();
  await expectSound(page);

  await button(page, 'Tạm giữ').click();
  await expect(page).toHaveTitle(/^Lỗi:/);
  await expect(page.getByRole('alert')).toContainText('Xin đánh dấu ít nhất một phiếu');
  await expectSound(page);
  await page.getByLabel(/Tất cả phiếu trong danh sách này/).check();
  await page.getByLabel('Căn cứ').selectOption('device-many');
  await page.getByLabel('Lý do', { exact: true }).fill(REASON);
  await button(page, 'Tạm giữ').click();
  await expect(page.getByRole('status')).toContainText('Đã ghi nhận');
  await expect(page.getByRole('table').getByText('Tạm giữ', { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/[1-9]\d* tạm giữ, 0 đã loại/)).toBeVisible();
  await expectSound(page);
});

test('a rule is previewed before it is done, and done as one', async ({ page }) => {
  const { quality } = seeded();
  await signIn(page.request, 'coordinator');
  await page.goto(`/admin/quality/rule?survey=${quality.survey}&counter=${quality.counter}`);
  await page.getByLabel('Từ ngày').fill(`${quality.month}-01`);
  await page.getByLabel('Đến hết ngày').fill(`${quality.month}-28`);
  await page.getByLabel('Nhiều phiếu từ một thiết bị').check();
  await page.getByLabel('Điền trong chưa đầy (giây)').fill('nhanh');
  await button(page, 'Xem trước').click();
  await expect(page.getByRole('alert')).toContainText('Xin nhập số giây');
  await expect(page.getByRole('alert')).toContainText('phiếu của người dân điền bình thường');
  await expectSound(page);
  await page.getByLabel('Điền trong chưa đầy (giây)').fill('60');
  await page.getByLabel('Việc cần làm').selectOption('exclude');
  await button(page, 'Xem trước').click();
  await expect(page.getByRole('heading', { level: 2 })).toContainText(/^\d+ phiếu khớp, tại 1 điểm tiếp nhận/);
  await expect(page.getByText('Đây là quy tắc đầu tiên được xem trước')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('%');
  await expectSound(page);
  await page.getByLabel('Lý do', { exact: true }).fill(REASON);
  await button(page, /^Áp dụng cho/).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Xử lý phiếu lúc');
  await expect(page.getByText('Không có quy tắc nào khác được xem trước')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Quầy được xem kỹ' })).toContainText(/Loại \d+/);
  await expectSound(page);
});

test('the agency reads both figures and the reasons, and objects; the coordinator answers and takes it back', async ({ page }) => {
  const { quality, places } = seeded();
  await signIn(page.request, 'qualityViewer');
  await page.goto(`/admin/reports/${quality.agencyCode}/${quality.survey}?period=${quality.month}`);
  await expect(page.getByText(/Không tính \d+ phiếu trong kỳ này/)).toContainText('Nhiều phiếu từ một thiết bị');
  await expect(page.getByText(/Tất cả phiếu hợp lệ: \d/)).toBeVisible();
  await expectSound(page);
  await page.getByRole('navigation').getByRole('link', { name: 'Điểm kiểu PAPI' }).click();
  await expect(page.getByText(/Không tính \d+ phiếu trong kỳ này/)).toContainText('Nhiều phiếu từ một thiết bị');
  await expect(page.getByText(/^Số trong ngoặc là điểm nếu tính tất cả phiếu hợp lệ/)).toBeVisible();
  await expect(page.locator('tr.sub td.num').first()).toHaveText(/^\d+,\d\dTất cả phiếu hợp lệ:\s?\(\d+,\d\d\)$/);
  await expectSound(page);
  await page.getByRole('link', { name: 'Xem lý do và cách phản đối' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Chất lượng phiếu');
  await expectSound(page);
  await page.getByRole('row').filter({ hasText: /Loại \d+/ }).getByRole('link').click(); // prettier-ignore
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Xử lý phiếu lúc');
  await expect(page.getByText(REASON, { exact: true })).toBeVisible();
  await page.locator('summary', { hasText: 'Gửi ý kiến phản đối' }).click();
  await page.getByLabel('Nội dung').fill('Hôm ấy đoàn lưu động dùng chung một máy tính bảng tại bản.');
  await button(page, 'Gửi ý kiến phản đối').click();
  await expect(page.getByRole('status')).toContainText('Đã ghi nhận');
  await expect(page.getByText('Đang chờ trả lời')).toBeVisible();
  await expectSound(page);

  await signIn(page.request, 'coordinator');
  await page.goto(`/admin/reports/${places.province.code}/${quality.survey}/ranking?period=${quality.month}`);
  await expect(page.locator(`#a-${quality.agencyCode}`)).toContainText(/Không tính \d+ phiếu; nếu tính tất cả phiếu hợp lệ: \d/);
  await expectSound(page);
  await page.goto('/admin/quality');
  await expect(page.getByText('1 ý kiến phản đối đang chờ trả lời.')).toBeVisible();
  await page.getByRole('link', { name: 'Xem', exact: true }).click();
  await page.getByRole('row').filter({ hasText: 'còn chờ 1' }).getByRole('link').click(); // prettier-ignore
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Xử lý phiếu lúc');
  await expectSound(page);
  await page.getByLabel('Nội dung trả lời').fill('Đã xác minh với đoàn lưu động: các phiếu này là của người dân.');
  await button(page, 'Trả lời').click();
  await expect(page.getByText('các phiếu này là của người dân')).toBeVisible();
  await page.locator('summary', { hasText: 'Hoàn lại lần xử lý này' }).click();
  await page.getByLabel('Lý do', { exact: true }).fill('Các phiếu là của người dân do đoàn lưu động ghi nhận.');
  await button(page, 'Hoàn lại lần xử lý này').click();
  await expect(page.getByText('Hoàn lại một lần xử lý trước.')).toBeVisible();
  await expectSound(page);
});
