/** One person's code from the printed letter to the answer, on a server of its own: its round is closed at the end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import type { Kysely } from 'kysely';
import { formatCode } from '../../src/lib/core/fieldwork/checked-code';
import { openDatabase } from '../../src/lib/server/database';
import { migrateToLatest } from '../../src/lib/server/migrate';
import { issueInvitations } from '../../src/lib/server/operations/issue-invitations';
import { randomBytes } from '../../src/lib/server/random-bytes';
import type { Schema } from '../../src/lib/server/schema';
import { updateRound } from '../../src/lib/server/store/rounds';
import { updateSurvey } from '../../src/lib/server/store/surveys';
import { startBuiltServer } from '../support/built-server';
import type { BuiltServer } from '../support/built-server';
import { codesOfUnits } from '../support/codes';
import { BOX, PASSWORD } from '../support/people';
import { makeRound, ROUND_NOW } from '../support/round';
import type { TestRound } from '../support/round';
import { expectAccessible } from './support/axe';
import { choose, post, send } from './support/forms';
import { expectFits } from './support/layout';

/** That `makeRound` sealed people with. */
const APP_KEY = Buffer.alloc(32, 1).toString('hex');
const LONG_NAME =
  'Trung tâm Phục vụ hành chính công và Xúc tiến đầu tư, thương mại, du lịch các khu công nghiệp, cụm công nghiệp và khu kinh tế cửa khẩu';

test.describe.configure({ mode: 'serial' });

let folder: string;
let server: BuiltServer;
let db: Kysely<Schema>;
let round: TestRound;
/** By serial number less one. */
let codes: readonly string[];

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satisfaction-letters-'));
  const databaseUrl = `sqlite:${join(folder, 'letters.sqlite')}`;
  db = openDatabase(databaseUrl);
  await migrateToLatest(db);
  round = await makeRound(db, { communes: 3, population: 12, sample: 4, reserve: 1 });
  await db.updateTable('agency_versions').set({ name_vi: LONG_NAME }).where('agency_id', '=', round.agencyIds[2]!).execute();
  await issueInvitations(db, BOX, round.survey.id, randomBytes, ROUND_NOW);
  codes = await codesOfUnits(db, round.survey.id);
  server = await startBuiltServer({ databaseUrl, settings: { PUBLIC_URL: 'https://ykien.example.vn', APP_KEY } });
});

test.afterAll(async () => {
  await server.stop();
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

async function open(browser: Browser, options: { readonly javaScriptEnabled?: boolean } = {}): Promise<Page> {
  return (await browser.newContext({ baseURL: server.url, viewport: { width: 360, height: 740 }, ...options })).newPage();
}

for (const [at, javaScriptEnabled] of [
  [0, true],
  [1, false]
] as const)
  test(`an invitation is answered once, ${javaScriptEnabled ? 'with' : 'without'} script`, async ({ browser }) => {
    const code = codes[at]!;
    const page = await open(browser, { javaScriptEnabled });
    await page.goto('/');
    await page.getByLabel('Mã tại quầy').fill(formatCode(code).toLowerCase());
    await page.getByRole('button', { name: 'Mở phiếu' }).click();
    await expect(page).toHaveURL(`${server.url}/q/${code}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ý kiến của Ông/Bà về sự phục vụ tại Xã 1');
    const main = page.getByRole('main');
    await expect(main).toContainText('Câu trả lời của Ông/Bà được bảo mật. Mã trên thư chỉ để biết thư nào đã trả lời');
    await expect(main).toContainText('Tỉnh Thử xin ý kiến Ông/Bà');
    await expect(main).not.toContainText('Phiếu không hỏi tên');
    if (javaScriptEnabled) {
      await expectFits(page);
      await expectAccessible(page);
    }
    await page.getByRole('link', { name: 'English' }).click();
    await expect(page.getByRole('main')).toContainText('Your answers are confidential.');
    await page.getByRole('link', { name: 'Tiếng Việt' }).click();
    await expect(page.getByRole('main')).toContainText('Câu trả lời của Ông/Bà được bảo mật.'); // the English form has the same fields
    await choose(page, { officer_1: '4' });
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    expect((await send(page)).status()).toBe(303);
    await expect(page).toHaveURL(/\/r\//);
    const receipt = page.url();
    await expect(page.getByRole('main')).toContainText('câu trả lời được bảo mật');
    await expect(page.getByRole('link', { name: 'Phiếu mới cho người tiếp theo' })).toHaveCount(0);

    const body = (await sent).postData()!;
    const again = await post(page, `/q/${code}`, body);
    expect([again.status(), again.headers()['location']]).toEqual([303, new URL(receipt).pathname]);
    const other = await post(page, `/q/${code}`, body.replace('officer_1=4', 'officer_1=1'));
    expect(other.status()).toBe(409);
    for (const text of [await other.text(), (await page.goto(`/q/${code}`), await page.content())]) {
      expect(text).toContain('Mã này đã được dùng để trả lời');
      expect(text).not.toContain('officer_1');
    }
    expect(await page.title()).toBe('Đã nhận phiếu này');
    const stored = await db
      .selectFrom('responses')
      .select(['channel', 'answers', 'submission_scope', 'submission_id'])
      .where('sampled_unit_id', '=', round.units[at]!.id)
      .execute();
    expect(stored).toEqual([{ channel: 'web', answers: '[4]', submission_scope: round.units[at]!.id, submission_id: 'once' }]);
    await page.context().close();
  });

test('a coordinator prints letters with paper forms for one agency, and the desk knows it', async ({ browser }) => {
  const page = await open(browser);
  const signedIn = await page.request.post('/admin/sign-in', {
    form: { email: 'dieu.phoi@example.vn', password: PASSWORD },
    headers: { origin: server.url },
    maxRedirects: 0
  });
  expect(signedIn.status()).toBe(303);
  await page.goto('/admin/surveys/round/desk/forms');
  await expect(page.getByText('Chưa ai xem lại nội dung này.')).toBeVisible();
  await page.getByLabel('Cơ quan gửi').fill('');
  await page.getByRole('button', { name: 'Lưu nội dung' }).click();
  await expect(page.getByRole('alert')).toContainText('thư phải ghi rõ ai gửi');
  await page.getByLabel('Cơ quan gửi').fill('Sở Nội vụ tỉnh Thử');
  await page.getByRole('button', { name: 'Lưu nội dung' }).click();
  await expect(page.getByRole('status')).toHaveText('Đã lưu nội dung thư và phiếu.');
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expectFits(page);
    await expectAccessible(page);
  }
  await page.getByLabel('In gì').selectOption('both');
  await page.getByLabel('Cho đơn vị').selectOption({ label: 'Xã 2 (0/4 đã in)' });
  await page.getByRole('button', { name: 'Tạo tệp in' }).click();
  // One letter with its empty back and two pages of the short form, each.
  await expect(page.getByText('4 phiếu, 16 trang.')).toBeVisible({ timeout: 60_000 });
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải tệp PDF' }).click();
  expect((await started).suggestedFilename()).toBe('letters.pdf');
  await page.getByRole('link', { name: 'Phiếu và thư mời' }).click();
  await expect(page).toHaveURL(`${server.url}/admin/surveys/round/desk/forms`);
  await expect(page.getByRole('row', { name: 'Xã 2 4 4 0' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Xã 1 4 0 2' })).toBeVisible();
  await page.getByLabel('Cho đơn vị').selectOption({ label: 'Xã 2 (4/4 đã in)' });
  await page.getByRole('button', { name: 'Tạo tệp in' }).click();
  await expect(page.getByRole('alert')).toContainText('Không có phiếu nào để in');
  await page.context().close();
});

test('after the round is closed a code opens nothing, and who has answered is still told so', async ({ browser }) => {
  const page = await open(browser);
  await page.goto(`/q/${codes[2]!}`);
  await choose(page, { officer_1: '2' });
  await updateSurvey(db, round.survey.id, { state: 'closed' });
  await updateRound(db, round.survey.id, { closed_on: '2026-11-20' });
  expect((await send(page)).status()).toBe(410);
  await expect(page.getByRole('main')).toContainText('Khảo sát đã kết thúc ngày 20/11/2026.');
  await expect(page.locator('input[name=officer_1][value="2"]')).toBeChecked();
  expect((await page.goto(`/q/${codes[3]!}`))!.status()).toBe(410);
  await page.goto(`/q/${codes[0]!}`);
  await expect(page.getByRole('main')).toContainText('Mã này đã được dùng để trả lời');
  await expectFits(page);
  await page.context().close();
});
