// Phúc tra in the browser: drawn with a seed, shared out, asked again on a phone, an interviewer's forms held and decided about.
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { test } from './support/forms';
import { expectFits } from './support/layout';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

test.describe.configure({ mode: 'serial' });

const CHEAT = 'Lường Văn Bịa';
const desk = () => `/admin/surveys/${seeded().rechecked.code}/desk/recheck`;
const main = (page: Page) => page.getByRole('main');
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name });

async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFits(page);
}

/** Serials of the cheat's forms that wait. */
let denied: readonly string[] = [];

test('the coordinator draws by a seed and shares the forms out', async ({ page }) => {
  await signIn(page.request, 'coordinator');
  await page.goto(desk());
  await expect(page.getByRole('row').filter({ hasText: CHEAT })).toContainText('Chưa hỏi lại');
  await expectSound(page);
  await page.getByLabel('Số khởi tạo').fill('20261130');
  // Whoever keyed a form that nobody brought in has one more, if that was before.
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Chọn 1[01] phiếu$/ })
    .click();
  await expect(page.getByRole('status')).toContainText(/Đã chọn 1[01] phiếu/);
  await page.getByText('Các lần chọn').last().click();
  await expect(page.getByText('Chọn lại từ biên bản cho đúng các phiếu này.')).toBeVisible();
  await expect(page.getByText(/^20261130-\d{16}$/)).toBeVisible();
  await expectSound(page);
  await button(page, 'Giao các phiếu đã chọn').click();
  await expect(page.getByRole('alert')).toContainText('Chưa chọn phiếu nào');
  await button(page, 'Chia đều').click();
  await expect(page.getByRole('status')).toContainText(/Đã giao \d+ phiếu/);
  const waiting = page.getByRole('listitem').filter({ hasText: `Điều tra viên: ${CHEAT}` });
  await expect(waiting).toHaveCount(5);
  denied = (await waiting.allTextContents()).map((text) => /Phiếu số (\d+)/.exec(text)![1]!);
});

test('the re-interviewer asks again, blind, and the cheat’s people deny it', async ({ page }) => {
  const { serial: kept } = seeded().rechecked;
  await signIn(page.request, 'reinterviewer');
  await page.goto('/admin/recheck');
  await expectSound(page);
  const open = page.getByRole('article').filter({ has: page.getByRole('heading', { name: `Phiếu số ${denied[0]!}`, exact: true }) });
  await expect(open.getByRole('link', { name: /^0\d+/ })).toBeVisible();
  await open.getByRole('link', { name: 'Hỏi lại' }).click();
  await expect(page.locator('[data-ready=true]')).toBeVisible();
  await expectSound(page);
  const item = (await page.locator('.ask h2 ~ fieldset').first().getAttribute('id'))!;
  // Nothing of what was answered first: no radio is chosen.
  await expect(page.locator('input:checked')).toHaveCount(0);
  await button(page, 'Lưu phúc tra').click();
  await expect(page).toHaveTitle(/^Lỗi:/);
  await expect(page.getByRole('alert')).toContainText('Xin chọn một câu trả lời');
  await expectSound(page);
  await page.getByRole('group', { name: 'Vừa qua' }).getByLabel('Có', { exact: true }).check();
  await page.getByRole('group', { name: 'chính Ông/Bà' }).getByLabel('Không', { exact: true }).check();
  await page.getByRole('group', { name: 'ai của cơ quan' }).getByLabel('Không nhớ').check();
  await button(page, 'Lưu phúc tra').click();
  await expect(page.getByText(`Đã lưu phúc tra phiếu số ${denied[0]!}`)).toBeVisible();

  // The others the same way, without the browser's help. One stays, for whoever looks at the pages besides.
  // The browser sends what it holds before it goes.
  await expect.poll(async () => (await page.request.get('/admin/recheck')).text()).not.toContain(`Phiếu số ${denied[0]!}<`);
  await expect(open).toHaveCount(0);
  await page.waitForLoadState(); // every one of them
  const others = await page.getByRole('article').evaluateAll((all) =>
    all.map((one) => ({
      serial: /\d+/.exec(one.querySelector('h2')!.textContent)![0],
      address: one.querySelector('a.button')!.getAttribute('href')!
    }))
  );
  for (const { serial, address } of others) {
    if (Number(serial) === kept) continue;
    const answer = denied.includes(serial) ? { answered: 'no' } : { answered: 'yes', [item]: '4' };
    const sent = await page.request.post(`${address}?/save`, { form: { transaction: 'yes', agency: 'no', ...answer }, maxRedirects: 0 });
    expect(sent.status()).toBe(303);
  }
});

test('the cheat’s forms are held, both figures shown, and excluded with a reason', async ({ page }) => {
  await signIn(page.request, 'coordinator');
  await page.goto(desk());
  const row = page.getByRole('row').filter({ hasText: CHEAT });
  await expect(row).toContainText('Chờ xem xét');
  await expect(row).toContainText('100%');
  await expectSound(page);
  await row.getByRole('link').click();
  await expect(main(page)).toContainText('12 phiếu đang giữ ngoài số liệu');
  await expect(page.getByText('Không có phiếu của người này')).toBeVisible();
  await expect(page.getByText('nói không phải mình trả lời').first()).toBeVisible();
  await expectSound(page);
  await button(page, 'Loại phiếu').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectSound(page);
  await page.locator('#reason-confirm').fill('Năm người đều nói không ai hỏi, đã làm việc với điều tra viên.');
  await button(page, 'Loại phiếu').click();
  await expect(page.getByRole('status')).toContainText('Đã loại phiếu');
  await expect(main(page)).toContainText('0 phiếu đang giữ ngoài số liệu, 12 phiếu đã loại');
  await expect(page.getByText('Năm người đều nói không ai hỏi')).toBeVisible();
});

test('the report prints on A4, with seeds, judgement, decision and both figures; the table is a file', async ({ page }) => {
  await signIn(page.request, 'coordinator');
  await page.goto(desk());
  await main(page).getByRole('link', { name: 'Báo cáo phúc tra để in' }).click();
  await expect(main(page)).toContainText('Số khởi tạo (seed): 20261130');
  await expect(main(page)).toContainText('Năm người đều nói không ai hỏi');
  await expect(main(page)).toContainText('chỉ số hài lòng chung không có phiếu của người này');
  await expect(page.getByRole('row').filter({ hasText: CHEAT }).first()).toContainText('Đã loại phiếu');
  await expectSound(page);
  const csv = await (await page.request.get(`${desk()}/report.csv`)).text();
  expect(csv.split('\n')[0]).toContain('survey,interviewer,forms,in_no_part,drawn');
  expect(csv).toContain(`${CHEAT},12,0,5,0,5,5`);
});

test('the settings name what is wrong with them, and are kept', async ({ page }) => {
  await signIn(page.request, 'coordinator');
  await page.goto(desk());
  await page.getByText('Cách phúc tra', { exact: true }).click();
  await page.getByLabel('Giới hạn tỷ lệ lệch (%)').fill('nhiều');
  await button(page, 'Lưu cách phúc tra').click();
  await expect(page.getByRole('alert')).toContainText('Xin nhập một số từ 1 đến 50');
  await page.getByLabel('Giới hạn tỷ lệ lệch (%)').fill('12,5');
  await expectSound(page);
  await button(page, 'Lưu cách phúc tra').click();
  await expect(page.getByRole('status')).toContainText('Đã lưu cách phúc tra');
});
