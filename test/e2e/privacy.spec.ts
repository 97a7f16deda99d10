// What is kept and for how long, as the settings have it.
import { expect } from '@playwright/test';
import { startBuiltServer } from '../support/built-server';
import { expectAccessible } from './support/axe';
import { test } from './support/forms';
import { expectFits, expectFitsAtAnyText } from './support/layout';
import { seeded } from './support/seeded';

test('the form leads to what is kept and for how long, in both languages @both', async ({ page, javaScriptEnabled }) => {
  await page.goto(`/q/${seeded().forms.sipas.code}`);
  await page.getByRole('link', { name: 'Chúng tôi giữ những gì và giữ bao lâu' }).click();
  await expect(page).toHaveTitle('Chúng tôi giữ những gì và giữ bao lâu');
  const rounds = ['xóa chậm nhất 90 ngày sau khi khảo sát kết thúc', 'Mã dùng được 30 ngày'];
  for (const says of ['giữ 24 tháng rồi xóa', 'được giữ 30 ngày rồi xóa', ...rounds, 'Nhóm dưới 5 người trả lời', 'Sở Nội vụ tỉnh'])
    await expect(page.getByText(says)).toBeVisible();
  if (javaScriptEnabled) {
    await expectAccessible(page);
    await expectFitsAtAnyText(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expectFits(page);
  }
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveTitle('What we keep and for how long');
  for (const says of ['24 months, then erased', 'erased after 30 days', 'fewer than 5 respondents'])
    await expect(page.getByText(says)).toBeVisible();
  if (javaScriptEnabled) await expectAccessible(page);
});

test('another authority’s settings show', async ({ page }) => {
  const settings = {
    COMMENT_RETENTION_MONTHS: '6',
    DEVICE_MARK_DAYS: '7',
    CONTROLLER_NAME: 'Ủy ban nhân dân tỉnh <Thử>',
    CONTROLLER_CONTACT: 'Điện thoại 0212 000 000.'
  };
  const server = await startBuiltServer({ databaseUrl: process.env.E2E_DATABASE_URL!, settings });
  await page.goto(`${server.url}/privacy`);
  for (const says of ['Ủy ban nhân dân tỉnh <Thử>. Điện thoại 0212 000 000.', 'giữ 6 tháng rồi xóa', 'được giữ 7 ngày rồi xóa'])
    await expect(page.getByText(says)).toBeVisible();
  await server.stop();
});

test('the device’s number lasts as long as the page says, and no cookie can be read by a script', async ({ page }) => {
  const before = Date.now() / 1000;
  await page.goto(`/q/${seeded().forms.sipas.code}`);
  const cookies = await page.context().cookies();
  expect(cookies.map((cookie) => cookie.name).sort()).toEqual(['device', 'form']);
  for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false });
  const days = Object.fromEntries(cookies.map(({ name, expires }) => [name, Math.round((expires - before) / 86_400)]));
  expect(days).toEqual({ device: 30, form: 1 });
  expect(await page.evaluate(() => document.cookie)).toBe('');
});
