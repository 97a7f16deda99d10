import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type axe from 'axe-core';

/** Half as long as what the package hands out: every page reads it anew. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * axe finds nothing on the page as it stands: every rule, best practices too. What passes is not listed, and no node is named by
 * a selector: that took most of the time. `frames`: how many the page has; what is in them is looked at on a page of its own.
 */
export async function expectAccessible(page: Page, { frames = 0 } = {}): Promise<void> {
  await page.waitForLoadState(); // what a click led to may be there in part, or without its style sheets
  await expect.poll(() => page.frames().length, 'frames, which are left out').toBe(1 + frames); // they come after the page
  // At a second width the page has it already.
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(AXE);
    await page.evaluate(parseEachColourOnce);
  }
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'], iframes: false, selectors: false });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join('\n  ')}`);
  });
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** A page has few colours and thousands of letters in them; parsing the same ones over and over took two fifths of axe's time. */
function parseEachColourOnce(): void {
  const { prototype } = (window.axe as unknown as { commons: { color: { Color: { prototype: Colour } } } }).commons.color.Color;
  const parse = prototype.parseString;
  const parsed = new Map<string, Pick<Colour, 'r' | 'g' | 'b' | 'alpha'>>();
  prototype.parseString = function (text) {
    const known = parsed.get(text);
    if (known) return Object.assign(this, known);
    parse.call(this, text);
    const { r, g, b, alpha } = this;
    parsed.set(text, { r, g, b, alpha });
    return this;
  };
}

interface Colour {
  r: number;
  g: number;
  b: number;
  alpha: number;
  parseString: (this: Colour, text: string) => Colour;
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
