// A newcomer's walk on an empty system: set up, a counter, a survey, a poster, answers, and the first percentage.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startBuiltServer } from '../support/built-server';
import { COMMUNE, FIRST_DAY_STEPS, walkFirstDay } from '../support/first-day';
import type { FirstDayStep } from '../support/first-day';
import { expectAccessible } from './support/axe';

test('from an empty system to a first percentage, with nothing but what the pages say', async ({ browser }) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-first-day-'));
  const settings = { PUBLIC_URL: 'https://ykien.sonla.example' };
  const server = await startBuiltServer({ databaseUrl: `sqlite:${join(folder, 'first-day.sqlite')}`, settings });
  const seen: FirstDayStep[] = [];
  try {
    await walkFirstDay(browser, server, async (step, page) => {
      seen.push(step);
      if (['02-first-steps', '06-before-it-opens', '07-open'].includes(step)) await expectAccessible(page);
      const main = page.getByRole('main');
      if (step === '04-counter') await expect(main).toContainText(COMMUNE);
      if (step === '06-before-it-opens') await expect(main).toContainText('xã, phường trong phạm vi chưa có điểm tiếp nhận nào trong đợt');
      if (step === '11-one-form') await expect(main).toContainText('1 phiếu; cần 5 để hiện số');
      if (step === '12-percentage') await expect(main).toContainText('100,0');
    });
    expect(seen).toEqual(FIRST_DAY_STEPS);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
