// Many agencies from a file: what would change is shown first, nothing is written before it is agreed to, and a bad file names its lines.
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/forms';
import { expectFits } from './support/layout';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

const IMPORT = '/admin/agencies/import';
const LEAST_FOR_A_MOUSE = 24;
const HEAD = 'code,name,name_en,kind,parent_code';
const NAMES = ['Trung tâm Phục vụ hành chính công liên xã vùng biên giới phía Tây Bắc của tỉnh', 'Trung tâm nhập hai'];

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
const row = (i: number, parent: string) => `nhap-${i + 1},"${NAMES[i]}",,trung tâm,${parent}`;

async function looks(page: Page, leastTarget?: number): Promise<void> {
  await expectAccessible(page);
  await expectFits(page, leastTarget);
}

async function send(page: Page, lines: readonly string[]): Promise<void> {
  await page.goto(IMPORT);
  await page.getByLabel('Tệp CSV hoặc XLSX').setInputFiles({
    name: 'don-vi.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\r\n'))
  });
  await button(page, 'Xem trước').click();
}

test('a file is looked at, discarded, looked at again and carried out', async ({ page, db }) => {
  const { province } = seeded().places;
  const stored = () => db.selectFrom('agencies').select('code').where('code', 'like', 'nhap-%').orderBy('code').execute();
  await signIn(page.request, 'administrator');

  await send(page, [HEAD, row(0, province.code), 'nhap-2,Trung tâm nhập hai,,làng,khong-co']);
  await expect(page.getByRole('alert')).toContainText('3');
  await looks(page);
  expect(await stored()).toEqual([]);

  await send(page, [HEAD, 'x'.repeat(2 * 1024 * 1024)]);
  await expect(page.getByRole('alert')).toContainText('quá lớn (tối đa 1 MB)');
  await expect(button(page, 'Xem trước'), 'the form is there to try again').toBeVisible();

  const lines = [HEAD, row(0, province.code), row(1, province.code)];
  await send(page, lines);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Những gì sẽ thay đổi');
  await expect(page.getByRole('main')).toContainText('Thêm 2, đổi tên 0, chuyển 0; 0 đơn vị giữ nguyên.');
  await expect(page.getByRole('main').getByRole('listitem')).toContainText(NAMES);
  await looks(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await looks(page, LEAST_FOR_A_MOUSE);
  expect(await stored(), 'nothing is written by looking').toEqual([]);
  await button(page, 'Bỏ tệp này').click();
  await expect(page).toHaveURL(/\/admin\/agencies$/);
  expect(await stored()).toEqual([]);

  await page.setViewportSize({ width: 360, height: 740 });
  await send(page, lines);
  await button(page, 'Thực hiện 2 thay đổi').click();
  await expect(page.getByRole('status')).toContainText('2', { timeout: 60_000 });
  await expect(page.getByRole('status').getByRole('link', { name: 'Cơ quan, đơn vị' })).toBeVisible({ timeout: 60_000 });
  await looks(page);
  expect(await stored()).toEqual([{ code: 'nhap-1' }, { code: 'nhap-2' }]);
});
