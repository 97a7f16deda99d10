import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

const VIETNAMESE = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]/i;

/** Of names of people and places, and what a list says of a person besides, no text of the page's own is Vietnamese. */
export async function expectEnglish(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.waitForLoadState(); // all of the page, not its beginning
  const own = await page.evaluate(() => {
    const copy = document.querySelector('main')!.cloneNode(true) as HTMLElement;
    for (const named of copy.querySelectorAll('dd, b, h1, style, script')) named.remove();
    return copy.textContent.replaceAll(/Bản \d+/g, ''); // villages have one name
  });
  expect(own).not.toMatch(VIETNAMESE);
}
