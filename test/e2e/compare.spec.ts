/** Rankings, PAPI-style boards and a trend whose method changed, as people read and use them. */
import { expect, test } from '@playwright/test';
import type { APIRequestContext } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import type { Board } from '../../src/lib/core/report/board';
import type { Ranking } from '../../src/lib/core/report/ranking';
import type { Report } from '../../src/lib/core/report/report';
import { signIn } from './support/sign-in';
import { seeded } from './support/seeded';

const results = (agency: string, survey: string, view: string) => `/admin/reports/${agency}/${survey}/${view}`;
const jsonOf = async <T>(request: APIRequestContext, address: string) => (await (await request.get(address)).json()) as T;
const decimal = (value: number, decimals: number) =>
  new Intl.NumberFormat('vi-VN', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);

test('a ranking: the sentence, the classes, the ranks and their sets say what the file says', async ({ page }) => {
  const { places, surveys } = seeded();
  await signIn(page.request, 'coordinator');
  const address = results(places.province.code, surveys.many, 'ranking');
  await page.goto(`${address}?period=all`);
  const ranking = await jsonOf<Ranking>(page.request, `${address}.json?period=all`);
  const ranked = ranking.agencies.filter(({ state }) => state === 'ranked');
  expect(ranked.length).toBeGreaterThan(5);
  expect(ranking.agencies.filter(({ state }) => state === 'hidden').map(({ code }) => code)).toContain(places.thinCommune.code);

  const count = (name: string) => ranked.filter(({ rank }) => rank!.class === name).length;
  await expect(page.locator('.lead .big')).toContainText(`Trong ${ranked.length} nơi đủ mẫu: ${count('higher')} nơi cao hơn mục tiêu 90%`);
  for (const [name, label] of [
    ['higher', 'Cao hơn'],
    ['unclear', 'Chưa phân biệt'],
    ['lower', 'Thấp hơn']
  ] as const)
    await expect(page.locator(`.classes .${name} h3`)).toHaveText(`${count(name)} ${label}`);

  const rows = page.locator('#order tbody').first().locator('tr');
  await expect(rows).toHaveCount(ranked.length);
  const first = ranked[0]!;
  await expect(rows.first()).toContainText(first.name.vi);
  await expect(rows.first().locator('.main')).toHaveText(decimal(first.estimate!.value * 100, 1));
  await expect(rows.first().locator('.rank .visually-hidden')).toContainText(`Hạng 1 trong ${ranked.length}`);
  const thin = page.locator(`#a-${places.thinCommune.code}`);
  await expect(thin).toContainText('cần 5 để hiện số');
  await expect(thin.locator('.rank')).toHaveText('');
});

test('the order, the index, the reference and the kind stand in the address, without script too @both', async ({ page }) => {
  const { places, surveys } = seeded();
  await signIn(page.request, 'coordinator');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${results(places.province.code, surveys.many, 'ranking')}?period=all`);
  await page.locator('select[name=index]').selectOption('feedback');
  await page.locator('select[name=against]').selectOption('whole');
  await page.locator('.filters').getByRole('button', { name: 'Xem' }).click();
  await expect(page).toHaveURL(/period=all.*index=feedback.*against=whole/);
  await expect(page.locator('.lead h2')).toContainText('Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị');
  await expect(page.locator('.lead .big')).toContainText('mức chung');
  await expect(page.locator('select[name=index]')).toHaveValue('feedback');

  await page.getByRole('link', { name: 'Người trả lời' }).click();
  await expect(page).toHaveURL(/sort=-n/);
  await expect(page.locator('#order th[aria-sort=descending]')).toContainText('Người trả lời');
  const people = await page.locator('#order tbody').first().locator('td.n span').allTextContents();
  const counts = people.map((text) => Number(text.replaceAll('.', '')));
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  // The period's own form keeps what was chosen.
  await page.locator('.picker').getByRole('button', { name: 'Xem' }).click();
  await expect(page).toHaveURL(/index=feedback.*period=all/);
});

test('a choice made before the scripts came stays, and follows Back and Forward', async ({ page }) => {
  const { places, surveys } = seeded();
  await signIn(page.request, 'coordinator');
  let letScriptsIn = () => {};
  const chosen = new Promise<void>((resolve) => (letScriptsIn = resolve));
  await page.route('**/*.js', async (route) => {
    await chosen;
    await route.continue();
  });
  await page.goto(`${results(places.province.code, surveys.many, 'ranking')}?period=all`, { waitUntil: 'commit' });
  await page.locator('select[name=index]').selectOption('feedback');
  letScriptsIn();
  // The script sees to the page's ways from now on; a quiet network may only be a busy machine.
  await page.waitForFunction(() => history.scrollRestoration === 'manual');
  await expect(page.locator('select[name=index]')).toHaveValue('feedback');
  await page.locator('.filters').getByRole('button', { name: 'Xem' }).click();
  await expect(page).toHaveURL(/index=feedback/);
  await page.goBack();
  await expect(page.locator('select[name=index]')).toHaveValue('overall');
  await page.goForward();
  await expect(page.locator('select[name=index]')).toHaveValue('feedback');
});

test('the CSV holds the ranks; an index that is none and a range are refused with a sentence', async ({ page }) => {
  const { places, surveys } = seeded();
  await signIn(page.request, 'administrator');
  const address = results(places.province.code, surveys.many, 'ranking');
  const file = await page.request.get(`${address}.csv?period=all&index=rate.late`);
  expect(file.headers()['content-disposition']).toContain('ranking_commune_rate.late.csv');
  const rows = parse(await file.text(), { columns: true, bom: true }) as Record<string, string>[];
  const ranked = rows.filter(({ state }) => state === 'ranked');
  // Of delays less is better.
  expect(Number(ranked[0]!['value'])).toBeLessThanOrEqual(Number(ranked.at(-1)!['value']));
  expect(ranked.every(({ rank, rank_from, rank_to }) => Number(rank_from) <= Number(rank) && Number(rank) <= Number(rank_to))).toBe(true);
  expect((await page.goto(`${address}?index=khong-co`))!.status()).toBe(422);
  await expect(page.getByText('Đợt khảo sát này không có chỉ số "khong-co".')).toBeVisible();
  expect((await page.goto(`${address}?period=2026-W20`))!.status()).toBe(422);
});

test('the board of a household survey: sum, dimensions, groups; its report leads there', async ({ page }) => {
  const { places, surveys } = seeded();
  await signIn(page.request, 'coordinator');
  await page.goto(`/admin/reports/${places.commune.code}/${surveys.households}?period=all`);
  await expect(page).toHaveURL(new RegExp(`${surveys.households}/components\\?period=all$`));
  await expect(page.getByText('Đây không phải điểm PAPI.')).toBeVisible();

  const board = await jsonOf<Board>(page.request, `${results(places.commune.code, surveys.households, 'components.json')}?period=all`);
  const sum = board.sum!.estimate!;
  expect(board.dimensions.map(({ figure }) => figure!.estimate!.value).reduce((total, value) => total + value, 0)).toBeCloseTo(
    sum.value,
    9
  );
  await expect(page.locator('.lead .figure b')).toHaveText(decimal(sum.value, 2));
  const dimension = page.locator('tr.dimension').first();
  await expect(dimension).toContainText('1. Tham gia của người dân ở cấp cơ sở');
  await expect(dimension.locator('td.num').first()).toHaveText(decimal(board.dimensions[0]!.figure!.estimate!.value, 2));
  await page.locator('tr.sub summary').first().click();
  await expect(page.locator('tr.sub li').first()).toContainText('trên thang 0–1');
  expect(board.units).toHaveLength(10);
  expect(new Set(board.units.flatMap(({ dimensions }) => dimensions.map(({ group }) => group?.group ?? 'none'))).size).toBeGreaterThan(2);
});

test('a viewer of one commune sees its own board and no sister', async ({ page }) => {
  const { places, surveys } = seeded();
  await signIn(page.request, 'viewer');
  await page.goto(`${results(places.commune.code, surveys.households, 'components')}?period=all`);
  await expect(page.locator('tr.dimension')).toHaveCount(8);
  await expect(page.locator('.units')).toHaveCount(0);
  expect(await page.content()).not.toContain(places.otherCommune.name);
  const refused = await page.goto(`${results(places.province.code, surveys.households, 'components')}?period=all`);
  expect(refused!.status()).toBe(403);
});

test('a SIPAS survey’s board says what its questionnaire does not cover', async ({ page }) => {
  const { places, surveys } = seeded();
  await signIn(page.request, 'viewer');
  await page.goto(`${results(places.commune.code, surveys.many, 'components')}?period=all`);
  await expect(page.locator('.lead .big')).toContainText('Phiếu này chỉ hỏi được 4 trong 28 nội dung thành phần');
  await expect(page.locator('tr.dimension', { hasText: '7. Quản trị môi trường' })).toContainText('Phiếu không hỏi');
  await expect(page.locator('tr.sub')).toHaveCount(4);
  await page.getByRole('link', { name: 'Kết quả', exact: true }).last().click();
  await expect(page).toHaveURL(new RegExp(`${surveys.many}\\?period=all$`));
});

test('a trend whose method changed: a break in chart and table, no difference across it', async ({ page }) => {
  const { places, changed, first } = seeded();
  await signIn(page.request, 'viewer');
  const address = `/admin/reports/${places.commune.code}/series:${changed}`;
  await page.goto(`${address}?period=all`);
  const day = first.split('-').reverse().join('/');
  await expect(page.locator('tr.break')).toContainText(`Từ ${day} thay đổi phương pháp đo (SIPAS theo phương pháp từ năm 2022`);
  await expect(page.locator('figcaption', { hasText: 'thay đổi phương pháp đo' })).toBeVisible();
  const report = await jsonOf<Report>(page.request, `${address}/report.json?period=all`);
  expect(report.methods).toHaveLength(2);
  expect(new Set(report.trend.map(({ method }) => method))).toEqual(new Set([0, 1]));
  // The first whole month after the change has only the other method before it.
  const [year = 0, month = 1] = first.split('-').map(Number);
  const cut = first.endsWith('-01') ? first.slice(0, 7) : new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
  const afterwards = await jsonOf<Report>(page.request, `${address}/report.json?period=${cut}`);
  expect([afterwards.change, afterwards.changeCut]).toEqual([null, true]);
  await page.goto(`${address}?period=${cut}`);
  await expect(page.getByText('Kỳ trước được đo bằng phương pháp khác nên không so sánh.')).toBeVisible();
});
