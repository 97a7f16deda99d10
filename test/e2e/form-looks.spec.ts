// Every state of the form that opens by its address: what it says, that axe finds nothing, and that it fits a cheap phone.
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/forms';
import { expectFits, expectFitsAtAnyText } from './support/layout';
import type { Seeded } from './support/seed';
import { seeded } from './support/seeded';

interface State {
  readonly name: string;
  readonly path: (forms: Seeded['forms']) => string;
  readonly status: number;
  readonly title: RegExp;
  readonly says: string | RegExp;
}

const states: readonly State[] = [
  { name: 'the 22 items', path: ({ sipas }) => `/q/${sipas.code}`, status: 200, title: /^Ý kiến của Ông\/Bà/, says: 'Trang thiết bị' },
  {
    name: 'the 22 items, English',
    path: ({ sipas }) => `/q/${sipas.code}?lang=en`,
    status: 200,
    title: /^Your opinion/,
    says: 'Please answer yourself'
  },
  { name: 'the short form', path: ({ short }) => `/q/${short.code}`, status: 200, title: /Quầy 1/, says: 'cần trả lời' },
  { name: 'the national form', path: ({ national }) => `/q/${national.code}`, status: 200, title: /Quầy 2/, says: 'Phần 9/9' },
  { name: 'six levels', path: ({ bfi }) => `/q/${bfi.code}`, status: 200, title: /Quầy 4/, says: 'Hơi không đúng' },
  {
    name: 'closed',
    path: ({ closed }) => `/q/${closed.code}`,
    status: 410,
    title: /^Lỗi: Khảo sát đã kết thúc$/,
    says: 'Khảo sát đã kết thúc ngày'
  },
  {
    name: 'closed, English',
    path: ({ closed }) => `/q/${closed.code}?lang=en`,
    status: 410,
    title: /^Error: This survey has ended$/,
    says: 'ended on'
  },
  {
    name: 'over',
    path: ({ ended }) => `/q/${ended.code}`,
    status: 410,
    title: /^Lỗi: Khảo sát đã kết thúc$/,
    says: 'Khảo sát đã kết thúc ngày'
  },
  {
    name: 'not yet open',
    path: ({ notOpen }) => `/q/${notOpen.code}`,
    status: 403,
    title: /^Lỗi: Chưa mở được phiếu$/,
    says: 'mở từ ngày'
  },
  { name: 'a closed counter', path: ({ closedCounter }) => `/q/${closedCounter.code}`, status: 410, title: /^Lỗi: /, says: 'đã đóng ngày' },
  {
    name: 'no survey',
    path: ({ withoutSurvey }) => `/q/${withoutSurvey.code}`,
    status: 404,
    title: /^Lỗi: /,
    says: 'chưa có khảo sát nào'
  },
  { name: 'no such code', path: () => '/q/nothing-here', status: 404, title: /^Lỗi: /, says: 'Không tìm thấy mã nothing-here' }
];

for (const { name, path, status, title, says } of states) {
  test(`${name}`, async ({ page }) => {
    const response = await page.goto(path(seeded().forms));
    expect(response?.status()).toBe(status);
    await expect(page).toHaveTitle(title);
    await expect(page.getByText(says).first()).toBeVisible();
    await showEverything(page);
    await expectAccessible(page);
    await expectFitsAtAnyText(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expectFits(page);
  });
}

/** Opens what is folded, and answers what brings up further questions. */
async function showEverything(page: Page): Promise<void> {
  for (const folded of await page.locator('summary').all()) await folded.click();
  for (const choice of await page.locator('[name=on_time][value=late], [name=submit_channel][value=in_person]').all()) await choice.check();
}

test('the way from one counter to its code in any case', async ({ page }) => {
  const { code } = seeded().forms.sipas;
  const typed = `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase();
  await page.goto(`/q/${typed}?lang=en`);
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(`/q/${code}?lang=en`);
  await expect(page).toHaveTitle(/^Your opinion/);
});
