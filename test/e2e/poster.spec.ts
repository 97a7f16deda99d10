/** The poster on a server of its own: what it prints depends on PUBLIC_URL and on names that the other tests have no use for. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { LONG_AGENCY, LONG_COUNTER } from '../support/poster-samples';
import { expectAccessible } from './support/axe';

const PUBLIC_URL = 'https://ykien.sonla.gov.vn';
const PASSWORD = 'mat-khau-cua-phep-thu';
const SINCE = '2025-07-01';
const HOTLINE = '1022';

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
  server = await startBuiltServer({ databaseUrl, settings: { PUBLIC_URL, HOTLINE } });
});

test.afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const SIZES = { a4: [210, 297], a5: [148, 210], a6: [105, 148], stickers: [210, 297] } as const;

for (const name of ['short', 'long'] as const) {
  for (const format of ['a4', 'a5', 'a6', 'stickers'] as const) {
    test(`on ${format} with ${name} names is one sheet whose code is read back`, async ({ browser }) => {
      const code = codes[name];
      const page = await signIn(browser, 'quan-tri@sonla.example');
      await page.setViewportSize({ width: 1000, height: 1000 });
      await page.goto(`/admin/counters/${code}/poster?format=${format}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Tờ dán cho ${name === 'long' ? LONG_COUNTER : 'Quầy 3'}`);
      const isPoster = format !== 'stickers';
      const sentences = [
        /Ông\/Bà thấy phục\svụ ở đây thế nào\?/,
        'Cán bộ không được trả lời thay.',
        `${code.slice(0, 4)}-${code.slice(4)}`,
        ...(isPoster
          ? ['How was the service here?', 'Staff must not answer for you.', 'Tỉnh Sơn La']
          : [name === 'long' ? /Quầy số 12, tiếp nhận .*…/ : 'Quầy 3']),
        ...(isPoster ? [name === 'long' ? LONG_AGENCY : 'Xã Chiềng Mai', name === 'long' ? LONG_COUNTER : 'Quầy 3'] : [])
      ];
      for (const sentence of sentences) await expect(page.getByRole('main')).toContainText(sentence);
      const hotline = page.getByRole('main').getByText(`xin báo ${HOTLINE}.`);
      expect(await hotline.count()).toBe(format === 'a4' ? 1 : 0);

      await page.evaluate(() => document.fonts.ready);
      expect(await cutOff(page)).toEqual([]);
      expect(await misjudged(page)).toEqual([]);
      const picture = PNG.sync.read(await page.locator('svg.qr').first().screenshot());
      expect(jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data).toBe(`${PUBLIC_URL}/q/${code}`);

      const sheets = pagesOf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      expect(sheets.map(millimetres)).toEqual([SIZES[format]]);
      const file = await page.request.get(`/admin/counters/${code}/poster.pdf?format=${format}`);
      expect([file.status(), file.headers()['content-type']]).toEqual([200, 'application/pdf']);
      expect(file.headers()['content-disposition']).toBe(`attachment; filename="poster-${format}-${code}.pdf"`);
      expect(pagesOf(await file.body()).map(millimetres)).toEqual([SIZES[format]]);

      await page.setViewportSize({ width: 360, height: 740 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      expect(await cutOff(page)).toEqual([]);
      await expectAccessible(page);
      await page.context().close();
    });
  }
}

test('is chosen among the papers, stickers in a number too; A5 comes first', async ({ browser }) => {
  const page = await signIn(browser, 'quan-tri@sonla.example');
  await page.goto(`/admin/counters/${codes.short}/poster`);
  const papers = page.getByRole('navigation', { name: 'Khổ giấy' });
  await expect(papers.locator('[aria-current]')).toHaveText('A5, dán tại quầy');
  await papers.getByRole('link', { name: 'Tem dán' }).click();
  await expect(page.locator('svg.qr')).toHaveCount(3);
  await page.getByRole('navigation', { name: 'Số tem' }).getByRole('link', { name: '24 tem' }).click();
  await expect(page.locator('svg.qr')).toHaveCount(24);
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải tệp PDF' }).click();
  const download = await started;
  expect(download.suggestedFilename()).toBe(`poster-stickers-${codes.short}.pdf`);
  expect(new URL(download.url()).search).toBe('?format=stickers&count=24');
  await page.context().close();
});

test('is refused on a paper that there is not, and in a number that no sheet holds', async ({ browser }) => {
  const page = await signIn(browser, 'quan-tri@sonla.example');
  for (const [query, said] of [
    ['?format=a3', 'Không có khổ giấy "a3". Xin chọn một trong: a4, a5, a6, stickers.'],
    ['?format=stickers&count=25', 'Số tem phải là số nguyên từ 1 đến 24, không phải "25".']
  ] as const) {
    const answer = await page.goto(`/admin/counters/${codes.short}/poster${query}`);
    expect(answer!.status()).toBe(422);
    await expect(page.getByText(said)).toBeVisible();
    const file = await page.request.get(`/admin/counters/${codes.short}/poster.pdf${query}`);
    expect([file.status(), await file.text()]).toEqual([422, `${said}\n`]);
  }
  await page.context().close();
});

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
  for (const file of ['poster', 'poster.pdf', 'qr.svg', 'qr.png']) {
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

/** What of the drawing lies outside its sheet. */
function cutOff(page: Page): Promise<string[]> {
  return page.locator('svg.sheet').evaluate((sheet) => {
    const bounds = sheet.getBoundingClientRect();
    return [...sheet.querySelectorAll('*')]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        if (box.width === 0) return false; // draws nothing, as a title
        return (
          box.bottom > bounds.bottom + 0.5 || box.right > bounds.right + 0.5 || box.left < bounds.left - 0.5 || box.top < bounds.top - 0.5
        );
      })
      .map((element) => element.outerHTML.slice(0, 80));
  });
}

/** Lines that the browser's fonts make wider or narrower, by more than a hundredth of a millimetre, than the layout took them for. */
function misjudged(page: Page): Promise<string[]> {
  return page.locator('svg.sheet').evaluate((sheet) =>
    [...sheet.querySelectorAll('tspan')].flatMap((line) => {
      const given = Number(line.getAttribute('textLength'));
      line.removeAttribute('textLength');
      const own = line.getComputedTextLength();
      line.setAttribute('textLength', String(given));
      return Math.abs(own - given) > 1 ? [`${line.textContent}: ${own}, not ${given}`] : [];
    })
  );
}

const millimetres = (points: readonly number[]) => points.map((length) => Math.round((length / 72) * 25.4));

/** Width and height in points of every page of a PDF. */
function pagesOf(pdf: Uint8Array): number[][] {
  const text = Buffer.from(pdf).toString('latin1');
  const boxes = [...text.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [Number(width), Number(height)]);
  const count = [...text.matchAll(/\/Type\s*\/Page\b/g)].length;
  if (boxes.length !== count) throw new Error(`${count} pages but ${boxes.length} page sizes`);
  return boxes;
}
