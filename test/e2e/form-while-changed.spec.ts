// A survey that is reworded or closed by a command, another process, while people have its form open.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { SIPAS_SHORT } from '../../src/lib/core/questionnaire/instruments/sipas-short';
import type { Questionnaire } from '../../src/lib/core/questionnaire/questionnaire';
import { insertQuestionnaireVersion } from '../../src/lib/server/store/questionnaires';
import { expectAccessible } from './support/axe';
import { choose, openOwnForm, option, send, sendButton, storedAs, submissionIdOn, test } from './support/forms';
import { expectFitsAtAnyText } from './support/layout';

async function runSurveyCommand(step: string, survey: string): Promise<void> {
  const env = { ...process.env, DATABASE_URL: process.env.E2E_DATABASE_URL };
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/survey.ts', step, '--code', survey], { env });
}

/** The same questions under another title of the first factor. */
function reworded(questionnaire: Questionnaire, firstFactor: string): Questionnaire {
  const [first, ...others] = questionnaire.sections;
  return { ...questionnaire, sections: [{ ...first!, name: { ...first!.name, vi: firstFactor } }, ...others] };
}

test('an answer to the wording that was shown counts, and the new wording shows at once', async ({ page, browser, db }) => {
  const original = { ...SIPAS_SHORT, code: `e2e-${randomUUID().slice(0, 13)}` };
  const shown = await insertQuestionnaireVersion(db, original, new Date().toISOString());
  const { code, survey } = await openOwnForm(db, { questionnaire: original.code });
  await page.goto(`/q/${code}`);
  await choose(page, { officer_1: '4' });
  const submissionId = await submissionIdOn(page);

  const published = await insertQuestionnaireVersion(db, reworded(original, 'Người tiếp nhận hồ sơ'), new Date().toISOString());
  await runSurveyCommand('revise', survey);
  const other = await (await browser.newContext()).newPage();
  await other.goto(`/q/${code}`);
  await expect(other.getByRole('group', { name: 'Người tiếp nhận hồ sơ' })).toBeVisible();
  const otherId = await submissionIdOn(other);
  await choose(other, { officer_1: '2' });
  await send(other);
  await expect(other).toHaveURL(/\/r\//);
  await other.context().close();

  await send(page);
  await expect(page).toHaveURL(/\/r\//);
  expect(await storedAs(db, submissionId)).toEqual([expect.objectContaining({ version: shown.id, answers: { officer_1: '4' } })]);
  expect(await storedAs(db, otherId)).toEqual([expect.objectContaining({ version: published.id, answers: { officer_1: '2' } })]);
});

test('closing closes the page at once; what was being answered stays on the screen', async ({ page, db }) => {
  const { code, survey } = await openOwnForm(db, { questionnaire: 'sipas-2017' });
  await page.goto(`/q/${code}`);
  await choose(page, { access_1: '1', on_time: 'late' });
  await page.locator('textarea').fill('Đã viết xong thì đóng.');
  const submissionId = await submissionIdOn(page);
  const { request } = page;
  expect((await request.get(`/q/${code}`)).status()).toBe(200);
  await runSurveyCommand('close', survey);

  const closed = await request.get(`/q/${code}`);
  expect(closed.status()).toBe(410);
  const response = await send(page);
  expect(response.status()).toBe(410);
  await expect(page).toHaveTitle(/^Lỗi: /);
  await expect(page.getByRole('heading', { name: 'Khảo sát đã kết thúc' })).toBeVisible();
  await expect(option(page, 'access_1', '1')).toBeChecked();
  await expect(page.locator('textarea')).toHaveValue('Đã viết xong thì đóng.');
  await expect(sendButton(page)).toHaveCount(0);
  expect(await storedAs(db, submissionId)).toEqual([]);
  await expectAccessible(page);
  await expectFitsAtAnyText(page);
});

test('a form that was stored before the survey closed leads to its receipt when it is sent again', async ({ page, db }) => {
  const { code, survey } = await openOwnForm(db, { questionnaire: 'sipas-2017' });
  const body = `access_1=4&comment=G%E1%BB%ADi+l%E1%BA%A1i+m%E1%BB%99t+l%E1%BA%A7n+n%E1%BB%AFa&submission_id=${randomUUID()}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const sendAgain = (data: string) => page.request.post(`/q/${code}`, { headers, data, maxRedirects: 0 });
  const first = await sendAgain(body);
  expect(first.status()).toBe(303);
  await runSurveyCommand('close', survey);
  const again = await sendAgain(body);
  expect(again.status()).toBe(303);
  expect(again.headers()['location']).toBe(first.headers()['location']);
  expect((await sendAgain(body.replace('access_1=4', 'access_1=2'))).status()).toBe(410);
  await page.goto(first.headers()['location']!);
  await expect(page.getByRole('heading', { name: 'Đã nhận ý kiến của Ông/Bà' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Phiếu mới cho người tiếp theo' })).toHaveCount(0);
  expect(await storedAs(db, new URLSearchParams(body).get('submission_id')!)).toHaveLength(1);
});
