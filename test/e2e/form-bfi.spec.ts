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

// Without the page's script. Setting 1,250 answers with the keyboard takes a minute and a half: the first forms are filled so, the
// others by a click on each choice, and every one is sent by its button.
test.use({ javaScriptEnabled: false });
const BY_KEYBOARD = 8;
test.setTimeout(300_000);

test('fifty real respondents are counted as R counts them', async ({ page }) => {
  const expected = JSON.parse(await read('bfi-first-50.json')) as FirstFifty;
  const rows = (parse(await read('bfi.csv'), { columns: true }) as Record<string, string>[]).slice(0, expected.respondents);
  const { code, survey } = seeded().forms.bfi;
  for (const [i, row] of rows.entries()) {
    await page.goto(`/q/${code}`);
    const given = Object.keys(expected.items)
      .map((item) => [item, row[item.toUpperCase()]!] as const)
      .filter(([, level]) => level !== '');
    if (i < BY_KEYBOARD) for (const [item, level] of given) await option(page, item, level).press('Space');
    else await page.locator('form').evaluate(clickChoices, given);
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

function clickChoices(form: HTMLElement | SVGElement, given: readonly (readonly [string, string])[]): void {
  for (const [item, level] of given) form.querySelector<HTMLInputElement>(`input[name="${item}"][value="${level}"]`)!.click();
}
