// What cannot be stored: each gets a clear page with its status, everything typed stays on it, and nothing is stored.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { COMMENT, commentOn, expectKept, fillAndSend } from './support/filled-form';
import { choose, option, post, send, sendButton, storedAs, submissionIdOn, test } from './support/forms';
import { expectFitsAtAnyText } from './support/layout';
import { seeded } from './support/seeded';

async function expectSummary(page: Page, sentence: string | RegExp): Promise<void> {
  await expect(page).toHaveTitle(/^Lỗi: /);
  const summary = page.getByRole('alert');
  await expect(summary).toContainText(sentence);
  await expect(summary).toBeFocused();
}

const spoilt: readonly {
  readonly name: string;
  readonly change: (body: string) => string;
  readonly status: number;
  readonly sentence: string | RegExp;
  /** Looked at by axe and measured: one of each kind of page. */
  readonly look?: true;
}[] = [
  {
    name: 'an unknown question',
    change: (body) => `${body}&access_99=3`,
    status: 422,
    sentence: 'Phiếu có câu không thuộc khảo sát này: access_99.'
  },
  {
    name: 'a level outside the scale',
    change: (body) => `${body}&access_2=6`,
    status: 422,
    sentence: 'Mức 6 không có trong thang của câu access_2.',
    look: true
  },
  {
    name: '"does not apply" where it is not offered',
    change: (body) => `${body}&access_2=na`,
    status: 422,
    sentence: 'Mức na không có trong thang của câu access_2.'
  },
  {
    name: 'an option that is none',
    change: (body) => `${body}&harassment=maybe`,
    status: 422,
    sentence: 'Mức maybe không có trong thang của câu harassment.'
  },
  {
    name: 'a field sent twice',
    change: (body) => `${body}&access_1=3`,
    status: 422,
    sentence: 'Câu access_1 được gửi hai lần.'
  },
  {
    name: 'two comments',
    change: (body) => `${body}&comment=another`,
    status: 422,
    sentence: 'được gửi hai lần'
  },
  {
    name: 'NUL in the comment',
    change: (body) => body.replace('comment=', 'comment=%00'),
    status: 422,
    sentence: 'Ý kiến có ký tự không lưu được.',
    look: true
  },
  {
    name: 'a version of another questionnaire',
    change: (body) => body.replace(/version=[^&]+/, 'version=none'),
    status: 422,
    sentence: 'Phiếu này không thuộc khảo sát đang mở tại đây.',
    look: true
  },
  {
    name: 'a body over 128 kB',
    change: (body) => `${body}&padding=${'x'.repeat(128 * 1024)}`,
    status: 413,
    sentence: 'Nội dung gửi quá lớn (tối đa 128 kB).'
  },
  {
    name: 'more fields than any form has',
    change: (body) => `${body}${'&a'.repeat(50_000)}`,
    status: 413,
    sentence: 'Nội dung gửi quá lớn (tối đa 128 kB).'
  },
  {
    name: 'a body over a megabyte, of which only the beginning is read',
    change: (body) => `${body}&padding=${'x'.repeat(3 * 1024 * 1024)}`,
    status: 413,
    sentence: 'Nội dung gửi quá lớn (tối đa 128 kB).'
  }
];

for (const { name, change, status, sentence, look } of spoilt) {
  test(`${name} @both`, async ({ page, db, javaScriptEnabled }) => {
    const { response, submissionId } = await fillAndSend(page, `/q/${seeded().forms.sipas.code}`, (route) => ({
      postData: change(route.request().postData()!)
    }));
    expect(response.status()).toBe(status);
    await expectSummary(page, sentence);
    if (name !== 'NUL in the comment' && name !== 'a field sent twice') await expectKept(page);
    expect(await storedAs(db, submissionId)).toEqual([]);
    if (look && javaScriptEnabled) {
      await expectAccessible(page);
      await expectFitsAtAnyText(page);
    }
    await expect(sendButton(page)).toBeVisible();
    if (name === 'a version of another questionnaire') {
      await send(page);
      await expect(page).toHaveURL(/\/r\//);
      expect(await storedAs(db, submissionId)).toHaveLength(1);
    }
  });
}

test('an entirely empty form @both', async ({ page, db, javaScriptEnabled }) => {
  await page.goto(`/q/${seeded().forms.sipas.code}`);
  const submissionId = await submissionIdOn(page);
  await commentOn(page).fill('  \n ');
  const response = await send(page);
  expect(response.status()).toBe(422);
  await expectSummary(page, 'Phiếu chưa có câu trả lời nào. Xin chọn ít nhất một câu.');
  expect(await storedAs(db, submissionId)).toEqual([]);
  if (javaScriptEnabled) {
    await expectAccessible(page);
    await expectFitsAtAnyText(page);
  }
  expect(await submissionIdOn(page)).toBe(submissionId);
  await option(page, 'access_1', '3').check();
  await send(page);
  await expect(page).toHaveURL(/\/r\//);
  expect(await storedAs(db, submissionId)).toHaveLength(1);
});

test('a required question without an answer, and nothing else is required @both', async ({ page, db, javaScriptEnabled }) => {
  await page.goto(`/q/${seeded().forms.short.code}`);
  await expect(page.getByText('chỉ những câu ghi “cần trả lời” là cần cho phiếu')).toBeVisible();
  await expect(page.getByRole('group', { name: /cần trả lời$/ })).toHaveCount(2);
  await choose(page, { officer_345: '1', feedback_1: 'na' });
  await commentOn(page).fill(COMMENT);
  const submissionId = await submissionIdOn(page);
  const response = await send(page);
  expect(response.status()).toBe(422);
  await expectSummary(page, 'Còn 2 chỗ cần xem lại.');
  const links = page.getByRole('alert').getByRole('link');
  await expect(links).toHaveText([
    'Câu 1: Xin chọn một mức cho câu này.',
    'So với ngày hẹn, Ông/Bà được trả kết quả: Xin chọn một mức cho câu này.'
  ]);
  const marked = page.getByRole('group', { name: /^1\. / });
  await expect(marked).toContainText('Lỗi: Xin chọn một mức cho câu này.');
  await expect(option(page, 'officer_345', '1')).toBeChecked();
  await expect(option(page, 'feedback_1', 'na')).toBeChecked();
  await expect(commentOn(page)).toHaveValue(COMMENT);
  expect(await storedAs(db, submissionId)).toEqual([]);
  if (javaScriptEnabled) {
    await expectAccessible(page);
    await expectFitsAtAnyText(page);
  }
  await links.nth(1).click();
  await expect(page).toHaveURL(/#on_time$/);
  await expect(page.locator('#on_time')).toBeInViewport({ ratio: 0.9 });
  await choose(page, { officer_1: '5', on_time: 'on_time' });
  await send(page);
  await expect(page).toHaveURL(/\/r\//);
  const [stored] = await storedAs(db, submissionId);
  expect(stored).toMatchObject({ answers: { officer_1: '5', officer_345: '1', feedback_1: 'na', on_time: 'on_time' }, comment: COMMENT });
});

test('a question that follows stays answered after a mistake @both', async ({ page, db }) => {
  await page.goto(`/q/${seeded().forms.sipas.code}`);
  await choose(page, { on_time: 'late' });
  await choose(page, { late_notice: 'no' });
  await commentOn(page).fill('x'.repeat(5001));
  await send(page);
  await expect(page).toHaveTitle(/^Lỗi: /);
  await expect(option(page, 'late_notice', 'no')).toBeVisible();
  await expect(option(page, 'late_notice', 'no')).toBeChecked();
  await commentOn(page).fill('Tôi viết gọn thôi ạ');
  const submissionId = await submissionIdOn(page);
  await send(page);
  await expect(page).toHaveURL(/\/r\//);
  expect(await storedAs(db, submissionId)).toEqual([
    expect.objectContaining({ answers: { on_time: 'late', late_notice: 'no' }, comment: 'Tôi viết gọn thôi ạ' })
  ]);
});

test('what is no form at all: 415', async ({ page, db }) => {
  const submissionId = randomUUID();
  for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x']) {
    const response = await post(page, `/q/${seeded().forms.sipas.code}`, `access_1=5&submission_id=${submissionId}`, {
      'content-type': type
    });
    expect(response.status(), type).toBe(415);
    expect(await response.text()).toContain('không phải dạng biểu mẫu');
  }
  expect(await storedAs(db, submissionId)).toEqual([]);
});

test('a body too large to be read at all: 413 with a page', async ({ page }) => {
  const response = await post(page, `/q/${seeded().forms.sipas.code}`, `access_1=5&comment=${'x'.repeat(1_200_000)}`);
  expect(response.status()).toBe(413);
  expect(await response.text()).toContain('Nội dung gửi quá lớn (tối đa 128 kB).');
});

test('ids that can be guessed: 422', async ({ page, db }) => {
  const weak = [
    '1',
    'abcdefgh',
    'a'.repeat(40),
    '0'.repeat(32),
    'd9428888-122b-11e1-b85c-61cd3cbb3210',
    '00000000-0000-4000-8000-000000000000'
  ];
  for (const id of weak) {
    const response = await post(page, `/q/${seeded().forms.sipas.code}`, `access_1=5&submission_id=${id}`);
    expect(response.status(), id).toBe(422);
    expect(await response.text()).toContain('cần ít nhất 122 bit ngẫu nhiên');
    expect(await storedAs(db, id)).toEqual([]);
  }
});
