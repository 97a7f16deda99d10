import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/**
 * axe finds nothing on the page as it stands: every rule, best practices too. What passes is not listed: naming each node took most of the
 * time; nor are frames gathered up on a page of its own (legacy mode), which took half of the rest: no page has a frame.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  expect(page.frames(), 'frames, which legacy mode would leave out').toHaveLength(1);
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join('\n  ')}`);
  expect(found, `axe on ${page.url()}`).toEqual([]);
}
