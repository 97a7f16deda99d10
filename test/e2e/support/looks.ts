/** How the tests look at a page of the office that they leave as it was: on a phone's width and on a desk's. */
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from './axe';
import { test as base } from './forms';
import { expectFits, expectFitsAtAnyText } from './layout';
import type { Login } from './sign-in';
import { signIn } from './sign-in';

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
/** At 1280 px most people point with a mouse (WCAG 2.2, 2.5.8). */
const LEAST_FOR_A_MOUSE = 24;

type Looker = Login | 'nobody';

/** `windowOf`: a person's window, one a worker: signed in once, and the application's files are there from the page before. */
export const test = base.extend<object, { windowOf: (who: Looker) => Promise<Page> }>({
  windowOf: [
    async ({ browser }, use) => {
      const windows = new Map<Looker, Page>();
      await use(async (who) => {
        const page = windows.get(who) ?? (await (await browser.newContext({ baseURL: process.env.E2E_URL! })).newPage());
        if (!windows.has(who) && who !== 'nobody') await signIn(page.request, who);
        windows.set(who, page);
        await page.context().clearCookies({ name: /^(?!session$)/ }); // a language that was chosen
        await page.setViewportSize(PHONE);
        return page;
      });
      for (const page of windows.values()) await page.context().close();
    },
    { scope: 'worker' }
  ]
});

/** Opened on a phone. `status` of the answer, 200 unless said. */
export async function openQuietly(page: Page, address: string, status = 200): Promise<void> {
  const answer = await page.goto(address, { waitUntil: 'networkidle' });
  expect(answer?.status(), address).toBe(status);
}

interface Wish {
  /** That it is in the state that is meant, at either width. */
  readonly shown?: () => Promise<unknown>;
  /** Whether the phone's text is set to twice its size, too. */
  readonly withLargeText?: boolean;
}

/** As it stands: axe finds nothing and everything fits, on the phone, and then on a desk. */
export async function expectGoodLooks(page: Page, { shown, withLargeText = true }: Wish = {}): Promise<void> {
  const frames = page.frames().length - 1;
  await shown?.();
  await expectAccessible(page, { frames });
  await (withLargeText ? expectFitsAtAnyText(page) : expectFits(page));
  await page.setViewportSize(DESK);
  await shown?.();
  await expectAccessible(page, { frames });
  await expectFits(page, LEAST_FOR_A_MOUSE);
}
