// npm run first-day: walks a newcomer's first day on an empty system, of the built program, and takes the pictures of docs/first-day.md.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { startBuiltServer } from '../test/support/built-server';
import { CHROMIUM_FLAGS, findChromium } from '../test/support/chromium';
import { FIRST_DAY_STEPS, walkFirstDay } from '../test/support/first-day';

const FOLDER = 'docs/first-day';
/** Enough to see what a step is about. */
const MOST_HEIGHT = 1000;

const folder = mkdtempSync(join(tmpdir(), 'satisfaction-first-day-'));
const server = await startBuiltServer({
  databaseUrl: `sqlite:${join(folder, 'first-day.sqlite')}`,
  settings: { PUBLIC_URL: 'https://ykien.sonla.example' }
});
const executablePath = findChromium();
const browser = await chromium.launch({ args: [...CHROMIUM_FLAGS], ...(executablePath ? { executablePath } : {}) });
try {
  mkdirSync(FOLDER, { recursive: true });
  const began = Date.now();
  await walkFirstDay(browser, server, async (step, page) => {
    const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: document.documentElement.scrollHeight }));
    const clip = { x: 0, y: 0, width, height: Math.min(height, MOST_HEIGHT) };
    await page.screenshot({ path: join(FOLDER, `${step}.png`), fullPage: true, clip, animations: 'disabled' });
  });
  console.log(`${FIRST_DAY_STEPS.length} pictures in ${FOLDER}, the whole walk in ${Math.round((Date.now() - began) / 1000)} s`);
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
