/** A list of transactions comes in: the file is sent, its columns are looked at, and it is read in the background. */
import { expect } from '@playwright/test';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { findSurveyByCode } from '../../src/lib/server/store/surveys';
import { expectGoodLooks, test } from './support/looks';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

test('a list is sent, its columns are confirmed, and what is wrong in it is told by line', async ({ windowOf, db }) => {
  const { places } = seeded();
  const code = 'danh-sach-moi';
  await createSurvey(db, {
    ...{
      code,
      nameVi: 'Đợt điều tra có danh sách mới',
      nameEn: 'A new list',
      questionnaire: 'sipas-short',
      ownerCode: places.province.code
    },
    ...{ opensOn: '2027-01-04', closesOn: null, psu: 'design', series: null, requiredItems: [], counterCodes: [], demonstration: false }
  });
  const rows = Array.from({ length: 40 }, (_, i) => `HS-${i};${places.commune.code};05/10/2026;Lò Văn ${i};09123456${10 + i}`);
  rows[7] = `HS-7;${places.commune.code};45/10/2026;Lò Văn 7;0912345617`;
  rows[9] = rows[8]!;
  const text = `Mã hồ sơ;Cơ quan giải quyết;Ngày trả kết quả;Họ và tên;Số điện thoại\n${rows.join('\n')}\n`;

  const page = await windowOf('coordinator');
  await page.goto(`/admin/surveys/${code}/desk/frame`);
  await page.locator('#file').setInputFiles({ name: 'ho-so.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.locator('form:has(#file) button').first().click();
  await expect(page).toHaveURL(/\/desk\/frame\/columns\//);
  await expectGoodLooks(page, { withLargeText: false });
  await page.locator('[name=from]').fill('2026-01-01');
  await page.locator('[name=to]').fill('2026-12-31');
  await page.locator('form:has([name=from]) button').last().click();
  await expect(page).toHaveURL(new RegExp(`/${code}/desk/frame$`));

  const { id } = (await findSurveyByCode(db, code))!;
  // The page looks again by itself, in place.
  await expect(page.locator('#dossier')).toBeVisible({ timeout: 60_000 });
  await expectGoodLooks(page, { withLargeText: false });
  const refused = await db
    .selectFrom('frame_refusals as r')
    .innerJoin('frames as f', 'f.id', 'r.frame_id')
    .select('r.line')
    .where('f.survey_id', '=', id)
    .execute();
  expect(refused.map(({ line }) => line)).toEqual([9]);
});

test('without script a list is sent, what is wrong is said at its field, and it becomes the frame', async ({ browser, db }) => {
  const { places } = seeded();
  const code = 'danh-sach-khong-script';
  await createSurvey(db, {
    ...{ code, nameVi: 'Đợt điều tra nhập danh sách khi trình duyệt tắt JavaScript', nameEn: 'A list without script' },
    ...{ questionnaire: 'sipas-short', ownerCode: places.province.code, opensOn: '2027-01-04', closesOn: null, psu: 'design' },
    ...{ series: null, requiredItems: [], counterCodes: [], demonstration: false }
  });
  const window = await browser.newContext({ baseURL: process.env.E2E_URL!, javaScriptEnabled: false });
  const page = await window.newPage();
  await signIn(page.request, 'coordinator');
  const frame = `/admin/surveys/${code}/desk/frame`;
  const send = async (name: string, text: string) => {
    await page.goto(frame);
    await page.locator('#file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.locator('form:has(#file) button').click();
  };
  await page.goto(frame);
  await page.locator('form:has(#file) button').click();
  await expect(page.locator('#file-wrong')).toBeVisible();
  await send('rong.csv', '');
  await expect(page.getByRole('alert')).toContainText('rong.csv không có dòng nào');

  const rows = Array.from({ length: 20 }, (_, i) => `HS-${i};${places.commune.code};05/10/2026;Lò Văn ${i};09123456${10 + i}`);
  rows[5] = rows[4]!;
  await send('ho-so.csv', `Mã hồ sơ;Cơ quan giải quyết;Ngày trả kết quả;Họ và tên;Số điện thoại\n${rows.join('\n')}\n`);
  await expect(page).toHaveURL(/\/desk\/frame\/columns\//);
  await page.locator('[name=from]').fill('2026-12-31');
  await page.locator('[name=to]').fill('2026-01-01');
  await page.locator('form:has([name=from]) button').last().click();
  await expect(page.locator('#to-wrong')).toBeVisible();
  await expect(page.locator('[name=from]')).toHaveValue('2026-12-31');
  await page.locator('[name=from]').fill('2026-01-01');
  await page.locator('[name=to]').fill('2026-12-31');
  await page.locator('form:has([name=from]) button').last().click();
  await expect(page).toHaveURL(new RegExp(`${frame}$`));
  // The page looks again by itself, as a whole.
  await expect(page.locator('#dossier')).toBeVisible({ timeout: 60_000 });
  await page.locator('[name=rule-dossier][value=first]').check();
  await page.locator('form:has([name=rule-dossier]) button.primary').click();
  const { id } = (await findSurveyByCode(db, code))!;
  const state = async () => (await db.selectFrom('frames').select('state').where('survey_id', '=', id).executeTakeFirst())?.state;
  await expect.poll(state, { timeout: 60_000 }).toBe('ready');
  // Once more by itself: going there would meet the page’s own going there.
  await expect(page.locator('section', { has: page.getByRole('heading', { name: 'Danh sách đang dùng' }) }).locator('dd.main')).toHaveText(
    '19'
  );
  await window.close();
});

test('what was chosen and typed before a page’s scripts came stays, on every page of the list', async ({ page, db }) => {
  const { places } = seeded();
  const code = 'danh-sach-mang-cham';
  await createSurvey(db, {
    ...{ code, nameVi: 'Đợt điều tra ở nơi mạng chậm', nameEn: 'A slow line', questionnaire: 'sipas-short' },
    ...{ ownerCode: places.province.code, opensOn: '2027-01-04', closesOn: null, psu: 'design' },
    ...{ series: null, requiredItems: [], counterCodes: [], demonstration: false }
  });
  await signIn(page.request, 'coordinator');
  const frame = `/admin/surveys/${code}/desk/frame`;
  let letGo: (() => void)[] = [];
  await page.route('**/*.js', (route) => new Promise<void>((go) => letGo.push(go)).then(() => route.continue()));
  /** Opens a page, chooses and types while its scripts are held, lets them come, and looks. */
  const before = async (open: () => Promise<unknown>, type: () => Promise<unknown>, look: () => Promise<unknown>) => {
    await open();
    await type();
    for (const go of letGo) go();
    letGo = [];
    await page.waitForLoadState('networkidle');
    await look();
  };
  const commit = { waitUntil: 'commit' } as const;
  const kind = page.locator('[name=kind]');
  await before(
    () => page.goto(frame, commit),
    () => kind.selectOption('households'),
    () => expect(kind).toHaveValue('households')
  );
  const rows = Array.from({ length: 12 }, (_, i) => `HS-${i % 11};${places.commune.code};05/10/2026;Lò Văn ${i};09123456${10 + i}`);
  const text = `Mã hồ sơ;Cơ quan giải quyết;Ngày trả kết quả;Họ và tên;Số điện thoại\n${rows.join('\n')}\n`;
  await kind.selectOption('transactions');
  await page.locator('#file').setInputFiles({ name: 'ho-so.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const from = page.locator('[name=from]');
  await before(
    async () => {
      await page.locator('form:has(#file) button').first().click({ noWaitAfter: true });
      await page.waitForURL(/\/desk\/frame\/columns\//, commit);
    },
    () => from.fill('2026-01-01'),
    () => expect(from).toHaveValue('2026-01-01')
  );
  await page.locator('[name=to]').fill('2026-12-31');
  await page.locator('form:has([name=from]) button').last().click({ noWaitAfter: true });
  // The list may be read before the answer to the form has come, which would then stop the next page.
  await page.waitForURL(`**${frame}`, commit);
  const { id } = (await findSurveyByCode(db, code))!;
  const state = async () => (await db.selectFrom('frames').select('state').where('survey_id', '=', id).executeTakeFirst())?.state;
  await expect.poll(state, { timeout: 60_000 }).toBe('deciding');
  const rule = page.locator('[name=rule-dossier][value=all]');
  await before(
    () => page.goto(frame, commit),
    () => rule.check(),
    () => expect(rule).toBeChecked()
  );
  const singly = page.locator('[name^=unit-]').first();
  await before(
    () => page.goto(`${frame}/duplicates?kind=dossier`, commit),
    () => singly.selectOption('keep'),
    () => expect(singly).toHaveValue('keep')
  );
});
