/** A draw from a large list on its page: how far it is, by itself and in place; why it failed, with what was asked for; done; again; checked. */
import { expect } from '@playwright/test';
import { designFields, USUAL_DESIGN } from '../../src/lib/core/sampling/read-design';
import { newId } from '../../src/lib/server/new-id';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import type { DrawOrder } from '../../src/lib/server/operations/read-draw-order';
import { saveDesign } from '../../src/lib/server/operations/save-design';
import { DRAW_JOB, drawKey } from '../../src/lib/server/operations/start-draw';
import { LAST_DAY, getAgencyByCode } from '../../src/lib/server/store/agencies';
import { findSurveyByCode } from '../../src/lib/server/store/surveys';
import { askingAs, formOf } from '../support/asking';
import { SERVER_BOX } from '../support/built-server';
import { insertFrame } from '../support/round';
import { expectGoodLooks, test } from './support/looks';
import { seeded } from './support/seeded';

const CODE = 'danh-sach-lon';
const DRAW = `/admin/surveys/${CODE}/desk/draw`;
const PHONE = { width: 360, height: 740 };
/** Nobody takes a job before. */
const LATE = '2099-01-01T00:00:00.000Z';

test('a draw from a large list is followed by itself, in place, and fails with a reason', async ({ windowOf, db }) => {
  test.slow();
  const { places } = seeded();
  await createSurvey(db, {
    ...{ code: CODE, nameVi: 'Điều tra xã hội học trên danh sách lớn hơn hai mươi nghìn hồ sơ', nameEn: 'A large list' },
    ...{ questionnaire: 'sipas-short', ownerCode: places.province.code, opensOn: '2027-01-04', closesOn: null, psu: 'design' },
    ...{ series: null, requiredItems: [], counterCodes: [], demonstration: false }
  });
  const agencies = await Promise.all([places.commune.code, places.emptyCommune.code].map((code) => getAgencyByCode(db, code, LAST_DAY)));
  const { id: surveyId } = (await findSurveyByCode(db, CODE))!;
  const frameId = await insertFrame(db, surveyId, agencies.map((agency) => agency.id), 60, SERVER_BOX); // prettier-ignore
  const counts = JSON.stringify({ rows: 120, kept: { units: 1_000_000 } });
  await db.updateTable('frames').set({ counts }).where('id', '=', frameId).execute();
  const design = { ...USUAL_DESIGN, size: { kind: 'fixed', count: 40 }, minimumPerStratum: 10 } as const;
  const asking = await askingAs(db, places.province.code);
  await saveDesign(db, asking, CODE, null, formOf({ ...designFields(design), strata: design.strata }), new Date());

  const page = await windowOf('coordinator');
  const main = page.getByRole('main');
  const jobId = newId();
  await test.step('how far it is moves on by itself, in place', async () => {
    const order: DrawOrder = { drawId: newId(), surveyId, frameId, label: 'A', revision: 1, seed: '4471-1234567890123456', seedTyped: true, beforeId: null, reason: '' }; // prettier-ignore
    const held = { lease_owner: 'a test', lease_until: LATE, attempts: 1, done_units: 43, total_units: 100 };
    const at = new Date().toISOString();
    const job = { id: jobId, kind: DRAW_JOB, key: `${drawKey(surveyId, null)} 1`, payload: JSON.stringify(order), created_by: null };
    await db.insertInto('jobs').values({ ...job, ...held, created_at: at, run_after: at }).execute(); // prettier-ignore
    await page.goto(DRAW);
    await expect(main).toContainText('Đã làm 43%.');
    await expectGoodLooks(page, { withLargeText: false });
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    await page.getByRole('link', { name: 'Xem lại' }).focus();
    await db.updateTable('jobs').set({ done_units: 75 }).where('id', '=', jobId).execute();
    await expect(main).toContainText('Đã làm 75%.');
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
    await expect(page.getByRole('link', { name: 'Xem lại' })).toBeFocused();
  });

  await test.step('why it failed is said by itself, with what was asked for', async () => {
    const failed = { outcome: 'failed', ended_at: new Date().toISOString(), last_error: JSON.stringify({ code: 'draw-changed', parameters: {} }), lease_owner: null, lease_until: null } as const; // prettier-ignore
    await db.updateTable('jobs').set(failed).where('id', '=', jobId).execute();
    await expect(main).toContainText('Chưa chọn được mẫu');
    await expect(main).toContainText('Không làm được: Danh sách, phương án hoặc lần chọn mẫu vừa được thay đổi');
    await expect(page.locator('[name=seed]')).toHaveValue('4471');
    await page.setViewportSize(PHONE);
    await expectGoodLooks(page, { withLargeText: false });
  });

  await test.step('asked for again it is drawn and checked, and what is typed meanwhile stays', async () => {
    await page.getByRole('button', { name: 'Chọn mẫu' }).click();
    await expect(main).toContainText('Thông tin lần chọn', { timeout: 60_000 });
    await page.locator('[name=reason]').fill('Tổ giám sát yêu cầu chọn lại.');
    await expect(page.locator('#check .result.same')).toBeVisible({ timeout: 60_000 });
    await expect(page.locator('[name=reason]')).toHaveValue('Tổ giám sát yêu cầu chọn lại.');
    await page.setViewportSize(PHONE);
    await expectGoodLooks(page, { withLargeText: false });
    await page.getByRole('button', { name: 'Hủy lần trước và chọn lại' }).click();
    await expect(main).toContainText('Lần chọn 2', { timeout: 60_000 });
    await expect(main).toContainText('Tổ giám sát yêu cầu chọn lại.');
  });
});
