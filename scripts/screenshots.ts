// npm run screenshots: every page at 360 and 1280 px, of the demonstration, and a contact sheet: screenshots/index.html.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { readConfig } from '../src/lib/server/config';
import { CHROMIUM_FLAGS, findChromium } from '../test/support/chromium';
import { startBuiltServer } from '../test/support/built-server';
import { DEMO_CENTRE, DEMO_PROVINCE } from './demo-agencies';
import { prepareDemonstration } from './prepare-demonstration';
import type { Demonstration } from './prepare-demonstration';

const FOLDER = 'screenshots';
const WIDTHS = [360, 1280];
const DEMO_OFFICE = '14-van-phong-uy-ban-nhan-dan';

/** `as`: the e-mail that signs in first; `act`: what brings the page into the state that is meant. */
interface Shot {
  readonly name: string;
  readonly path: string;
  readonly as?: string;
  readonly act?: (page: Page) => Promise<void>;
}

function shotsOf({ formPath, reportPath, logins }: Demonstration): readonly Shot[] {
  const [administrator, , viewer] = logins.map((login) => login.email);
  const communes = reportPath.replace(/\/reports\/[^/]+\//, `/reports/${DEMO_PROVINCE}/`);
  const code = formPath.slice('/q/'.length);
  const send = (page: Page) => page.locator('button.go').click();
  const office = (name: string, path: string, as = administrator): Shot => ({ name, path, ...(as && { as }) });
  return [
    { name: 'home', path: '/' },
    { name: 'home-mistyped', path: `/?code=${code.slice(0, 7)}${code.endsWith('A') ? 'C' : 'A'}` },
    { name: 'form', path: formPath },
    { name: 'form-english', path: `${formPath}?lang=en` },
    { name: 'form-empty-sent', path: formPath, act: send },
    {
      name: 'receipt',
      path: formPath,
      act: async (page) => {
        await page.locator('[name=officer_1][value="5"]').check({ force: true });
        await send(page);
        await page.waitForURL('**/r/**');
      }
    },
    { name: 'form-unknown', path: '/q/33333333' },
    { name: 'privacy', path: '/privacy' },
    { name: 'sign-in', path: '/admin' },
    office('overview', '/admin'),
    office('overview-viewer', '/admin', viewer),
    office('report-province', communes),
    office('report-commune', reportPath),
    office('report-commune-viewer', reportPath, viewer),
    office('report-commune-month-empty', `${reportPath}?period=2020-01`),
    office('report-centre', reportPath.replace(/\/reports\/.*/, `/reports/${DEMO_CENTRE}/hai-long-trung-tam-tinh`)),
    office('scorecards', '/admin/scorecards'),
    office('scorecards-empty', '/admin/scorecards?year=2019'),
    office('scorecard', `/admin/scorecards/${DEMO_OFFICE}/${new Date().getFullYear()}`),
    office('scorecard-published', `/admin/scorecards/${DEMO_OFFICE}/2021`),
    office('scorecard-edit', `/admin/scorecards/${DEMO_OFFICE}/2021/edit`),
    office('poster', `/admin/counters/${code}/poster`),
    office('outside-place', communes, viewer),
    office('not-found', '/admin/nowhere')
  ];
}

async function takeAll(browser: Browser, baseURL: string, demonstration: Demonstration): Promise<readonly string[]> {
  const names: string[] = [];
  for (const width of WIDTHS) {
    for (const { name, path, as, act } of shotsOf(demonstration)) {
      const context = await browser.newContext({
        baseURL,
        viewport: { width, height: 800 },
        locale: 'vi-VN',
        timezoneId: 'Asia/Ho_Chi_Minh'
      });
      const page = await context.newPage();
      if (as) await signIn(page, as, demonstration);
      await page.goto(path, { waitUntil: 'networkidle' });
      await act?.(page);
      const file = `${name}-${width}.png`;
      await page.screenshot({ path: join(FOLDER, file), fullPage: true, animations: 'disabled' });
      names.push(file);
      await context.close();
    }
  }
  return names;
}

async function signIn(page: Page, email: string, { logins }: Demonstration): Promise<void> {
  const login = logins.find((one) => one.email === email);
  await page.goto('/admin/sign-in');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(login?.password ?? '');
  await page.locator('form button').first().click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

function contactSheet(files: readonly string[]): string {
  const figures = files.map(
    (file) => `<figure><a href="${file}"><img src="${file}" loading="lazy" alt=""></a><figcaption>${file}</figcaption></figure>`
  );
  const style =
    'body{font-family:sans-serif;display:flex;flex-wrap:wrap;gap:24px;align-items:start}figure{margin:0;max-width:420px}img{max-width:100%;border:1px solid #ccc}';
  return `<!doctype html><meta charset="utf-8"><title>Screenshots</title><style>${style}</style>${figures.join('\n')}`;
}

const folder = mkdtempSync(join(tmpdir(), 'satisfaction-screenshots-'));
const databaseUrl = `sqlite:${join(folder, 'demo.sqlite')}`;
const settings = { DEMO: '1', PUBLIC_URL: 'http://localhost:3000' };
const demonstration = await prepareDemonstration(readConfig({ ...settings, DATABASE_URL: databaseUrl }));
const server = await startBuiltServer({ databaseUrl, settings });
const executablePath = findChromium();
const browser = await chromium.launch({ args: [...CHROMIUM_FLAGS], ...(executablePath ? { executablePath } : {}) });
try {
  mkdirSync(FOLDER, { recursive: true });
  const files = await takeAll(browser, server.url, demonstration);
  writeFileSync(join(FOLDER, 'index.html'), contactSheet(files));
  console.log(`${files.length} pictures; open ${FOLDER}/index.html`);
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
