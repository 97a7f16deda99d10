/** The imported survey of 2,800 real respondents: its page and its files say what R's survey package says (test/data/expected.json). */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import type { Figure, Report } from '../../src/lib/core/report/report';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

interface Expected {
  readonly bfi: {
    readonly top2box_by_item: Readonly<Record<string, { valid: number; satisfied: number; estimate: number; counts: number[] }>>;
    readonly factor_ratio: Readonly<Record<string, { estimate: number; se: number }>>;
  };
}
/** R's names of the factors are the items' first letters. */
const FACTORS = { A: 'agreeableness', C: 'conscientiousness', E: 'extraversion', N: 'neuroticism', O: 'openness' } as const;
const RESPONDENTS = 2800;
const DIGITS = 9;

test.use({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });

let expected: Expected['bfi'];
test.beforeAll(async () => {
  expected = (JSON.parse(await readFile(new URL('../data/expected.json', import.meta.url), 'utf8')) as Expected).bfi;
});

const reportPath = () => `/admin/reports/${seeded().places.centre.code}/${seeded().surveys.bfi}`;

test('the page shows them to one decimal', async ({ page }) => {
  await signIn(page.request, 'administrator');
  await page.goto(reportPath());
  await expect(page.getByText('Nhập từ tệp', { exact: true })).toBeVisible();

  const { all, ...factors } = expected.factor_ratio;
  const interval = (await jsonOf(page)).overall.estimate!.interval!;
  await expect(page.locator('.figure')).toHaveText(`${percent(all!.estimate)}%`);
  await expect(page.locator('.range')).toContainText(`Khoảng tin cậy 95%: từ ${percent(interval.lower)}% đến ${percent(interval.upper)}%`);

  const factorTable = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'Yếu tố' }) });
  const factorRows = await cellsOf(factorTable);
  expect(factorRows.map(([, value]) => value)).toEqual([...Object.values(factors), all!].map(({ estimate }) => percent(estimate)));
  for (const [, value = '', between = ''] of factorRows) {
    const [lower = NaN, upper = NaN] = between.split('–').map(numberOf);
    expect(lower, between).toBeLessThan(numberOf(value));
    expect(upper, between).toBeGreaterThan(numberOf(value));
  }

  const itemRows = (await cellsOf(page.locator('#items table'))).filter(([name]) => /^\d/.test(name ?? ''));
  const reference = Object.values(expected.top2box_by_item);
  expect(itemRows.map((cells) => cells[2])).toEqual(reference.map(({ estimate }) => percent(estimate)));
  expect(itemRows.map((cells) => cells[4])).toEqual(reference.map(({ valid }) => valid.toLocaleString('vi-VN')));
});

for (const of of ['agency', 'counter'] as const) {
  test(`report.json and report.csv of the ${of} hold them to 1e-9, and the counts by level`, async ({ page }) => {
    await signIn(page.request, 'administrator');
    const whole = await jsonOf(page);
    const suffix = of === 'counter' ? `/counters/${whole.counters[0]!.code}` : '';
    const report = await jsonOf(page, suffix);
    expect([report.agency.code, report.counter?.code]).toEqual([whole.agency.code, of === 'counter' ? whole.counters[0]!.code : undefined]);
    expect([report.respondents, report.units, report.unit]).toEqual([RESPONDENTS, RESPONDENTS, 'respondent']);

    const { all, ...factors } = expected.factor_ratio;
    expectFigure(report.overall, all!);
    expect(report.factors.map(({ code }) => code)).toEqual(Object.values(FACTORS));
    for (const [letter, reference] of Object.entries(factors))
      expectFigure(
        report.factors.find(({ code }) => code === FACTORS[letter as keyof typeof FACTORS])!,
        reference
      );

    expect(report.items.map(({ code }) => code)).toEqual(Object.keys(expected.top2box_by_item).map((name) => name.toLowerCase()));
    for (const item of report.items) {
      const reference = expected.top2box_by_item[item.code.toUpperCase()]!;
      expect(item.estimate!.value, item.code).toBeCloseTo(reference.estimate, DIGITS);
      expect([item.n, item.noAnswer, item.notApplicable], item.code).toEqual([reference.valid, RESPONDENTS - reference.valid, 0]);
      expect(
        item.levels!.map(({ count }) => count),
        item.code
      ).toEqual(reference.counts);
      const satisfied = item.levels!.filter((level) => level.satisfied).reduce((sum, { count }) => sum + count, 0);
      expect(satisfied, item.code).toBe(reference.satisfied);
    }

    const rows = await csvOf(page, suffix);
    for (const [kind, figures] of [
      ['overall', [report.overall]],
      ['factor', report.factors],
      ['item', report.items]
    ] as const) {
      const ofKind = rows.filter((row) => row['kind'] === kind);
      expect(ofKind.map(({ code }) => code)).toEqual(figures.map(({ code }) => code));
      for (const [i, { estimate }] of figures.entries()) {
        const { value, standard_error, lower, upper, valid } = ofKind[i]!;
        expect([value, standard_error, lower, upper, valid].map(Number)).toEqual([
          estimate!.value,
          estimate!.standardError,
          estimate!.interval!.lower,
          estimate!.interval!.upper,
          estimate!.valid
        ]);
      }
    }
    for (const row of rows.filter(({ kind }) => kind === 'item'))
      expect(
        [1, 2, 3, 4, 5, 6].map((level) => Number(row[`level_${level}`])),
        row['code']
      ).toEqual(expected.top2box_by_item[row['code']!.toUpperCase()]!.counts);
  });
}

function expectFigure({ code, disclosure, estimate }: Figure, reference: { estimate: number; se: number }) {
  expect(disclosure, code).toBe('shown');
  const { value, standardError, interval } = estimate!;
  expect(value, code).toBeCloseTo(reference.estimate, DIGITS);
  expect(standardError, code).toBeCloseTo(reference.se, DIGITS);
  expect(interval!.lower, code).toBeLessThan(value);
  expect(interval!.upper, code).toBeGreaterThan(value);
}

async function jsonOf(page: Page, suffix = ''): Promise<Report> {
  return (await (await page.request.get(`${reportPath()}${suffix}/report.json`)).json()) as Report;
}

async function csvOf(page: Page, suffix: string): Promise<readonly Record<string, string>[]> {
  const text = await (await page.request.get(`${reportPath()}${suffix}/report.csv`)).text();
  return parse(text, { columns: true, bom: true });
}

/** Body rows as their cells' texts. */
const cellsOf = (table: Locator): Promise<string[][]> =>
  table
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent!.trim())));

/** `89,9`: none of these figures lies on the edge between two decimals. */
const percent = (share: number): string => (share * 100).toFixed(1).replace('.', ',');
const numberOf = (text: string): number => Number(text.replace('.', '').replace(',', '.'));
