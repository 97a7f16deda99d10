// npm run desk-pictures: takes the pictures of docs/desk.md of the demonstration's round, in the built program.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { readConfig } from '../src/lib/server/config';
import { startBuiltServer } from '../test/support/built-server';
import { CHROMIUM_FLAGS, findChromium } from '../test/support/chromium';
import { prepareDemonstration } from './prepare-demonstration';

const FOLDER = 'docs/desk';
/** Enough to see what a step is about; of the field to where all agencies stand. */
const MOST_HEIGHT = 1000;
const MOST_HEIGHT_OF: Readonly<Record<string, number>> = { field: 1680 };

const folder = mkdtempSync(join(tmpdir(), 'satisfaction-desk-'));
const settings = { DEMO: '1', PUBLIC_URL: 'https://ykien.sonla.example', APP_KEY: Buffer.alloc(32, 7).toString('base64') };
const databaseUrl = `sqlite:${join(folder, 'data', 'demo.sqlite')}`;
mkdirSync(join(folder, 'data'));
const { deskPath, logins } = await prepareDemonstration(readConfig({ ...settings, DATABASE_URL: databaseUrl }));
const server = await startBuiltServer({ databaseUrl, settings });
const executablePath = findChromium();
const browser = await chromium.launch({ args: [...CHROMIUM_FLAGS], ...(executablePath ? { executablePath } : {}) });
try {
  mkdirSync(FOLDER, { recursive: true });
  const office = await signIn(browser, 'coordinator', 1280);
  const pages = ['', '/frame', '/design/compare', '/draw/record', '/forms', '/field', undefined, '/paper', '/recheck', '/close'];
  const names = ['desk', 'frame', 'compare', 'record', 'forms', 'field', 'phone', 'paper', 'recheck', 'close'];
  for (const [i, path] of pages.entries()) {
    const page = path === undefined ? await signIn(browser, 'interviewer', 360) : office;
    await page.goto(path === undefined ? '/admin/field' : deskPath + path);
    await takePicture(page, `${String(i + 1).padStart(2, '0')}-${names[i]}`, MOST_HEIGHT_OF[names[i]!]);
  }
  console.log(`${names.length} pictures in ${FOLDER}`);
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function signIn(from: Browser, role: string, width: number): Promise<Page> {
  const { email, password } = logins.find((login) => login.role === role)!;
  const viewport = { width, height: 800 };
  const page = await (await from.newContext({ baseURL: server.url, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', viewport })).newPage();
  await page.goto('/admin/sign-in');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.locator('form button').last().click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  return page;
}

async function takePicture(page: Page, name: string, mostHeight = MOST_HEIGHT): Promise<void> {
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: document.documentElement.scrollHeight }));
  const clip = { x: 0, y: 0, width, height: Math.min(height, mostHeight) };
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true, clip, animations: 'disabled' });
}
