// The first 50 of the 2,800 real respondents of bfi.csv, sent one by one through the form itself, counted as R counts those rows.
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { SHIPPED_METHODS } from '../../src/lib/core/method/methods';
import { BFI } from '../../src/lib/core/questionnaire/instruments/bfi';
import { decodeAnswers } from '../../src/lib/core/response/encode-answers';
import { compileLayout } from '../../src/lib/core/tally/layout';
import { tallyResponses } from '../../src/lib/core/tally/tally-responses';
import { option, sendButton, test } from './support/forms';
import { seeded } from './support/seeded';

interface FirstFifty {
  readonly respondents: number;
  readonly items: Readonly<Record<string, { readonly counts: readonly number[]; readonly missing: number }>>;
}

const read = (name: string) => readFile(new URL(`../data/${name}`, import.meta.url), 'utf8');

// Fifty forms of 25 answers, each set with the keyboard: without script there is nothing else to wait for.
test.use({ javaScriptEnabled: false });
test.setTimeout(300_000);

test('fifty real respondents are counted as R counts them', async ({ page, db }) => {
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

  const responses = await db
    .selectFrom('responses as r')
    .innerJoin('surveys as s', 's.id', 'r.survey_id')
    .select('r.answers')
    .where('s.code', '=', survey)
    .execute();
  const layout = compileLayout(
    BFI,
    SHIPPED_METHODS.find((method) => method.family === 'bfi-check')!
  );
  const tally = tallyResponses(
    layout,
    responses.map(({ answers }) => ({ answers: decodeAnswers(answers) }))
  );
  expect(tally.respondents).toBe(expected.respondents);
  const counted = layout.items.flatMap(({ code: item, kind }, i) => {
    const { n, none } = tally.items[i]!;
    return kind === 'level' ? [[item, { counts: n.slice(1), missing: none }]] : [];
  });
  expect(Object.fromEntries(counted)).toEqual(expected.items);
});
