/** Scorecards of the PAR INDEX as officials use them: ranks, a card with the way to its survey's figure, editing, workbooks. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

const LIST = '/admin/scorecards';
const card = (agency: string, year = seeded().scorecards.year) => `${LIST}/${agency}/${year}`;
const field = (page: Page, name: string) => page.locator(`[id="${name}"]`);
const numberOf = (text: string) => Number(text.replace('.', '').replace(',', '.').replace('−', '-'));
const save = (page: Page) => page.getByRole('button', { name: 'Lưu bảng điểm' }).click();

async function columnOf(page: Page, selector: string): Promise<readonly string[]> {
  return (await page.locator(`#company-1 tbody ${selector}`).allTextContents()).map((text) => text.trim());
}

/** The rank as read aloud: `2 trong 8`. */
async function ranks(page: Page): Promise<readonly number[]> {
  return (await columnOf(page, '.rank .visually-hidden')).map((text) => Number(text.split(' ')[0]));
}

test.describe('on a wide screen', () => {
  test.use({ viewport: { width: 1280, height: 900 } });

  test('the list ranks by total, ties share the better rank, and the address holds the order', async ({ page }) => {
    await signIn(page.request, 'coordinator');
    await page.goto(LIST);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Chỉ số cải cách hành chính năm ${seeded().scorecards.year}`);
    await expect(page.getByRole('link', { name: 'Chỉ số cải cách hành chính', exact: true }).first()).toHaveAttribute(
      'aria-current',
      'page'
    );
    const [order, totals] = [await ranks(page), (await columnOf(page, '.total')).map(numberOf)];
    expect(order.length).toBeGreaterThan(6);
    expect(order).toEqual(totals.map((total) => 1 + totals.filter((other) => other > total).length));
    expect(new Set(order).size, 'some share a rank').toBeLessThan(order.length);

    await page.getByRole('link', { name: 'Điểm trừ', exact: true }).press('Enter');
    await expect(page).toHaveURL(/\?sort=-lost#company-1$/);
    await expect(page.locator('th[aria-sort=descending]')).toContainText('Điểm trừ');
    const lost = (await columnOf(page, '.lost')).map(numberOf);
    expect(lost).toEqual(lost.toSorted((a, b) => a - b));
    await page.reload();
    await expect(page.locator('th[aria-sort=descending]')).toContainText('Điểm trừ');
    await page.getByRole('link', { name: 'Cơ quan', exact: true }).click();
    await expect(page).toHaveURL(/sort=name/);
    await expect(page.locator('th[aria-sort=ascending]')).toContainText('Cơ quan');
    const names = await columnOf(page, 'th');
    expect(names).toEqual(names.toSorted(new Intl.Collator('vi').compare));
    await expect(page.getByText('đổi bộ quy tắc')).toHaveCount(1);
  });

  test('a year without cards says what to do, to those who may', async ({ page }) => {
    await signIn(page.request, 'coordinator');
    await page.goto(`${LIST}?year=2019`);
    await expect(page.getByRole('heading', { name: 'Chưa có bảng điểm năm 2019' })).toBeVisible();
    await page.getByRole('link', { name: 'Thêm bảng điểm' }).click();
    await expect(page.getByRole('button', { name: 'Tải mẫu trống (XLSX)' })).toBeInViewport();
    await signIn(page.request, 'viewer');
    await page.goto(`${LIST}?year=2019`);
    await expect(page.getByText('Khi điều phối viên nhập điểm')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Tải lên' })).toHaveCount(0);
  });

  test('points of a survey lead to the figure that gave them', async ({ page }) => {
    const { scorecards, places } = seeded();
    await signIn(page.request, 'viewer');
    await page.goto(LIST);
    await page.getByRole('link', { name: places.commune.name }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(places.commune.name);
    await expect(page.getByText(scorecards.reasons.surveyed)).toBeVisible();
    await expect(page.locator('.verdict')).toContainText(/Xếp thứ \d+ trong 8 cơ quan/);

    const row = page.getByRole('row', { name: /8\.1/ });
    const points = (await row.getByRole('link').textContent())!;
    await expect(row.locator('small')).toHaveText(/^\d,\d\d–\d+,\d\d$/);
    await expect(page.locator('#surveys')).toContainText(`${points} điểm; khoảng tin cậy 95%: từ`);
    await expect(page.locator('#surveys')).toContainText('số người trả lời: 96');
    await row.getByRole('link').click();
    await expect(page).toHaveURL(new RegExp(`/admin/reports/${places.commune.code}/${scorecards.survey}\\?period=all$`));
    await expect(page.locator('#items table')).toBeVisible(); // the card has a figure of its own
    const figure = numberOf((await page.locator('.figure').first().textContent())!.replace('%', ''));
    expect(Math.abs(figure / 10 - numberOf(points)), 'points of ten are the percentage').toBeLessThanOrEqual(0.01);
  });

  test('a viewer sees the published rank beside the own one, and no way to change anything', async ({ page }) => {
    await signIn(page.request, 'otherViewer');
    await page.goto(card(seeded().places.otherCommune.code));
    await expect(page.getByText('Thứ hạng đã công bố: 2/75. Năm trước xếp thứ 4.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Sửa bảng điểm' })).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Tải XLSX' })).toBeVisible();
  });

  test('what does not fit is said at its field, everything typed stays, and the next try is stored', async ({ page }) => {
    const { edited } = seeded().scorecards;
    await signIn(page.request, 'coordinator');
    await page.goto(card(edited));
    await page.getByRole('link', { name: 'Sửa bảng điểm' }).click();
    await field(page, '1.1:appraised').fill('2,75');
    await field(page, '3.3:appraised').fill('sáu');
    await field(page, '3.3:reason').fill('Ba hồ sơ trễ hẹn.\nĐã xin lỗi.');
    await field(page, '7.2:appraised').fill('4,125');
    await save(page);

    await expect(page).toHaveTitle(/^Lỗi: Sửa bảng điểm/);
    const summary = page.getByRole('alert');
    await expect(summary).toBeFocused();
    await expect(summary).toContainText('Bảng điểm có 3 chỗ không hợp lệ. Chưa lưu gì.');
    await expect(summary.getByRole('link')).toHaveText([
      '1.1: 2,75 điểm, quá điểm tối đa 2.',
      /^3\.3: "sáu" không phải là số điểm/,
      /^7\.2: "4,125" không phải là số điểm/
    ]);
    await summary.getByRole('link').nth(1).press('Enter');
    await expect(field(page, '3.3:appraised')).toBeFocused();
    await expect(field(page, '3.3:appraised')).toHaveAttribute('aria-invalid', 'true');
    await expect(field(page, '3.3:appraised')).toHaveValue('sáu');
    await expect(field(page, '3.3:reason')).toHaveValue('Ba hồ sơ trễ hẹn.\nĐã xin lỗi.');

    await field(page, '1.1:appraised').fill('1,5');
    await field(page, '3.3:appraised').fill('5,25');
    await field(page, '7.2:appraised').fill('4');
    await save(page);
    await expect(page).toHaveURL(new RegExp(`${card(edited)}(#.*)?$`));
    const row = page.getByRole('row', { name: /3\.3/ });
    await expect(row).toContainText('5,25');
    await expect(row).toContainText('−0,75');
    await expect(row).toContainText('Ba hồ sơ trễ hẹn.');
    await expect(page.getByText(/Cầm Thị Điều cập nhật lúc \d\d:\d\d/)).toBeVisible();
  });

  test('a survey is chosen for a line: its points replace typed ones, and typed ones that differ are refused', async ({ page }) => {
    const { places, scorecards } = seeded();
    const path = card(places.otherCommune.code, scorecards.year - 1);
    await signIn(page.request, 'administrator');
    await page.goto(`${path}/edit`);
    // Another test may have frozen a round by now, which stands there too.
    const choices = field(page, '8.1:citizensSurvey').locator('option');
    await expect(choices.first()).toHaveText('Không, nhập điểm ở trên');
    await expect(choices.filter({ hasText: scorecards.surveyName })).toHaveCount(1);
    await field(page, '8.1:citizensSurvey').selectOption(scorecards.survey);
    await field(page, '8.1:citizens').fill('1,23');
    await save(page);
    await expect(page.getByRole('alert')).toContainText(/8\.1: điểm nhập là 1,23, khảo sát cho \d/);
    await expect(field(page, '8.1:citizensSurvey')).toHaveValue(scorecards.survey);
    await field(page, '8.1:citizens').fill('');
    await save(page);
    await expect(page.locator('#surveys').getByRole('link')).toHaveText(scorecards.surveyName);
  });

  test('of two editors the slower one sees what is stored, and decides', async ({ browser, page }) => {
    const { edited, year } = seeded().scorecards;
    const path = `${card(edited, year - 1)}/edit`;
    const other = await (await browser.newContext({ baseURL: process.env.E2E_URL! })).newPage();
    await signIn(page.request, 'coordinator');
    await signIn(other.request, 'administrator');
    await page.goto(path);
    await other.goto(path);
    await field(other, '1.2:appraised').fill('2,25');
    await save(other);
    await expect(other.getByRole('heading', { level: 1 })).not.toHaveText('Sửa bảng điểm');

    await field(page, '1.2:appraised').fill('0,75');
    await field(page, '1.5:reason').fill('Chưa có kế hoạch tuyên truyền.');
    await save(page);
    await expect(page.getByRole('alert')).toContainText('Lò Văn Quản đã sửa bảng điểm này lúc');
    await expect(field(page, '1.2:appraised')).toHaveValue('0,75');
    await expect(page.locator('[id="1.2:appraised-stored"]')).toHaveText('Bản đang lưu: 2,25');
    await expect(page.locator('[id="1.5:reason-stored"]')).toHaveText('Bản đang lưu: để trống');
    await expect(page.locator('.stored')).toHaveCount(2);
    await save(page);
    await expect(page.getByRole('row', { name: /1\.2 / })).toContainText('0,75');
    await expect(page.getByRole('row', { name: /1\.5/ })).toContainText('Chưa có kế hoạch tuyên truyền.');
    await other.context().close();
  });

  test('a workbook taken away and changed replaces the card; one with bad cells names them and changes nothing', async ({ page }) => {
    const { otherRules } = seeded().scorecards;
    await signIn(page.request, 'coordinator');
    await page.goto(card(otherRules));
    const total = await page.locator('.figure').textContent();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Tải XLSX' }).click();
    const file = await (await download).path();

    const change = async (edit: (sheet: ExcelJS.Worksheet, cellOf: (code: string, column: string) => ExcelJS.Cell) => void) => {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load((await readFile(file)).buffer as ArrayBuffer);
      const sheet = workbook.worksheets[0]!;
      edit(sheet, (code, column) => {
        const row = sheet.getColumn('A').values.findIndex((value) => value === code);
        return sheet.getCell(`${column}${row}`);
      });
      return { name: 'bang-diem.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(await workbook.xlsx.writeBuffer()) };
    };
    const upload = async (buffer: Awaited<ReturnType<typeof change>>) => {
      await page.getByLabel(/Tệp bảng điểm/).setInputFiles(buffer);
      await page.getByRole('button', { name: 'Tải lên' }).click();
    };

    await page.getByRole('link', { name: 'Thay bằng tệp XLSX' }).click();
    const cells: string[] = [];
    await upload(
      await change((_, cellOf) => {
        for (const [code, value] of [
          ['1.1', 'hai điểm'],
          ['6.1', 40]
        ] as const) {
          const cell = cellOf(code, 'E');
          cell.value = value;
          cells.push(cell.address);
        }
      })
    );
    const summary = page.getByRole('alert');
    await expect(summary).toContainText('Tệp bang-diem.xlsx có 2 chỗ không hợp lệ. Chưa nhập gì.');
    await expect(summary.getByRole('listitem')).toHaveText([
      `Ô ${cells[0]}: "hai điểm" không phải là số điểm.`,
      `${cells[1]}: 40 điểm, quá điểm tối đa 4.`
    ]);
    await page.goto(card(otherRules));
    await expect(page.locator('.figure')).toHaveText(total!);

    await page.getByRole('link', { name: 'Thay bằng tệp XLSX' }).click();
    await upload(
      await change((_, cellOf) => {
        cellOf('1.1', 'E').value = '0,25';
        cellOf('1.1', 'J').value = 'Kế hoạch ban hành chậm.';
      })
    );
    await expect(page).toHaveURL(new RegExp(`${card(otherRules)}$`));
    const row = page.getByRole('row', { name: /1\.1/ });
    await expect(row).toContainText('−1,75');
    await expect(row).toContainText('Kế hoạch ban hành chậm.');
  });

  test('an empty template becomes a new card; a second time it is refused with the way on', async ({ page }) => {
    const { places, scorecards } = seeded();
    await signIn(page.request, 'administrator');
    await page.goto(LIST);
    await page.locator('#make select[name=agency]').selectOption(places.centre.code);
    await page.locator('#make select[name=rules]').selectOption('par-index-demo/1');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải mẫu trống (XLSX)' }).click();
    const template = await (await download).path();
    const upload = async () => {
      const buffer = await readFile(template);
      await page.getByLabel(/Tệp bảng điểm/).setInputFiles({ name: 'mau.xlsx', mimeType: 'application/octet-stream', buffer });
      await page.getByRole('button', { name: 'Tải lên' }).click();
    };
    await upload();
    await expect(page).toHaveURL(new RegExp(`${card(places.centre.code)}$`));
    await expect(page.locator('.verdict')).toHaveText('Chưa có tổng điểm: còn 34 dòng chưa có điểm.');
    await page.goto(LIST);
    await upload();
    await expect(page.getByRole('alert')).toContainText(`Đã có bảng điểm năm ${scorecards.year} của ${places.centre.name}; chưa lưu gì.`);

    await page.locator('#make select[name=agency]').selectOption(places.centre.code);
    await page.getByRole('button', { name: 'Nhập trên trang' }).click();
    await expect(page).toHaveURL(new RegExp(`${card(places.centre.code)}/edit`));
    await page.goto(LIST);
    await page
      .getByLabel(/Tệp bảng điểm/)
      .setInputFiles({ name: 'to.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.alloc(1_200_000) });
    await page.getByRole('button', { name: 'Tải lên' }).click();
    await expect(page.getByRole('alert')).toContainText('Nội dung gửi quá lớn (tối đa 1 MB).');
  });
});

test('a refused form keeps what was typed, also while the page was still loading @both', async ({ page }) => {
  const { places } = seeded();
  await signIn(page.request, 'coordinator');
  await page.goto(`${card(places.commune.code)}/edit`);
  await field(page, '2.1:appraised').fill('1.000,5');
  await field(page, '2.1:reason').fill('Chờ ý kiến của Sở Tư pháp.');
  await save(page);
  await expect(page.getByRole('alert')).toContainText('Bảng điểm có 1 chỗ không hợp lệ.');
  await expect(field(page, '2.1:appraised')).toHaveValue('1.000,5');
  await expect(field(page, '2.1:reason')).toHaveValue('Chờ ý kiến của Sở Tư pháp.');
  await expect(field(page, '8.1:citizensSurvey')).toHaveValue(seeded().scorecards.survey);
});
