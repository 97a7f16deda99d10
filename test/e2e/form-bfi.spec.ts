// The first 50 of the 2,800 real respondents of bfi.csv, sent one by one through the form itself: the report counts what R counts.
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import type { Report } from '../../src/lib/core/report/report';
import { option, sendButton, test } from './support/forms';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

interface FirstFifty {
  readonly respondents: number;
  readonly items: Readonly<Record<string, { readonly counts: readonly number[]; readonly missing: number }>>;
}

const read = (name: string) => readFile(new URL(`../data/${name}`, import.meta.url), 'utf8');

// Fifty forms of 25 answers, each set with the keyboard: without script there is nothing else to wait for.
test.use({ javaScriptEnabled: false });
test.setTimeout(300_000);

test('fifty real respondents are counted as R counts them', async ({ page }) => {
  const expected = JSON.parse(await read('bfi-first-50.json')) as FirstFifty;
  const rows = (parse(await read('bfi.csv'), { columns: true }) as Record<string, string>[]).slice(0, expected.respondents);
  const { code, survey } = seeded().forms.bfi;
  for (const row of rows) {
    await page.goto(`/q/${code}`);
    for (const item of Object.keys(expected.items)) {
      const level = row[item.toUpperCase()]!;
      if (level !== '') await option(page, item, level).press('Space');
    }
    await sendButton(page).press('Enter');
    await page.waitForURL(/\/r\//);
  }

  await signIn(page.request, 'administrator');
  const answer = await page.request.get(`/admin/reports/${seeded().places.province.code}/${survey}/report.json`);
  const report = (await answer.json()) as Report;
  expect(report.respondents).toBe(expected.respondents);
  const counted = report.items.map(({ code: item, levels, noAnswer }) => {
    return [item, { counts: levels!.map(({ count }) => count), missing: noAnswer }] as const;
  });
  expect(Object.fromEntries(counted)).toEqual(expected.items);
});
