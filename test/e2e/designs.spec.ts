/** A sample from its design to its list: designs with mistakes in them, two side by side, the draw, drawn again, its record, its units. */
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { LAST_DAY, getAgencyByCode } from '../../src/lib/server/store/agencies';
import { findSurveyByCode } from '../../src/lib/server/store/surveys';
import { SERVER_BOX } from '../support/built-server';
import { insertFrame } from '../support/round';
import { expectGoodLooks, test } from './support/looks';
import { seeded } from './support/seeded';

const CODE = 'thiet-ke-mau';
const DESK = `/admin/surveys/${CODE}/desk`;
const IN_LIST = 60;

const saveButton = (page: Page) => page.locator('form.design button.primary');
const wrongAt = (page: Page, field: string) => page.locator(`#${field}-wrong`);

/** On a phone, then on a desk. */
async function look(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  await expectGoodLooks(page, { withLargeText: false });
}

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(value);
}

test('designs are compared, one is drawn and drawn again, and the record says how', async ({ windowOf, db }) => {
  test.slow();
  const { places } = seeded();
  await createSurvey(db, {
    ...{ code: CODE, nameVi: 'Điều tra xã hội học đo lường sự hài lòng của người dân, tổ chức đối với việc cung ứng dịch vụ công' },
    ...{ nameEn: 'Designs', questionnaire: 'sipas-short', ownerCode: places.province.code, opensOn: '2027-01-04', closesOn: null },
    ...{ psu: 'design', series: null, requiredItems: [], counterCodes: [], demonstration: false }
  });
  const agencies = await Promise.all([places.commune.code, places.emptyCommune.code].map((code) => getAgencyByCode(db, code, LAST_DAY)));
  const { id } = (await findSurveyByCode(db, CODE))!;
  await insertFrame(db, id, agencies.map((agency) => agency.id), IN_LIST, SERVER_BOX); // prettier-ignore
  const page = await windowOf('coordinator');

  await test.step('what is typed wrong is said at its field, and stays', async () => {
    await page.goto(`${DESK}/design/new`);
    await page.locator('[name=sizeKind][value=fixed]').check();
    const typed = { count: 'một nghìn rưỡi', reserve: '-5', deff: '0,5', minimum: '30' };
    await fill(page, typed);
    await saveButton(page).click();
    await expect(wrongAt(page, 'count')).toContainText('Nhập một số nguyên');
    await expect(wrongAt(page, 'reserve')).toContainText('Nhập một số từ 0 đến 200');
    await expect(wrongAt(page, 'deff')).toBeVisible();
    await expect(wrongAt(page, 'minimum')).toHaveCount(0);
    for (const [name, value] of Object.entries(typed)) await expect(page.locator(`[name=${name}]`)).toHaveValue(value);
    await look(page);

    await fill(page, { count: '121', reserve: '20', deff: '1' });
    await saveButton(page).click();
    await expect(wrongAt(page, 'count')).toContainText('Danh sách chỉ có 120 đơn vị');
    await expect(page.locator('[name=count]')).toHaveValue('121');
    await fill(page, { count: '40' });
    await saveButton(page).click();
    await expect(wrongAt(page, 'count')).toContainText('cần ít nhất 60');
    await page.locator('[name=stage1By]').selectOption('area');
    await fill(page, { count: '80', stage1Count: '2' });
    await saveButton(page).click();
    await expect(page.locator('#stage1')).toContainText('chưa ghi tên cụm');
    await expect(page.locator('[name=stage1By]')).toHaveValue('area');
  });

  await test.step('a stratum with fewer units than its minimum is taken whole, and the page says so', async () => {
    await page.locator('[name=stage1By]').selectOption('');
    await fill(page, { count: '120', minimum: '70', stage1Count: '' });
    await saveButton(page).click();
    await expect(page).toHaveURL(new RegExp(`${DESK}/design/A`));
    await expect(page.locator('#allocated').locator('..')).toContainText('60');
  });

  await test.step('two stand side by side', async () => {
    await page.goto(`${DESK}/design/new`);
    await page.locator('[name=sizeKind][value=fixed]').check();
    await page.locator('[name=stage1By]').selectOption('village');
    await fill(page, { count: '40', minimum: '10', reserve: '20', stage1Count: '4' });
    await saveButton(page).click();
    await expect(page).toHaveURL(new RegExp(`${DESK}/design/B`));
    await page.goto(`${DESK}/design`);
    await page.locator('form.compare button').click();
    await expect(page).toHaveURL(/compare\?a=A&b=B/);
    await expect(page.locator('tr.differs').first()).toBeVisible();
    await look(page);
  });

  await test.step('the draw, with the keyboard alone', async () => {
    await page.goto(`${DESK}/draw`);
    await look(page);
    await page.locator('#design').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Tab');
    await page.keyboard.type('hai nghìn');
    await page.keyboard.press('Enter');
    await expect(wrongAt(page, 'seed')).toBeVisible();
    await expect(page.locator('#seed')).toHaveValue('hai nghìn');
    await expect(page.locator('#design')).toHaveValue('B');
    // The summary has the focus; its link leads to the field.
    await expect(page.getByRole('alert')).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.locator('#seed')).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('20261127');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/saved=yes/);
    await expect(page.getByRole('status')).toBeVisible();
  });

  await test.step('drawn again it is the same, or needs a reason', async () => {
    await page.locator('#check button').click();
    await expect(page.locator('.result.same')).toBeVisible();
    const form = page.locator('form:has(#reason)');
    await page.locator('#design').selectOption('B');
    await fill(page, { seed: '7', reason: 'Sai' });
    await form.locator('button').click();
    await expect(wrongAt(page, 'reason')).toContainText('ít nhất 10 ký tự');
    await expect(page.locator('#seed')).toHaveValue('7');
    await fill(page, { reason: 'Tổ giám sát đề nghị bốc lại số khởi tạo công khai.' });
    await form.locator('button').click();
    await expect(page.locator('#voided')).toBeVisible();
    await look(page);
  });

  await test.step('the record names both draws, and the units are listed', async () => {
    await page.goto(`${DESK}/draw/record`);
    await expect(page.locator('.result.same')).toBeVisible();
    await expect(page.locator('article')).toContainText('20261127');
    await expect(page.locator('article')).toContainText('bốc lại số khởi tạo');
    await look(page);
    await page.goto(`${DESK}/draw/units`);
    await expect(page.locator('tbody tr').first()).toBeVisible();
    await page.goto(`${DESK}/draw/units?part=reserve&q=999`);
    await expect(page.locator('tbody tr')).toHaveCount(0);
  });

  const units = await db.selectFrom('sampled_units').select(['role', 'cluster']).where('survey_id', '=', id).execute();
  expect(units.filter(({ role }) => role === 'main')).toHaveLength(40);
  expect(units.every(({ cluster }) => cluster.startsWith('Bản'))).toBe(true);
  const audit = await db.selectFrom('audit_events').select('action').where('subject_id', '=', id).orderBy('number').execute();
  expect(audit.map(({ action }) => action).filter((action) => action.startsWith('survey.draw'))).toEqual([
    'survey.draw',
    'survey.draw-again'
  ]);
});
