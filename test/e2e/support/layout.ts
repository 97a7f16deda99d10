/** A cheap phone's layout: nothing scrolls sideways, no text runs out of its box, and every target fits a thumb. */
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

const LEAST_TARGET_PX = 44;
const DEFAULT_TEXT_PX = 16;

/** At the page's present width and text size. What an office page's main part cuts off, so that the page itself never scrolls, counts too. */
export async function expectFits(page: Page, leastTarget = LEAST_TARGET_PX): Promise<void> {
  await page.waitForLoadState(); // before its style sheets have come nothing has its size
  const { scrolls, outOfBox, small } = await page.evaluate((least) => {
    const name = (element: Element) => `${element.outerHTML.slice(0, 120)} … ${element.textContent?.trim().slice(0, 40)}`;
    const visible = [...document.body.querySelectorAll<HTMLElement>('*')].filter((element) => element.checkVisibility());
    const widest = [document.scrollingElement!, ...document.querySelectorAll('main')].find((one) => one.scrollWidth > one.clientWidth);
    const beyond = (edge: Element) => {
      const right = edge.getBoundingClientRect().left + edge.clientWidth + 1;
      const far = visible.filter((element) => edge.contains(element) && element.getBoundingClientRect().right > right);
      return far.filter((element) => !far.some((inner) => inner !== element && element.contains(inner))).slice(0, 3);
    };
    const boxOf = (element: HTMLElement) => {
      const choice = element.matches('[type=radio], [type=checkbox]');
      return (choice ? element.closest('label')! : element).getBoundingClientRect();
    };
    return {
      scrolls: widest ? `${widest.scrollWidth} of ${widest.clientWidth} px: ${beyond(widest).map(name).join('\n')}` : '',
      outOfBox: visible
        .filter((element) => [...element.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim()))
        // Not what is there for the ear alone (one pixel wide), nor a drawing's letters.
        .filter((element) => element instanceof HTMLElement && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
        .map(name),
      small: visible
        .filter((element) => element.matches('a[href], button, select, textarea, summary, input:not([type=hidden])'))
        .filter((element) => boxOf(element).height < least || boxOf(element).width < least)
        .map(name)
    };
  }, leastTarget);
  expect(scrolls, `${page.url()} scrolls sideways`).toBe('');
  expect(outOfBox, `${page.url()}: runs out of its box`).toEqual([]);
  expect(small, `${page.url()}: targets under ${leastTarget} px`).toEqual([]);
}

/** As it is, and with the browser's text at twice its size. */
export async function expectFitsAtAnyText(page: Page): Promise<void> {
  await expectFits(page);
  await setTextSize(page, 2 * DEFAULT_TEXT_PX);
  await expectFits(page);
  await setTextSize(page, DEFAULT_TEXT_PX);
}

/** What a person sets in the browser's own settings; Chromium only. */
async function setTextSize(page: Page, px: number): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setFontSizes', { fontSizes: { standard: px } });
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe(`${px}px`);
  await browser.detach();
}
