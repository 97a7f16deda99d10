// However often a form is sent, it makes one response with one receipt.
import { randomUUID } from 'node:crypto';
import type { Page, Route } from '@playwright/test';
import { expect } from '@playwright/test';
import { choose, option, post, send, sendButton, storedAs, submissionIdOn, test } from './support/forms';
import { seeded } from './support/seeded';

const address = () => `/q/${seeded().forms.sipas.code}`;
const receiptOn = (page: Page) => new URL(page.url()).pathname.slice('/r/'.length);

test('by a double click @both', async ({ page, db }) => {
  await page.goto(address());
  await choose(page, { access_1: '2', officer_1: '3' });
  const submissionId = await submissionIdOn(page);
  await sendButton(page).dblclick();
  await expect(page).toHaveURL(/\/r\//);
  expect(await storedAs(db, submissionId)).toEqual([expect.objectContaining({ receipt: receiptOn(page) })]);
});

test('by sending the same request again, one after another and ten at once @both', async ({ page, db }) => {
  await page.goto(address());
  await choose(page, { access_1: '2', officer_1: '3' });
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await sendButton(page).click();
  const body = (await sent).postData()!;
  await expect(page).toHaveURL(/\/r\//);
  const again = await Promise.all(Array.from({ length: 10 }, () => post(page, address(), body)));
  for (const response of again) {
    expect(response.status()).toBe(303);
    expect(response.headers()['location']).toBe(`/r/${receiptOn(page)}`);
  }
  expect(await storedAs(db, new URLSearchParams(body).get('submission_id')!)).toHaveLength(1);
});

test('at once from the start: ten first sendings of one form', async ({ page, db }) => {
  const submissionId = randomUUID();
  const responses = await Promise.all(Array.from({ length: 10 }, () => post(page, address(), `access_1=5&submission_id=${submissionId}`)));
  expect(new Set(responses.map((response) => `${response.status()} ${response.headers()['location']}`)).size).toBe(1);
  expect(responses[0]!.status()).toBe(303);
  expect(await storedAs(db, submissionId)).toHaveLength(1);
});

test('by the back button and sending again @both', async ({ page, db }) => {
  await page.goto(address());
  await choose(page, { access_1: '4', result_1: 'na' });
  const submissionId = await submissionIdOn(page);
  await send(page);
  await expect(page).toHaveURL(/\/r\//);
  const receipt = receiptOn(page);
  await page.goBack();
  await expect(option(page, 'access_1', '4')).toBeChecked();
  expect(await submissionIdOn(page)).toBe(submissionId);
  await send(page);
  await expect(page).toHaveURL(/\/r\//);
  expect(receiptOn(page)).toBe(receipt);
  expect(await storedAs(db, submissionId)).toHaveLength(1);
});

test('but a form that is asked for again once it was sent is the next person’s @both', async ({ page, db }) => {
  await page.goto(address());
  await choose(page, { access_1: '4' });
  const submissionId = await submissionIdOn(page);
  await send(page);
  await expect(page).toHaveURL(/\/r\//);
  await page.goBack();
  expect(await submissionIdOn(page)).toBe(submissionId);
  await page.reload();
  await expect(page.locator('input:checked')).toHaveCount(0);
  const nextId = await submissionIdOn(page);
  expect(nextId).not.toBe(submissionId);
  await choose(page, { access_1: '1' });
  await send(page);
  await expect(page).toHaveURL(/\/r\//);
  expect(await storedAs(db, submissionId)).toEqual([expect.objectContaining({ answers: { access_1: '4' } })]);
  expect(await storedAs(db, nextId)).toEqual([expect.objectContaining({ answers: { access_1: '1' } })]);
});

test('stopped on its way, it can be sent again a moment later', async ({ page, db }) => {
  await page.goto(address());
  await choose(page, { access_1: '3' });
  const submissionId = await submissionIdOn(page);
  let stopped = 0;
  // As the browser's own button to stop does: the page stays.
  const stop = async (route: Route) => {
    if (route.request().method() !== 'POST') return route.continue();
    stopped++;
    await route.abort('aborted');
  };
  await page.route('**/*', stop);
  await sendButton(page).click();
  await expect.poll(() => stopped).toBe(1);
  // Not at once, which would be a second click.
  await sendButton(page).click();
  await expect(sendButton(page)).toHaveText('Đang gửi…');
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 10_000;
  });
  await page.unroute('**/*', stop);
  await sendButton(page).click();
  await expect(page).toHaveURL(/\/r\//);
  expect(stopped).toBe(1);
  expect(await storedAs(db, submissionId)).toHaveLength(1);
});

test('from two tabs @both', async ({ page, db }) => {
  const second = await page.context().newPage();
  await page.goto(address());
  await second.goto(address());
  const submissionId = await submissionIdOn(page);
  expect(await submissionIdOn(second)).toBe(submissionId);
  for (const tab of [page, second]) {
    await choose(tab, { access_2: '1' });
    await send(tab);
    await expect(tab).toHaveURL(/\/r\//);
  }
  expect(receiptOn(second)).toBe(receiptOn(page));
  expect(await storedAs(db, submissionId)).toHaveLength(1);
});

test('with a browser that keeps no cookies @both', async ({ page, db }) => {
  await page.route('**/*', async (route) => {
    const { cookie: _, ...headers } = await route.request().allHeaders();
    await route.continue({ headers });
  });
  await page.goto(address());
  await page.context().clearCookies();
  await choose(page, { access_3: '3' });
  const submissionId = await submissionIdOn(page);
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await sendButton(page).dblclick();
  const body = (await sent).postData()!;
  await expect(page).toHaveURL(/\/r\//);
  await page.context().clearCookies();
  const again = await post(page, address(), body);
  expect(again.headers()['location']).toBe(`/r/${receiptOn(page)}`);
  expect(await storedAs(db, submissionId)).toHaveLength(1);
});

test('with other answers it asks: the receipt, or another person’s form @both', async ({ page, db }) => {
  await page.goto(address());
  await choose(page, { access_1: '4' });
  const submissionId = await submissionIdOn(page);
  await send(page);
  await expect(page).toHaveURL(/\/r\//);
  const first = receiptOn(page);
  await page.goBack();
  await choose(page, { access_1: '1', on_time: 'late' });
  await choose(page, { late_notice: 'no' });
  await page.getByLabel('Ông/Bà muốn cơ quan sửa điều gì').fill('Người thứ hai');
  const response = await send(page);
  expect(response.status()).toBe(409);
  await expect(page).toHaveTitle(/^Lỗi:/);
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByText('với câu trả lời khác')).toBeVisible();
  for (const [item, value] of Object.entries({ access_1: '1', on_time: 'late', late_notice: 'no' }))
    await expect(option(page, item, value)).toBeChecked();
  await expect(page.locator('textarea')).toHaveValue('Người thứ hai');
  await expect(page.getByRole('link', { name: 'Xem phiếu đã nhận' })).toHaveAttribute('href', `/r/${first}`);
  const otherId = await submissionIdOn(page);
  expect(otherId).not.toBe(submissionId);

  await page.getByRole('button', { name: 'Gửi như phiếu của người khác' }).first().click();
  await expect(page).toHaveURL(/\/r\//);
  expect(receiptOn(page)).not.toBe(first);
  expect(await storedAs(db, submissionId)).toEqual([expect.objectContaining({ answers: { access_1: '4' }, comment: null })]);
  expect(await storedAs(db, otherId)).toEqual([
    expect.objectContaining({ answers: { access_1: '1', on_time: 'late', late_notice: 'no' }, comment: 'Người thứ hai' })
  ]);
});

test('under a program’s own id, within one counter', async ({ page, db }) => {
  const submissionId = randomUUID();
  const { sipas, sipasNextDoor } = seeded().forms;
  const sent = [await post(page, `/q/${sipas.code}`, `access_1=5&submission_id=${submissionId}`)];
  sent.push(await post(page, `/q/${sipas.code}`, `access_1=5&submission_id=${submissionId}`));
  sent.push(await post(page, `/q/${sipasNextDoor.code}`, `access_1=5&submission_id=${submissionId}`));
  expect(sent.map((response) => response.status())).toEqual([303, 303, 303]);
  const [first, repeated, elsewhere] = sent.map((response) => response.headers()['location']);
  expect(repeated).toBe(first);
  expect(elsewhere).not.toBe(first);
  const stored = await storedAs(db, submissionId);
  expect(stored).toHaveLength(2);
  expect(new Set(stored.map((row) => row.counterId)).size).toBe(2);
});
