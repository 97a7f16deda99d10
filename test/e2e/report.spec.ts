/** The report as an administrator and as an agency's viewer read it: from the province to a counter, by period, sorted, as files. */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { addDays } from '../../src/lib/core/calendar/day';
import type { Figure, ItemFigure, Report } from '../../src/lib/core/report/report';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

test.use({ viewport: { width: 1280, height: 900 } });
// Generous: a busy machine is no failure.
test.setTimeout(240_000);

const path = (agency: string, survey: string) => `/admin/reports/${agency}/${survey}`;
const communePath = () => path(seeded().places.commune.code, seeded().surveys.many);

test('from the overview to the province, a commune, a counter and back @both', async ({ page }) => {
  const { places, communeCounters } = seeded();
  await signIn(page.request, 'administrator');
  await page.goto('/admin');
  await page.getByRole('link', { name: 'Ý kiến người dân tại Bộ phận Một cửa các xã, phường', exact: true }).click();
  await expect(heading(page)).toHaveText(places.province.name);
  await page.goto(`${new URL(page.url()).pathname}?period=all`);
  await page.locator('#children').getByRole('link', { name: places.commune.name }).click();
  await expect(heading(page)).toHaveText(places.commune.name);
  await expect(page).toHaveURL(`${communePath()}?period=all`);
  await page.locator('#counters').getByRole('link', { name: communeCounters[0]!.counterName, exact: true }).click();
  await expect(heading(page)).toHaveText(communeCounters[0]!.counterName);
  await expect(page).toHaveURL(`${communePath()}/counters/${communeCounters[0]!.code}?period=all`);
  const crumbs = page.getByRole('navigation', { name: 'Đường dẫn' });
  await crumbs.getByRole('link', { name: places.commune.name }).click();
  await expect(heading(page)).toHaveText(places.commune.name);
  await crumbs.getByRole('link', { name: places.province.name }).click();
  await expect(page).toHaveURL(`${path(places.province.code, seeded().surveys.many)}?period=all`);
});

test('a viewer starts at the own agency, and nothing above it is a link', async ({ page }) => {
  const { places, communeCounters } = seeded();
  await signIn(page.request, 'viewer');
  await page.goto('/admin');
  await page.getByRole('link', { name: 'Ý kiến người dân tại Bộ phận Một cửa các xã, phường', exact: true }).click();
  await expect(heading(page)).toHaveText(places.commune.name);
  const crumbs = page.getByRole('navigation', { name: 'Đường dẫn' });
  await expect(crumbs).toContainText(places.province.name);
  await expect(crumbs.getByRole('link')).toHaveCount(0);
  await page.locator('#counters').getByRole('link', { name: communeCounters[0]!.counterName, exact: true }).click();
  await expect(crumbs.getByRole('link')).toHaveText([places.commune.name]);
});

test('a period is chosen by month, quarter, year and as a range, and is in the address @both', async ({ page }) => {
  await signIn(page.request, 'viewer');
  await page.goto(communePath());
  const { first, today } = seeded();
  const month = addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
  const quarter = `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`;
  const choice = page.getByLabel('Kỳ báo cáo');
  const show = page.getByRole('button', { name: 'Xem' });
  for (const period of [month, quarter, today.slice(0, 4), 'all']) {
    await choice.selectOption(period);
    await show.first().click();
    await expect(page).toHaveURL(`${communePath()}?period=${period}`);
    await expect(choice).toHaveValue(period);
    const { period: shown } = await reportOf(page);
    expect(shown.code).toBe(period);
    await expect(page.locator('.page-head')).toContainText(`từ ${dayText(shown.from)} đến ${dayText(shown.to)}`);
  }
  await openRange(page);
  await page.getByLabel('Từ ngày').fill(first);
  await page.getByLabel('Đến ngày').fill(addDays(today, -7));
  await show.last().click();
  await expect(page).toHaveURL(`${communePath()}?from=${first}&to=${addDays(today, -7)}`);
  expect((await reportOf(page)).period).toMatchObject({ kind: expect.stringMatching(/range|survey/) as unknown });
});

test('a range that was opened and filled before the scripts came stays', async ({ page }) => {
  const { first } = seeded();
  await signIn(page.request, 'viewer');
  let letScriptsIn = () => {};
  const filled = new Promise<void>((resolve) => (letScriptsIn = resolve));
  await page.route('**/*.js', (route) => filled.then(() => route.continue()));
  await page.goto(communePath(), { waitUntil: 'commit' });
  await page.locator('details:has(input[name=from]) summary').click();
  await page.getByLabel('Từ ngày').fill(first);
  letScriptsIn();
  await page.waitForLoadState('networkidle');
  // Drawn by the script.
  await expect(page.locator('canvas[style]').first()).toBeVisible();
  await expect(page.getByLabel('Từ ngày')).toBeVisible();
  await expect(page.getByLabel('Từ ngày')).toHaveValue(first);
});

test('a range that would show a few people apart is widened, and says so @both', async ({ page }) => {
  await signIn(page.request, 'viewer');
  const { today } = seeded();
  // One day's answers of this commune are fewer than five most days: some day of a fortnight has to be widened.
  let widened: Report | undefined;
  for (let back = 20; back < 34 && !widened; back++) {
    const day = addDays(today, -back);
    const report = await reportAt(page, `${communePath()}/report.json?from=${day}&to=${day}`);
    if (report.asked) widened = report;
  }
  const { asked, period } = widened!;
  await page.goto(`${communePath()}?from=${asked!.from}&to=${asked!.to}`);
  await expect(page.locator('.notice')).toHaveText(
    new RegExp(`Ông/Bà chọn từ ${dayText(asked!.from)} đến ${dayText(asked!.to)}\\. Báo cáo lấy rộng ra`)
  );
  await expect(page.locator('.page-head')).toContainText(`Từ ${dayText(period.from)} đến ${dayText(period.to)}`);
  await expect(page.getByLabel('Từ ngày')).toHaveValue(asked!.from);
  expect(period.from <= asked!.from && period.to >= asked!.to && period.from < period.to).toBe(true);
});

test('a period that is none is refused with a sentence', async ({ page }) => {
  await signIn(page.request, 'viewer');
  const answer = await page.goto(`${communePath()}?period=2026-13`);
  expect(answer!.status()).toBe(422);
  await expect(page.getByText('Kỳ báo cáo không hợp lệ: 2026-13.')).toBeVisible();
});

test('tables are sorted by the address, which headers say and links change @both', async ({ page }) => {
  await signIn(page.request, 'administrator');
  await page.goto(`${communePath()}?period=all`);
  const items = page.locator('#items table');
  // A header stands before its rows, and a page is read from its beginning.
  const whole = () => page.waitForLoadState();
  const values = async () => (await whole(), numbers(items.locator('tbody tr:not(.group) td.main')));
  const header = (name: string) => items.getByRole('columnheader', { name });
  await expect(header('Tiêu chí')).toHaveAttribute('aria-sort', 'ascending');
  expect((await values()).length).toBeGreaterThanOrEqual(22);
  const unsorted = (await reportOf(page)).items.map(({ estimate }) => Number((estimate!.value * 100).toFixed(1)));
  await header('Hài lòng (%)').getByRole('link').click();
  await expect(page).toHaveURL(/[?&]period=all.*[?&]sort=-value/);
  await expect(header('Hài lòng (%)')).toHaveAttribute('aria-sort', 'descending');
  await expect(header('Tiêu chí')).not.toHaveAttribute('aria-sort', /./);
  expect(await values()).toEqual(unsorted.toSorted((a, b) => b - a));
  await header('Hài lòng (%)').getByRole('link').click();
  await expect(header('Hài lòng (%)')).toHaveAttribute('aria-sort', 'ascending');
  expect(await values()).toEqual(unsorted.toSorted((a, b) => a - b));

  const sisters = page.locator('#sisters table');
  await sisters.getByRole('columnheader', { name: 'Cơ quan' }).getByRole('link').click();
  await expect(page).toHaveURL(/sort=value.*sisters=name/);
  await expect(sisters.getByRole('columnheader', { name: 'Cơ quan' })).toHaveAttribute('aria-sort', 'ascending');
  await whole();
  const names = await sisters.locator('tbody th').allInnerTexts();
  expect(names.length).toBeGreaterThan(5);
  expect(names).toEqual(names.toSorted(new Intl.Collator('vi', { numeric: true }).compare));
});

test('an administrator compares by name; a viewer sees the others unnamed', async ({ page, browser }) => {
  const { places } = seeded();
  await signIn(page.request, 'administrator');
  await page.goto(`${communePath()}?period=all`);
  const table = page.locator('#sisters table');
  await expect(table.getByRole('link', { name: places.otherCommune.name })).toBeVisible();
  await expect(table.locator('tr.own')).toContainText(places.commune.name);
  const named = (await reportOf(page)).comparison!;
  expect(named.named).toBe(true);

  const context = await browser.newContext({ baseURL: process.env.E2E_URL!, viewport: { width: 1280, height: 900 } });
  const viewer = await context.newPage();
  await signIn(viewer.request, 'viewer');
  await viewer.goto(`${communePath()}?period=all`);
  const section = viewer.locator('#sisters');
  await expect(section).toContainText('không nêu tên');
  await expect(section.getByRole('link')).toHaveCount(0);
  await expect(section.getByRole('table')).toBeVisible();
  await expect(viewer.locator('body')).not.toContainText(places.otherCommune.name);
  const unnamed = (await reportOf(viewer)).comparison!;
  expect(unnamed.named).toBe(false);
  const printed = ({ units }: typeof named) => units.map(({ value }) => value.toFixed(3)).toSorted();
  expect(printed(unnamed)).toEqual(printed(named));
  expect(unnamed.units.filter(({ own, value }) => !own && !/^\d(\.\d{1,3})?$/.test(String(value)))).toEqual([]);
  expect(unnamed.units.filter(({ own, code, name, n }) => !own && (code ?? name ?? n) !== null)).toEqual([]);
  await context.close();
});

test('comments stand by month, newest month first, and never with a day', async ({ page }) => {
  await signIn(page.request, 'viewer');
  await page.goto(`${communePath()}?period=all`);
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Ý kiến người dân viết thêm' }) });
  await expect(section.locator('blockquote:visible')).not.toHaveCount(0);
  for (const more of await section.locator('summary').all()) await more.click();
  await expect(section.getByText(seeded().markers.commune)).toBeVisible();
  const months = (await section.locator('h3').allInnerTexts()).map((text) => /^Tháng (\d+)\/(\d{4})$/.exec(text)!);
  const order = months.map(([, month, year]) => Number(year) * 12 + Number(month));
  expect(order.length).toBeGreaterThan(2);
  expect(order).toEqual(order.toSorted((a, b) => b - a));
});

test('posters are offered to those who run the counters, and to nobody else', async ({ page, browser }) => {
  await signIn(page.request, 'coordinator');
  await page.goto(communePath());
  const [counter] = seeded().communeCounters;
  await expect(page.locator(`#counters a[href="/admin/counters/${counter!.code}/poster"]`)).toBeVisible();
  const context = await browser.newContext({ baseURL: process.env.E2E_URL! });
  const viewer = await context.newPage();
  await signIn(viewer.request, 'viewer');
  await viewer.goto(communePath());
  await expect(viewer.locator('#counters tbody tr')).toHaveCount(2);
  await expect(viewer.locator('a[href*="poster"]')).toHaveCount(0);
  await context.close();
});

test('report.csv is report.json and the page, with a byte order mark and no formula', async ({ page }) => {
  await signIn(page.request, 'viewer');
  await page.goto(`${communePath()}?period=all`);
  const report = await reportOf(page);
  const [csvLink, jsonLink] = ['Tải CSV', 'Tải JSON'].map((name) => page.getByRole('link', { name }));
  await expect(jsonLink!).toHaveAttribute('href', `${communePath()}/report.json?period=all`);
  const download = page.waitForEvent('download');
  await csvLink!.click();
  expect((await download).suggestedFilename()).toBe(`${report.agency.code}_${report.survey.codes[0]}_all.csv`);

  const answer = await page.request.get((await csvLink!.getAttribute('href'))!);
  expect(answer.headers()['content-type']).toBe('text/csv; charset=utf-8');
  expect([...(await answer.body()).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const rows = parse(await answer.text(), { columns: true, bom: true }) as Record<string, string>[];
  const inReport: readonly (readonly [string, Figure])[] = [
    ['overall', report.overall],
    ...report.factors.map((figure) => ['factor', figure] as const),
    ...report.items.map((figure) => ['item', figure] as const),
    ...report.rates.map((figure) => ['rate', figure] as const),
    ...report.trend.map((figure) => ['month', figure] as const),
    ...report.counters.map((figure) => ['counter', figure] as const)
  ];
  const text = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value));
  expect(
    rows
      .filter(({ kind }) => kind !== 'sister' && kind !== 'change')
      .map(({ kind, code, state, n, value, lower }) => [kind, code, state, n, value, lower])
  ).toEqual(
    inReport.map(([kind, { code, disclosure, n, estimate }]) => [
      kind,
      code,
      disclosure,
      text(n),
      text(estimate?.value),
      text(estimate?.interval?.lower)
    ])
  );
  await expect(page.locator('.figure')).toHaveText(`${(report.overall.estimate!.value * 100).toFixed(1).replace('.', ',')}%`);
  const isOfFactor = ({ section }: ItemFigure) => report.factors.some(({ code }) => code === section);
  const asListed = [...report.items.filter(isOfFactor), ...report.items.filter((item) => !isOfFactor(item))];
  expect(asListed.length).toBeGreaterThan(report.items.filter(isOfFactor).length); // the overall question stands last
  expect(await numbers(page.locator('#items tbody tr:not(.group) td.main'))).toEqual(
    asListed.map(({ estimate }) => Number((estimate!.value * 100).toFixed(1)))
  );

  const { surveys, places, oneDayCounter } = seeded();
  const formula = await (await page.request.get(`${path(places.commune.code, surveys.oneDay)}/report.csv`)).text();
  expect(formula).toContain(`'${oneDayCounter.counterName}`);
  expect(formula).not.toMatch(/(^|[,\n])"?[=+@]/);
});

test('charts are drawn with script, each beside its table', async ({ page }) => {
  const problems: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
  page.on('pageerror', (failure) => problems.push(failure.message));
  await signIn(page.request, 'viewer');
  await page.goto(`${communePath()}?period=all`);
  const charts = page.locator('figure canvas');
  await expect(charts).toHaveCount(3); // factors, months, sister agencies
  for (const chart of await charts.all()) {
    await expect(chart.locator('xpath=ancestor::section').getByRole('table').first()).toBeVisible();
    await expect
      .poll(() =>
        chart.evaluate(
          (canvas: HTMLCanvasElement) => new Set(canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data).size
        )
      )
      .toBeGreaterThan(8);
  }
  expect(problems).toEqual([]);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('the tables stand alone', async ({ page }) => {
    await signIn(page.request, 'viewer');
    await page.goto(`${communePath()}?period=all`);
    await expect(page.locator('canvas')).toHaveCount(0);
    await expect(page.getByRole('img', { name: /số liệu ở bảng bên cạnh/ })).toHaveCount(0);
    await expect(page.getByRole('table')).not.toHaveCount(0);
    for (const table of await page.locator('section > .two table, #items table, #sisters table').all())
      if ((await table.locator('xpath=ancestor::details[not(@open)]').count()) === 0) await expect(table).toBeVisible();
    await expect(page.getByRole('button', { name: 'In' })).toBeHidden();
  });
});

test('on paper there is the report and no navigation', async ({ page }) => {
  await signIn(page.request, 'administrator');
  await page.goto(`${communePath()}?period=all`);
  await expect(page.locator('figure canvas').first()).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['header.nav', 'nav.menu', 'nav.crumbs', 'form.period', 'a[href*="report.csv"]', 'a[href*="poster"]'])
    await expect(page.locator(hidden).first(), hidden).toBeHidden();
  await expect(heading(page)).toBeVisible();
  await expect(page.locator('.figure')).toBeVisible();
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect([...pdf.matchAll(/\/Type\s*\/Page\b/g)].length).toBeGreaterThan(1);
});

const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });

/** The report that the page shows, as its JSON file. */
async function reportOf(page: Page): Promise<Report> {
  const { pathname, search } = new URL(page.url());
  return reportAt(page, `${pathname}/report.json${search}`);
}

async function reportAt(page: Page, address: string): Promise<Report> {
  const answer = await page.request.get(address);
  expect(answer.status(), address).toBe(200);
  return (await answer.json()) as Report;
}

async function openRange(page: Page): Promise<void> {
  const range = page.locator('details:has(input[name=from])');
  if (!(await range.evaluate((details: HTMLDetailsElement) => details.open))) await range.locator('summary').click();
}

const dayText = (day: string): string => day.split('-').toReversed().join('/');

const numbers = async (cells: Locator): Promise<number[]> => (await cells.allInnerTexts()).map((text) => Number(text.replace(',', '.')));
