// A form sent where there is none any more, or never was: the page says so and keeps what was typed.
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { COMMENT, expectKept, FILLED, fillAndSend } from './support/filled-form';
import { sendButton, storedAs, test } from './support/forms';
import { expectFitsAtAnyText } from './support/layout';
import { seeded } from './support/seeded';

/** Fills the open form and sends it to another code: as a page that was opened while there was a survey. */
function sendTo(page: Page, code: string) {
  return fillAndSend(page, `/q/${seeded().forms.sipas.code}`, (route) => {
    const { origin, search } = new URL(route.request().url());
    return { url: `${origin}/q/${code}${search}` };
  });
}

const wrongCode = (code: string) => code.slice(0, -1) + (code.endsWith('3') ? '4' : '3');

const ended = [
  {
    form: 'closed',
    status: 410,
    heading: 'Khảo sát đã kết thúc',
    sentence: /^Khảo sát đã kết thúc ngày \d\d\/\d\d\/\d{4}\. Phiếu chưa được lưu\.$/
  },
  {
    form: 'ended',
    status: 410,
    heading: 'Khảo sát đã kết thúc',
    sentence: /^Khảo sát đã kết thúc ngày \d\d\/\d\d\/\d{4}\. Phiếu chưa được lưu\.$/
  },
  {
    form: 'closedCounter',
    status: 410,
    heading: 'Điểm tiếp nhận đã đóng',
    sentence: /^Điểm tiếp nhận này đã đóng ngày \d\d\/\d\d\/\d{4}\.$/
  },
  { form: 'notOpen', status: 403, heading: 'Chưa mở được phiếu', sentence: /^Khảo sát tại đây mở từ ngày \d\d\/\d\d\/\d{4}\.$/ }
] as const;

for (const { form, status, heading, sentence } of ended) {
  test(`a form sent where it is ${form}: ${status}, with the answers kept @both`, async ({ page, db, javaScriptEnabled }) => {
    const { response, submissionId } = await sendTo(page, seeded().forms[form].code);
    expect(response.status()).toBe(status);
    await expect(page).toHaveTitle(/^Lỗi: /);
    await expect(page.getByRole('alert').getByRole('heading')).toHaveText(heading);
    await expect(page.getByRole('alert').getByText(sentence)).toBeVisible();
    await expect(page.getByRole('alert')).toBeFocused();
    await expectKept(page);
    await expect(sendButton(page)).toHaveCount(0);
    expect(await storedAs(db, submissionId)).toEqual([]);
    if (javaScriptEnabled && (form === 'closed' || form === 'notOpen')) {
      await expectAccessible(page);
      await expectFitsAtAnyText(page);
    }
  });
}

const unknown = [
  { name: 'a code that no counter has', code: () => 'K7M4PQX4', sentence: 'Mã K7M4PQX4 có vẻ gõ nhầm một ký tự.' },
  { name: 'something that is no code', code: () => 'quay-1', sentence: 'Không tìm thấy mã quay-1.' },
  { name: 'a mistyped code', code: () => wrongCode(seeded().forms.sipas.code), sentence: 'có vẻ gõ nhầm một ký tự.' },
  { name: 'a well-formed code never given out', code: () => '33333333', sentence: 'Không tìm thấy mã 3333-3333.' },
  {
    name: 'a counter without a survey',
    code: () => seeded().forms.withoutSurvey.code,
    sentence: 'Hiện chưa có khảo sát nào tại điểm tiếp nhận này.'
  }
];

for (const { name, code, sentence } of unknown) {
  test(`${name}: 404, with what was typed still there @both`, async ({ page, db, javaScriptEnabled }) => {
    const shown = await page.goto(`/q/${code()}`);
    expect(shown?.status()).toBe(404);
    await expect(page.getByText(sentence)).toBeVisible();
    const { response, submissionId } = await sendTo(page, code());
    expect(response.status()).toBe(404);
    await expect(page).toHaveTitle('Lỗi: Chưa mở được phiếu');
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByLabel('Ý kiến Ông/Bà đã viết, chưa được gửi')).toHaveValue(COMMENT);
    for (const [item, given] of Object.entries(FILLED))
      for (const value of [given].flat()) await expect(page.getByText(`${item}: ${value}`, { exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Nhập mã khác' })).toHaveAttribute('href', '/');
    expect(await storedAs(db, submissionId)).toEqual([]);
    if (javaScriptEnabled && name === 'a counter without a survey') {
      await expectAccessible(page);
      await expectFitsAtAnyText(page);
    }
  });
}
