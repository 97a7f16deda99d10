/** The poster on a server of its own: what it prints depends on PUBLIC_URL and on names that the other tests have no use for. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import jsQR from 'jsqr';
import type { Kysely } from 'kysely';
import { PNG } from 'pngjs';
import { openDatabase } from '../../src/lib/server/database';
import { migrateToLatest } from '../../src/lib/server/migrate';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { createUser } from '../../src/lib/server/operations/create-user';
import type { Schema } from '../../src/lib/server/schema';
import { startBuiltServer } from '../support/built-server';
import type { BuiltServer } from '../support/built-server';

const PUBLIC_URL = 'https://ykien.sonla.gov.vn';
const PASSWORD = 'mat-khau-cua-phep-thu';
const SINCE = '2025-07-01';
const LONG_AGENCY =
  'Trung tâm Phục vụ hành chính công và Xúc tiến đầu tư, thương mại, du lịch các khu công nghiệp, cụm công nghiệp và khu kinh tế ' +
  'cửa khẩu phường Văn Miếu - Quốc Tử Giám và các xã lân cận';
const LONG_COUNTER =
  'Quầy số 12, tiếp nhận và trả kết quả lĩnh vực Đất đai, Môi trường, Xây dựng, Tư pháp, Hộ tịch, Chứng thực và Lao động';

test.describe.configure({ mode: 'default' });

let folder: string;
let server: BuiltServer;
let codes: Record<'short' | 'long' | 'closed', string>;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satisfaction-poster-'));
  const databaseUrl = `sqlite:${join(folder, 'poster.sqlite')}`;
  const db = openDatabase(databaseUrl);
  await migrateToLatest(db);
  codes = await seed(db);
  await db.destroy();
  server = await startBuiltServer({ databaseUrl, settings: { PUBLIC_URL } });
});

test.afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

for (const name of ['short', 'long'] as const) {
  test(`with ${name} names is one A5 sheet whose code is read back`, async ({ browser }) => {
    const code = codes[name];
    const page = await signIn(browser, 'quan-tri@sonla.example');
    await page.goto(`/admin/counters/${code}/poster`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Ông\/Bà thấy phục\svụ ở đây thế nào\?$/);
    for (const sentence of [
      'How was the service here?',
      'Cán bộ không được trả lời thay.',
      'Staff must not answer for you.',
      'Tỉnh Sơn La',
      `${code.slice(0, 4)}-${code.slice(4)}`,
      name === 'long' ? LONG_AGENCY : 'Xã Chiềng Mai',
      name === 'long' ? LONG_COUNTER : 'Quầy 3'
    ])
      await expect(page.getByRole('main')).toContainText(sentence);

    await page.setViewportSize({ width: 1000, height: 1000 });
    expect(await cutOff(page)).toEqual([]);
    const picture = PNG.sync.read(await page.locator('svg.qr').screenshot());
    expect(jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data).toBe(`${PUBLIC_URL}/q/${code}`);

    const sheets = pagesOf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect(sheets).toHaveLength(1);
    expect(sheets[0]!.map((points) => Math.round((points / 72) * 25.4))).toEqual([148, 210]);

    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await cutOff(page)).toEqual([]);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.context().close();
  });
}

test('has the QR code beside it as SVG and PNG', async ({ browser }) => {
  const page = await signIn(browser, 'quan-tri@sonla.example');
  const link = `${PUBLIC_URL}/q/${codes.short}`;
  const png = await page.request.get(`/admin/counters/${codes.short}/qr.png`);
  expect(png.headers()['content-type']).toBe('image/png');
  const picture = PNG.sync.read(await png.body());
  expect(jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data).toBe(link);

  const svg = await page.goto(`/admin/counters/${codes.short}/qr.svg`);
  expect(svg!.headers()['content-type']).toBe('image/svg+xml');
  const drawn = PNG.sync.read(await page.screenshot());
  expect(jsQR(new Uint8ClampedArray(drawn.data), drawn.width, drawn.height)?.data).toBe(link);
  await page.context().close();
});

test('is for those who run the counters of that agency', async ({ browser }) => {
  const coordinator = await signIn(browser, 'dieu-phoi@chiengmai.example');
  const viewer = await signIn(browser, 'nguoi-xem@chiengmai.example');
  const stranger = await open(browser);
  for (const file of ['poster', 'qr.svg', 'qr.png']) {
    const status = async (page: Page, code: string) => (await page.request.get(`/admin/counters/${code}/${file}`)).status();
    expect([await status(coordinator, codes.short), await status(coordinator, codes.long)], file).toEqual([200, 403]);
    expect([await status(viewer, codes.short), await status(stranger, codes.short)], file).toEqual([403, 401]);
    expect([await status(coordinator, '33333333'), await status(coordinator, codes.closed)], file).toEqual([404, 410]);
  }
  for (const page of [coordinator, viewer, stranger]) await page.context().close();
});

async function seed(db: Kysely<Schema>) {
  await createAgency(db, { code: '14', kind: 'province', name: { vi: 'Tỉnh Sơn La', en: 'Son La Province' }, validFrom: SINCE });
  await createAgency(db, {
    code: '04132',
    kind: 'commune',
    name: { vi: 'Xã Chiềng Mai', en: 'Chieng Mai Commune' },
    parentCode: '14',
    validFrom: SINCE
  });
  await createAgency(db, {
    code: 'dai',
    kind: 'centre',
    name: { vi: LONG_AGENCY, en: 'A centre with a long name' },
    parentCode: '14',
    validFrom: SINCE
  });
  const counter = async (agencyCode: string, name: string) =>
    (await createCounter(db, { agencyCode, name, openedOn: SINCE }, new Date(), randomBytes)).code;
  const made = {
    short: await counter('04132', 'Quầy 3'),
    long: await counter('dai', LONG_COUNTER),
    closed: await counter('04132', 'Quầy cũ')
  };
  await db.updateTable('counters').set({ closed_on: '2025-12-31' }).where('name', '=', 'Quầy cũ').execute();
  for (const [email, role, agencyCode] of [
    ['quan-tri@sonla.example', 'administrator', '14'],
    ['dieu-phoi@chiengmai.example', 'coordinator', '04132'],
    ['nguoi-xem@chiengmai.example', 'agency_viewer', '04132']
  ] as const)
    await createUser(db, { email, name: email, role, agencyCode, password: PASSWORD }, new Date());
  return made;
}

/** A browser of its own: cookies are not shared. */
async function open(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: server.url })).newPage();
}

async function signIn(browser: Browser, email: string): Promise<Page> {
  const page = await open(browser);
  await page.goto('/admin/sign-in');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('form:has(input[name=password]) button').click();
  await expect(page.locator('input[name=password]')).toHaveCount(0);
  return page;
}

/** What of the sheet lies outside it, or outside what holds it. */
function cutOff(page: Page): Promise<string[]> {
  return page.locator('main').evaluate((sheet) => {
    const bounds = sheet.getBoundingClientRect();
    return [...sheet.querySelectorAll('*')]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        if (box.width === 0) return false; // draws nothing, as an SVG's title
        const outside = box.bottom > bounds.bottom + 0.5 || box.right > bounds.right + 0.5 || box.left < bounds.left - 0.5;
        return outside || (element.tagName === 'SECTION' && element.scrollHeight > element.clientHeight + 1);
      })
      .map((element) => element.outerHTML.slice(0, 80));
  });
}

/** Width and height in points of every page of a PDF. */
function pagesOf(pdf: Uint8Array): number[][] {
  const text = Buffer.from(pdf).toString('latin1');
  const boxes = [...text.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [Number(width), Number(height)]);
  const count = [...text.matchAll(/\/Type\s*\/Page\b/g)].length;
  if (boxes.length !== count) throw new Error(`${count} pages but ${boxes.length} page sizes`);
  return boxes;
}
