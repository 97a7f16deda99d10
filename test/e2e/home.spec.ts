// The front door: a code typed from the poster leads to its form.
import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/forms';
import { expectFits, expectFitsAtAnyText } from './support/layout';
import { seeded } from './support/seeded';

test('a code in any case, with blanks and hyphens, opens the form @both', async ({ page, javaScriptEnabled }) => {
  const { code } = seeded().forms.sipas;
  await page.goto('/');
  await expect(page).toHaveTitle('Gửi ý kiến về sự phục vụ');
  if (javaScriptEnabled) {
    await expectAccessible(page);
    await expectFitsAtAnyText(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expectFits(page);
  }
  const [first, last] = [code.slice(0, 4), code.slice(4)];
  for (const typed of [
    code,
    `${first}-${last}`,
    `  ${first.toLowerCase()} ${last.toLowerCase()} `,
    `${first}–${last}`,
    [...code].join(' ')
  ]) {
    await page.goto('/');
    await page.getByLabel('Mã tại quầy').fill(typed);
    await page.getByRole('button', { name: 'Mở phiếu' }).click();
    await expect(page).toHaveURL(new RegExp(`/q/${code}$`));
    await expect(page).toHaveTitle(/^Ý kiến của Ông\/Bà/);
  }
});

test('a wrong check character says so; an unknown code too; what was typed stays @both', async ({ page, javaScriptEnabled }) => {
  const { code } = seeded().forms.sipas;
  const mistyped = code.slice(0, -1) + (code.endsWith('3') ? '4' : '3');
  const wrong = [
    [mistyped, `Mã ${mistyped} có vẻ gõ nhầm một ký tự.`],
    ['33333333', 'Không tìm thấy mã 33333333.'],
    ['quầy một', 'Không tìm thấy mã quầy một.']
  ] as const;
  for (const [typed, sentence] of wrong) {
    await page.goto('/');
    await page.getByLabel('Mã tại quầy').fill(typed);
    const answered = page.waitForResponse((response) => response.url().includes('?code='));
    await page.keyboard.press('Enter');
    expect((await answered).status()).toBe(404);
    await expect(page).toHaveTitle('Lỗi: Gửi ý kiến về sự phục vụ');
    await expect(page.getByRole('alert')).toContainText(sentence);
    await expect(page.getByLabel('Mã tại quầy')).toHaveValue(typed);
    await expect(page.getByLabel('Mã tại quầy')).toHaveAccessibleDescription(new RegExp(sentence));
    if (!javaScriptEnabled) continue;
    await expectAccessible(page);
    await expectFitsAtAnyText(page);
  }
});

test('English stays English on the way @both', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveTitle('Give your opinion of the service');
  await page.getByLabel('Counter code').fill(seeded().forms.short.code);
  await page.getByRole('button', { name: 'Open the form' }).click();
  await expect(page).toHaveTitle(/^Your opinion of the service at /);
  await page.getByRole('link', { name: 'What we keep and for how long' }).click();
  await expect(page).toHaveTitle('What we keep and for how long');
});
