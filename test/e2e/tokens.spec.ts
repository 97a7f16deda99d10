// The one-stop software: an administrator gives it a token, a client registers dossiers with it, and the token is taken back.
import { readFileSync } from 'node:fs';
import type { APIResponse, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { addDays, localDay } from '../../src/lib/core/calendar/day';
import { formatDay } from '../../src/lib/i18n/format';
import { changeSurveyState } from '../../src/lib/server/operations/change-survey';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { getAgencyByCode } from '../../src/lib/server/store/agencies';
import { updateRound } from '../../src/lib/server/store/rounds';
import { findSurveyByCode } from '../../src/lib/server/store/surveys';
import { SERVER_BOX, startBuiltServer } from '../support/built-server';
import type { Schema as JsonSchema } from '../support/json-schema';
import { faultsOf } from '../support/json-schema';
import { fillRound } from '../support/round';
import { expectAccessible } from './support/axe';
import { choose, openOwnForm, send, test } from './support/forms';
import { expectFits } from './support/layout';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

const NAME = 'Phần mềm một cửa điện tử của Trung tâm Phục vụ hành chính công tỉnh, bản thử nghiệm tháng 11';
const schemas = (JSON.parse(readFileSync('src/lib/server/openapi.json', 'utf8')) as { components: { schemas: Record<string, JsonSchema> } })
  .components.schemas;

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
const expectAs = async (name: 'Dossier' | 'Problem', answer: APIResponse) =>
  expect(faultsOf(await answer.json(), schemas[name]!, schemas)).toEqual([]);

test('a token is made, shown once, used by a client for slips that each answer once, and revoked', async ({ page, playwright, db }) => {
  await signIn(page.request, 'administrator');
  await page.goto('/admin/tokens');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kết nối phần mềm');
  await page.getByRole('link', { name: 'Tạo khóa kết nối' }).click();
  await button(page, 'Tạo khóa').click();
  await expect(page).toHaveTitle(/^Lỗi:/);
  await expect(page.getByRole('alert')).toContainText('Xin nhập tên.');
  await expectAccessible(page);
  await expectFits(page);
  await page.getByLabel('Tên', { exact: true }).fill(NAME);
  await page.getByLabel('Dùng đến hết ngày').fill(addDays(localDay(new Date()), 100));
  await button(page, 'Tạo khóa').click();
  const secret = await page.locator('section', { hasText: 'Chép khóa này ngay bây giờ' }).locator('textarea').inputValue();
  expect(secret).toMatch(/^api_[\w-]{43}$/);
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('link', { name: /^Đã chép/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(NAME);
  expect(await page.content()).not.toContain(secret);

  const { places } = seeded();
  const counter = await openOwnForm(db, { questionnaire: 'sipas-2017' });
  const settings = { PUBLIC_URL: 'https://ykien.sonla.example' };
  const server = await startBuiltServer({ databaseUrl: process.env.E2E_DATABASE_URL!, settings });
  const client = await playwright.request.newContext({ baseURL: server.url });
  const register = (data: unknown, headers: Readonly<Record<string, string>> = {}) =>
    client.post('/api/v1/dossiers', { data, headers: { authorization: `Bearer ${secret}`, ...headers } });
  const dossier = {
    dossierCode: `H56.105.12-${Date.now()}`,
    handlingAgency: places.emptyCommune.code,
    receivingCounter: counter.code,
    serviceField: 'Hộ tịch',
    completedOn: localDay(new Date())
  };
  const answers = await Promise.all(Array.from({ length: 20 }, () => register(dossier)));
  expect(answers.map((answer) => answer.status()).toSorted()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
  await expectAs('Dossier', answers[0]!);
  const links = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { link: string }).link));
  expect(new Set(links).size).toBe(1);
  expect(answers[0]!.headers()['cache-control']).toBe('no-store');

  const { code } = (await answers[0]!.json()) as { code: string };
  await page.goto(`${server.url}/q/${code.toLowerCase()}`);
  await expect(page.getByText('Mã trên giấy hẹn chỉ để mỗi hồ sơ được đánh giá một lần')).toBeVisible();
  await choose(page, { access_1: '2' });
  expect((await send(page)).status()).toBe(303);
  await expect(page).toHaveURL(/\/r\//);
  expect((await page.goto(`${server.url}/q/${code}`))?.status()).toBe(409);
  const row = db
    .selectFrom('responses')
    .select(['channel', 'submission_id', 'purpose'])
    .where('receiving_counter_id', '=', counter.counterId);
  expect(await row.execute()).toEqual([{ channel: 'slip', submission_id: 'once', purpose: 'main' }]);
  expect((await register(dossier)).status(), 'whether it was answered does not show').toBe(200);

  const text = { 'content-type': 'text/plain' };
  const json = { 'content-type': 'application/json' };
  for (const [status, code, answer] of [
    [422, 'dossier-invalid', await register({ ...dossier, handlingAgency: 'khong-co-noi-nay' })],
    [422, 'dossier-invalid', await register({ ...dossier, citizenName: 'Lò Thị A' })],
    [400, 'body-not-json', await register(Buffer.from('{"dossierCode":'), json)],
    [415, 'body-json-type', await register(JSON.stringify(dossier), text)],
    [413, 'body-too-large', await register({ ...dossier, serviceField: 'x'.repeat(17_000) })],
    [401, 'token-wrong', await register(dossier, { authorization: `Bearer ${secret}x` })],
    [401, 'token-needed', await client.post('/api/v1/dossiers', { data: dossier })]
  ] as const) {
    expect([answer.status(), ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
    expect(answer.headers()['content-type']).toBe('application/problem+json');
    await expectAs('Problem', answer);
  }

  await page.goto('/admin/tokens?sort=-used');
  await page.getByRole('link', { name: NAME }).click();
  await expect(page.getByRole('definition').filter({ hasText: '1 hồ sơ; 1 trong 30 ngày qua' })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.locator('summary', { hasText: 'Thu hồi khóa' }).click();
  await button(page, 'Thu hồi khóa').click();
  await expect(page.getByRole('status')).toHaveText('Đã thu hồi khóa.');
  expect((await register(dossier)).status()).toBe(401);
  await client.dispose();
  await server.stop();

  await page.goto('/admin/tokens?state=revoked&q=mot cua thu nghiem');
  await expect(page.getByRole('rowheader')).toHaveText([NAME]);
  await expectAccessible(page);
  await expectFits(page);
});

test('how long people are kept is set at the desk, only shorter once letters have said it, and they can go sooner', async ({
  page,
  db
}) => {
  const { places } = seeded();
  const now = new Date();
  const today = localDay(now);
  const code = 'e2e-du-lieu-ca-nhan';
  const wish = { psu: 'design', series: null, requiredItems: [], counterCodes: [], demonstration: false } as const;
  const name = { nameVi: 'Điều tra xã hội học đã đóng, còn giữ danh sách', nameEn: 'A closed round' };
  const days = { opensOn: addDays(today, -30), closesOn: today };
  await createSurvey(db, { code, ...name, questionnaire: 'sipas-short', ownerCode: places.province.code, ...days, ...wish });
  const agency = await getAgencyByCode(db, places.commune.code, today);
  await fillRound(db, code, [agency.id], SERVER_BOX, { population: 10, sample: 3, reserve: 1 });
  await changeSurveyState(db, code, 'open', now);
  await changeSurveyState(db, code, 'close', now);

  await signIn(page.request, 'coordinator');
  await page.goto(`/admin/surveys/${code}/desk`);
  await page.getByRole('link', { name: 'Xem và đặt thời hạn' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dữ liệu cá nhân');
  await page.getByLabel('Số ngày giữ').fill('120');
  await button(page, 'Lưu thời hạn').click();
  await expect(page.getByRole('alert')).toContainText('chỉ rút ngắn được');
  await expectAccessible(page);
  await expectFits(page);
  // Before the round is closed for good somebody may still have to be asked again: nobody's data go early.
  await page.getByLabel('Số ngày giữ').fill('60');
  await button(page, 'Lưu thời hạn').click();
  await expect(page.getByRole('alert')).toContainText('Đợt chưa khóa sổ');
  await expect(page.getByLabel('Số ngày giữ')).toHaveValue('60');
  await page.locator('summary', { hasText: 'Xóa dữ liệu của một người' }).click();
  await page.getByLabel('Số trên thư mời').fill('99');
  await button(page, 'Xóa dữ liệu của người này').click();
  await expect(page.getByRole('alert')).toContainText('mang số 99');
  await page.getByLabel('Số trên thư mời').fill('2');
  await button(page, 'Xóa dữ liệu của người này').click();
  await expect(page.getByRole('listitem').filter({ hasText: '1 dòng: người trong danh sách (theo đề nghị của người ấy)' })).toBeVisible();

  await updateRound(db, (await findSurveyByCode(db, code))!.id, { frozen_at: now.toISOString() });
  await page.reload();
  await page.getByLabel('Số ngày giữ').fill('60');
  await button(page, 'Lưu thời hạn').click();
  await expect(page.getByRole('status')).toHaveText('Đã lưu thời hạn giữ.');
  await expect(page.getByText(`Giữ đến hết ngày ${formatDay(addDays(today, 60))}, sau đó tự xóa.`, { exact: false })).toBeVisible();
  await page.locator('summary', { hasText: 'Xóa ngay' }).click();
  await button(page, 'Xóa dữ liệu cá nhân').click();
  await expect(page.getByRole('status')).toHaveText('Đã xóa dữ liệu cá nhân.');
  await expect(page.getByRole('listitem').filter({ hasText: 'người trong danh sách (xóa sớm theo quyết định' })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.goto(`/admin/surveys/${code}/desk`);
  await expect(page.getByText(/^Dữ liệu cá nhân đã xóa lúc/)).toBeVisible();
});
