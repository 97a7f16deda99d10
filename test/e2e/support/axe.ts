import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/**
 * axe finds nothing on the page as it stands: every rule, best practices too. What passes is not listed: naming each node took most of the
 * time; nor are frames gathered up on a page of its own (legacy mode), which took half of the rest. `frames`: how many the page has; what is in them is looked at on a page of its own.
 */
export async function expectAccessible(page: Page, { frames = 0 } = {}): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  expect(page.frames(), 'frames, which legacy mode would leave out').toHaveLength(1 + frames);
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join('\n  ')}`);
  expect(found, `axe on ${page.url()}`).toEqual([]);
}
