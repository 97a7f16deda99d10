// When the server cannot take a form now: too many from one device or at one counter, or a database that does not answer.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import type { BuiltServer } from '../support/built-server';
import { startBuiltServer } from '../support/built-server';
import { expectAccessible } from './support/axe';
import { choose, openOwnForm, option, send, sendButton, storedAs, submissionIdOn, test } from './support/forms';
import { expectFitsAtAnyText } from './support/layout';

test.describe('over the limit', () => {
  let server: BuiltServer;
  test.beforeAll(async () => {
    const settings = {
      DEVICE_FLAG_PER_HOUR: '1',
      DEVICE_LIMIT_PER_HOUR: '2',
      COUNTER_FLAG_PER_MINUTE: '3',
      COUNTER_LIMIT_PER_MINUTE: '4',
      NETWORK_LIMIT_PER_MINUTE: '4'
    };
    server = await startBuiltServer({ databaseUrl: process.env.E2E_DATABASE_URL!, settings });
  });
  test.afterAll(() => server.stop());

  test('a device is flagged, then asked to wait, with everything kept', async ({ page, db }) => {
    const { code } = await openOwnForm(db, { questionnaire: 'sipas-2017' });
    const sent: string[] = [];
    for (const level of ['1', '2', '3']) {
      await page.goto(`${server.url}/q/${code}`);
      await choose(page, { access_1: level });
      await page.locator('textarea').fill(`Gửi từ cùng một máy, lần thứ ${level}`);
      sent.push(await submissionIdOn(page));
      const response = await send(page);
      expect(response.status()).toBe(level === '3' ? 429 : 303);
      // The answer has come, the page that it leads to not yet: it would stop the next one.
      if (level !== '3') await expect(page).toHaveURL(/\/r\//);
    }
    const [first, second, third] = sent;
    expect((await storedAs(db, first!))[0]?.flags).not.toContain('many-from-device');
    expect((await storedAs(db, second!))[0]?.flags).toContain('many-from-device');
    expect(await storedAs(db, third!)).toEqual([]);
    await expect(page).toHaveTitle(/^Lỗi: /);
    await expect(page.getByRole('alert')).toContainText(/Thiết bị này vừa gửi nhiều phiếu\. Xin chờ \d+ phút rồi gửi lại/);
    await expect(page.getByRole('alert')).toBeFocused();
    await expect(option(page, 'access_1', '3')).toBeChecked();
    await expect(page.locator('textarea')).toHaveValue('Gửi từ cùng một máy, lần thứ 3');
    await expectAccessible(page);
    await expectFitsAtAnyText(page);

    // Another device, at the same counter, is not held up; and a form that was stored may be sent again.
    expect(await submissionIdOn(page)).toBe(third);
    await page.context().clearCookies();
    await send(page);
    await expect(page).toHaveURL(/\/r\//);
    expect(await storedAs(db, third!)).toHaveLength(1);
  });

  test('a counter is flagged, then asked to wait, and repeated forms are not counted against it', async ({ page, db }) => {
    const { code } = await openOwnForm(db, { questionnaire: 'sipas-2017' });
    const submit = async (id: string) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return page.request.post(`${server.url}/q/${code}`, { headers, data: `access_1=5&submission_id=${id}`, maxRedirects: 0 });
    };
    const ids = Array.from({ length: 5 }, () => randomUUID());
    for (const id of ids.slice(0, 4)) expect((await submit(id)).status()).toBe(303);
    expect((await storedAs(db, ids[3]!))[0]?.flags).toContain('counter-burst');
    const over = await submit(ids[4]!);
    expect(over.status()).toBe(429);
    expect(await storedAs(db, ids[4]!)).toEqual([]);
    expect((await submit(ids[0]!)).status()).toBe(303);
  });
});

test('a database that is locked: not recorded, everything kept, and sent again once it answers', async ({ page, db }) => {
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-locked-'));
  const file = join(folder, 'copy.sqlite');
  const { code } = await openOwnForm(db, { questionnaire: 'sipas-2017' });
  await sql`vacuum into ${file}`.execute(db);
  const server = await startBuiltServer({ databaseUrl: `sqlite:${file}` });
  const other = new Sqlite(file);
  const stored = () => (other.prepare('select count(*) as n from responses where submission_id = ?').get(submissionId) as { n: number }).n;
  await page.goto(`${server.url}/q/${code}`);
  await choose(page, { access_1: '2', result_1: 'na' });
  await page.locator('textarea').fill('Xin giữ lại.');
  const submissionId = await submissionIdOn(page);

  other.exec('begin immediate');
  const response = await send(page);
  other.exec('rollback');
  expect(response.status()).toBe(503);
  await expect(page).toHaveTitle(/^Lỗi: /);
  await expect(page.getByRole('heading', { name: 'Chưa ghi nhận' })).toBeVisible();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(option(page, 'access_1', '2')).toBeChecked();
  await expect(option(page, 'result_1', 'na')).toBeChecked();
  await expect(page.locator('textarea')).toHaveValue('Xin giữ lại.');
  expect(await submissionIdOn(page)).toBe(submissionId);
  expect(stored()).toBe(0);
  await expectAccessible(page);
  await expectFitsAtAnyText(page);

  await expect(sendButton(page)).toBeEnabled();
  await send(page);
  await expect(page).toHaveURL(/\/r\//);
  expect(stored()).toBe(1);
  other.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
