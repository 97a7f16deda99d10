/** What the steps of a round share: pressing, taking files away, looking at a page on a phone and on a desk. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { expectFits } from './layout';

const WIDTHS = [360, 1280];
const LEAST_FOR_A_MOUSE = 24;

export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('main').getByRole('button', { name, exact: typeof name === 'string' });
export const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).first().click();

/** The button is pressed and another page answers, which refused nothing. */
export async function pressed(page: Page, name: string | RegExp): Promise<void> {
  await Promise.all([page.waitForNavigation(), button(page, name).click()]);
  expect(await page.title(), await page.getByRole('main').innerText()).not.toMatch(/^Lỗi/);
}

/** The file's path. */
export async function download(page: Page, link: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
  return file.path();
}

/** With as much on it as it really has, a page fits a phone and a desk. */
export async function look(page: Page, name: string): Promise<void> {
  await test.step(`looks at ${name}`, async () => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await expectFits(page, width === 360 ? undefined : LEAST_FOR_A_MOUSE);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });
}

/** The same at the page's own width alone: what only a phone shows. */
export async function lookAsItIs(page: Page, name: string): Promise<void> {
  await test.step(`looks at ${name}`, () => expectFits(page));
}

/** As the pages print a share. */
export const percent = (share: number): string =>
  share.toLocaleString('vi-VN', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
