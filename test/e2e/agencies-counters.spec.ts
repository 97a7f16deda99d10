// Running a province: an agency and a counter made, changed and closed in the browser, on a phone's screen.
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/forms';
import { expectFits } from './support/layout';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

const AGENCY = { code: 'tt-thu', name: 'Trung tâm Phục vụ hành chính công thử nghiệm của các xã vùng cao biên giới' };

test.describe.configure({ mode: 'serial' });
test.beforeEach(({ page }) => signIn(page.request, 'coordinator'));

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });

test('an agency is added, refused with what was typed kept, and renamed', async ({ page }) => {
  const { places } = seeded();
  await page.goto('/admin/agencies');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cơ quan, đơn vị');
  await page.getByRole('link', { name: 'Thêm đơn vị' }).click();
  await page.getByLabel('Tên tiếng Việt').fill(AGENCY.name);
  await page.getByLabel('Mã', { exact: true }).fill('mã không được');
  await page.getByLabel('Loại').selectOption('centre');
  await page.getByLabel('Cơ quan cấp trên').selectOption(places.province.code);
  await button(page, 'Thêm đơn vị').click();
  await expect(page).toHaveTitle(/^Lỗi:/);
  await expect(page.getByRole('alert')).toContainText('chỉ gồm chữ, số');
  await expect(page.getByLabel('Tên tiếng Việt')).toHaveValue(AGENCY.name);
  await expectAccessible(page);
  await expectFits(page);
  await page.getByLabel('Mã', { exact: true }).fill(AGENCY.code);
  await button(page, 'Thêm đơn vị').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(AGENCY.name);

  await page.locator('summary', { hasText: 'Đổi tên' }).click();
  await page.getByLabel('Tên tiếng Anh').fill('Trial centre');
  await page.getByLabel('sửa tên đã ghi sai từ đầu').check();
  await button(page, 'Đổi tên').click();
  await expect(page.getByRole('status')).toHaveText('Đã lưu.');
  await expectAccessible(page);
  await expectFits(page);

  await page.goto('/admin/agencies?view=list');
  await page.getByRole('searchbox').fill('trung tam thu nghiem');
  await button(page, 'Lọc').click();
  await expect(page.getByRole('rowheader')).toHaveText([AGENCY.name]);
  await expectAccessible(page);
  await expectFits(page);
});

test('merging is prepared from the list, and says what becomes of each', async ({ page }) => {
  await page.goto('/admin/agencies?kind=commune');
  for (const box of await page
    .getByRole('checkbox')
    .all()
    .then((all) => all.slice(0, 2)))
    await box.check();
  await button(page, 'Sáp nhập các đơn vị đã chọn').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sáp nhập đơn vị');
  const ending = page.getByRole('listitem').filter({ hasText: 'điểm tiếp nhận đang mở' });
  await expect(ending).toHaveCount(2);
  await expectAccessible(page);
  await expectFits(page);
  // Whoever is not on the same page of the list comes in here, one after another.
  await page.getByLabel('Thêm đơn vị cùng nhập vào').selectOption({ index: 1 });
  await button(page, 'Thêm').click();
  await expect(ending).toHaveCount(3);
  await page.getByRole('link', { name: /^Bỏ / }).first().click();
  await expect(ending).toHaveCount(2);
  await button(page, 'Sáp nhập').click();
  await expect(page.getByRole('alert')).toContainText('Xin nhập tên.');
});

test('a file is looked at before anything is stored, and taken once somebody agrees', async ({ page }) => {
  const { places } = seeded();
  const table = (rows: string) => ({
    name: 'don-vi.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`code,name,name_en,kind,parent_code\n${rows}`)
  });
  await page.goto('/admin/agencies');
  await page.getByRole('link', { name: 'Nhập từ tệp' }).click();
  await page.getByLabel('Tệp CSV hoặc XLSX').setInputFiles(table(`tt-tep,Trung tâm từ tệp,,trung tâm,khong-co\n`));
  await button(page, 'Xem trước').click();
  await expect(page.getByRole('alert')).toContainText('Dòng 2: không có cơ quan cấp trên mang mã khong-co.');
  await expectAccessible(page);
  await expectFits(page);
  await page.getByLabel('Tệp CSV hoặc XLSX').setInputFiles(table(`tt-tep,Trung tâm từ tệp,,trung tâm,${places.province.code}\n`));
  await button(page, 'Xem trước').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Những gì sẽ thay đổi');
  await expect(page.getByRole('listitem').filter({ hasText: 'Trung tâm từ tệp' })).toContainText('tt-tep');
  await expectAccessible(page);
  await expectFits(page);
  await button(page, 'Thực hiện 1 thay đổi').click();
  await expect(page.getByText('Đã xong: thêm 1, đổi tên 0, chuyển 0 đơn vị.')).toBeVisible({ timeout: 60_000 });
  await page.goto('/admin/agencies/tt-tep');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Trung tâm từ tệp');
});

test('a counter is added, given another code, closed and opened again', async ({ page }) => {
  await page.goto(`/admin/counters/new?agency=${AGENCY.code}`);
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await page.getByLabel('Tên điểm tiếp nhận').fill('Quầy thử 1');
  await button(page, 'Thêm điểm tiếp nhận').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Quầy thử 1');
  await expectAccessible(page);
  await expectFits(page);
  const [, old = ''] = /counters\/(\w{8})/.exec(page.url()) ?? [];

  await page.locator('summary', { hasText: 'Thay mã' }).click();
  await button(page, 'Thay mã').click();
  await expect(page.getByRole('status')).toContainText('Đã thay mã. Mã mới:');
  expect(page.url()).not.toContain(old);
  const citizen = await page.request.get(`/q/${old}`);
  expect([citizen.status(), await citizen.text()]).toEqual([410, expect.stringContaining('đã được thay bằng mã mới')]);

  await page.locator('summary', { hasText: 'Đóng điểm tiếp nhận' }).click();
  await button(page, 'Đóng điểm tiếp nhận').click();
  await expect(page.getByRole('status')).toHaveText('Đã lưu.');
  await page.locator('summary', { hasText: 'Mở lại' }).click();
  await button(page, 'Mở lại').click();
  await expect(page.locator('summary', { hasText: 'Đóng điểm tiếp nhận' })).toBeVisible();

  await page.goto(`/admin/counters?agency=${AGENCY.code}&q=quay`);
  await expect(page.getByRole('rowheader')).toHaveText(['Quầy thử 1']);
  await expectAccessible(page);
  await expectFits(page);
  await page.goto('/admin/counters?q=khong co quay nay');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Không tìm thấy "khong co quay nay"');
});

test('posters cannot be printed before the system knows its address, and says so', async ({ page }) => {
  await page.goto('/admin/counters/print');
  await button(page, 'Tạo tệp in').click();
  await expect(page.getByRole('alert')).toContainText('PUBLIC_URL');
});

test('a finished job offers its file', async ({ page }) => {
  await page.goto(`/admin/jobs/${seeded().job}`);
  await expect(page.getByRole('status')).toContainText('Đã xong: 1 trang cho 1 điểm tiếp nhận.');
});
