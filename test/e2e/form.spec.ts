// The citizen's way through the form, from the QR code's address to the receipt.
import { expect } from '@playwright/test';
import { SIPAS_2017 } from '../../src/lib/core/questionnaire/instruments/sipas-2017';
import { startCountingProxy } from './support/counting-proxy';
import { choose, option, send, storedAs, submissionIdOn, test } from './support/forms';
import { seeded } from './support/seeded';

const factors = SIPAS_2017.sections.filter((section) => section.kind === 'factor');
const criteria = factors.flatMap((section) => section.items);
/** Levels 1 to 5 in turn, "does not apply" where it is offered and the turn comes to it. */
const ratings = Object.fromEntries(
  criteria.map((item, i) => [item.code, i % 6 === 5 && item.kind === 'level' && item.notApplicable ? 'na' : String(1 + (i % 5))])
);

test('the 22 items are answered, sent and stored; the next person starts afresh @both', async ({ page, db }) => {
  const { code, counterName, agencyName } = seeded().forms.sipas;
  await page.goto(`/q/${code}`);
  await expect(page).toHaveTitle(`Ý kiến của Ông/Bà về sự phục vụ tại ${counterName} – ${agencyName}`);
  await expect(page.getByText('Phiếu không hỏi tên, số điện thoại hay mã hồ sơ')).toBeVisible();
  expect(criteria).toHaveLength(22);
  for (const { name, items } of factors) {
    const section = page.getByRole('group', { name: name.vi, exact: true });
    await expect(section.getByRole('group')).toHaveCount(items.length);
    for (const { text } of items) await expect(section.getByRole('group', { name: text.vi })).toBeVisible();
  }
  await expect(page.locator('input:checked')).toHaveCount(0);

  const answers = {
    ...ratings,
    overall: '4',
    has_result: 'yes',
    submit_channel: 'in_person',
    trip_count: '5_6',
    supplement_count: '0',
    harassment: 'no',
    extra_payment: 'no',
    on_time: 'late',
    late_notice: 'no',
    late_apology: 'spoken',
    info_channel: ['meeting', 'internet']
  };
  await choose(page, answers);
  await page.getByText('Đôi nét về Ông/Bà').click();
  const profile = { gender: 'female', age_band: '35_49', ethnicity: 'other', residence_terrain: 'mountain' };
  await choose(page, profile);
  await page.getByLabel('Ông/Bà muốn cơ quan sửa điều gì').fill('Cán bộ hướng dẫn rất kỹ.\nXin cảm ơn!');
  const submissionId = await submissionIdOn(page);
  const response = await send(page);
  expect(response.status()).toBe(303);
  await expect(page).toHaveURL(/\/r\/[34679ACDEFHJKMNPQRTVWXY]{10}$/);
  await expect(page.getByRole('heading', { name: 'Đã nhận ý kiến của Ông/Bà' })).toBeVisible();

  const receipt = new URL(page.url()).pathname.slice('/r/'.length);
  expect(await storedAs(db, submissionId)).toEqual([
    expect.objectContaining({
      receipt,
      language: 'vi',
      comment: 'Cán bộ hướng dẫn rất kỹ.\nXin cảm ơn!',
      answers: { ...answers, ...profile }
    })
  ]);

  await page.getByRole('link', { name: 'Phiếu mới cho người tiếp theo' }).click();
  await expect(page.locator('input:checked')).toHaveCount(0);
  expect(await submissionIdOn(page)).not.toBe(submissionId);
});

test('before the first answer there is one request, of at most 10 kB', async ({ page }) => {
  await using proxy = await startCountingProxy(process.env.E2E_URL!);
  await page.goto(`${proxy.url}/q/${seeded().forms.sipas.code}`, { waitUntil: 'networkidle' });
  await expect(option(page, 'access_1', '5')).toBeVisible();
  expect(proxy.requests).toEqual([`GET /q/${seeded().forms.sipas.code}`]);
  expect(proxy.bytesSent()).toBeLessThanOrEqual(10_000);
  await expect(page.locator('script[src], link:not([rel=icon]), img')).toHaveCount(0);
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', /^data:/);
  await option(page, 'access_1', '5').check();
  expect(proxy.requests).toHaveLength(1);
});

test('the form is English by a link, and so is what follows @both', async ({ page, db }) => {
  await page.goto(`/q/${seeded().forms.sipas.code}`);
  const submissionId = await submissionIdOn(page);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveTitle(/^Your opinion of the service at /);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  expect(await submissionIdOn(page)).toBe(submissionId);
  await expect(page.getByRole('group', { name: 'Access to administrative services' })).toBeVisible();
  await page.getByRole('radio', { name: 'Very satisfied' }).first().check();
  await send(page);
  await expect(page.getByRole('heading', { name: 'We have your answers' })).toBeVisible();
  expect(await storedAs(db, submissionId)).toEqual([expect.objectContaining({ language: 'en', answers: { access_1: '5' } })]);
  await page.getByRole('link', { name: 'New form for the next person' }).click();
  await expect(page.getByRole('link', { name: 'Tiếng Việt' })).toBeVisible();
});

test('a question that follows from an answer shows only then, and counts only then @both', async ({ page, db }) => {
  await page.goto(`/q/${seeded().forms.sipas.code}`);
  const notice = page.getByRole('group', { name: 'Cơ quan có báo trước' });
  const trips = page.getByRole('group', { name: 'Ông/Bà đã đến cơ quan mấy lần' });
  await expect(notice).toBeHidden();
  await expect(trips).toBeVisible(); // for everyone who did not submit online, also who does not say how
  await choose(page, { on_time: 'late', submit_channel: 'online' });
  await expect(notice).toBeVisible();
  await expect(trips).toBeHidden();
  for (const [hasResult, offered] of [
    ['yes', ['early', 'on_time', 'late']],
    ['no', ['not_due', 'overdue']]
  ] as const) {
    await choose(page, { has_result: hasResult });
    for (const value of ['early', 'on_time', 'late', 'not_due', 'overdue']) {
      const label = page.locator('label', { has: option(page, 'on_time', value) });
      await (offered.some((one) => one === value) ? expect(label).toBeVisible() : expect(label).toBeHidden());
    }
  }
  await choose(page, { has_result: 'yes' });
  await choose(page, { submit_channel: 'post' });
  await choose(page, { late_notice: 'yes', late_apology: 'no', trip_count: '3' });
  await choose(page, { on_time: 'early' });
  await expect(notice).toBeHidden();
  await expect(trips).toBeVisible();
  const submissionId = await submissionIdOn(page);
  await send(page);
  await expect(page).toHaveURL(/\/r\//);
  const [stored] = await storedAs(db, submissionId);
  expect(stored?.answers).toEqual({ has_result: 'yes', submit_channel: 'post', trip_count: '3', on_time: 'early' });
});
