// The receipt: that the form arrived, where and when; nothing of what was answered.
import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { choose, send, test } from './support/forms';
import { expectFitsAtAnyText } from './support/layout';
import { seeded } from './support/seeded';

test('a receipt says that the form arrived, and leads to the next @both', async ({ page, javaScriptEnabled }) => {
  const { code, counterName, agencyName } = seeded().forms.sipas;
  await page.goto(`/q/${code}`);
  await choose(page, { access_1: '1', result_2: 'na' });
  await page.locator('textarea').fill('Chuyện riêng của tôi.');
  await send(page);
  await expect(page).toHaveTitle('Đã nhận ý kiến của Ông/Bà');
  const { pathname } = new URL(page.url());
  const receipt = pathname.slice('/r/'.length);
  await expect(page.getByText(`${receipt.slice(0, 5)}-${receipt.slice(5)}`)).toBeVisible();
  await expect(page.getByText(`${counterName}, ${agencyName}`)).toBeVisible();
  await expect(page.getByText(/Phiếu đã được lưu lúc \d\d:\d\d, \d\d\/\d\d\/\d{4}\./)).toBeVisible();
  await expect(page.getByText(`Đợt khảo sát ${counterName}`)).toBeVisible();
  await expect(page.getByText('Chuyện riêng của tôi.')).toHaveCount(0);
  if (javaScriptEnabled) {
    await expectAccessible(page);
    await expectFitsAtAnyText(page);
  }

  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveTitle('We have your answers');
  await expect(page.getByText(`Survey ${seeded().forms.sipas.survey}`)).toBeVisible();
  if (javaScriptEnabled) await expectAccessible(page);

  await page.goto(`/r/${receipt.toLowerCase().slice(0, 5)}-${receipt.slice(5)}`);
  await expect(page).toHaveTitle('Đã nhận ý kiến của Ông/Bà');
  await page.reload();
  await expect(page).toHaveTitle('Đã nhận ý kiến của Ông/Bà');
  await page.getByRole('link', { name: 'Phiếu mới cho người tiếp theo' }).click();
  await expect(page).toHaveURL(new RegExp(`/q/${code}$`));
});

test('a receipt that was never given out: 404 @both', async ({ page, javaScriptEnabled }) => {
  for (const code of ['3333333333', 'không-phải-mã']) {
    const response = await page.goto(`/r/${code}`);
    expect(response?.status()).toBe(404);
    await expect(page).toHaveTitle('Lỗi: Không tìm thấy mã xác nhận');
    await expect(page.getByText(`Không tìm thấy mã xác nhận ${code}.`)).toBeVisible();
  }
  if (javaScriptEnabled) {
    await expectAccessible(page);
    await expectFitsAtAnyText(page);
  }
});
