/** One person's answers of every kind, to see whether a page that refuses them keeps them. */
import type { Page, Response, Route } from '@playwright/test';
import { expect } from '@playwright/test';
import { choose, option, send, submissionIdOn } from './forms';

export const COMMENT = 'Chờ 45 phút & không có ghế <ngồi> cho người già.';

export const FILLED = {
  access_1: '2',
  procedure_4: 'na',
  officer_1: '4',
  on_time: 'overdue',
  late_apology: 'written',
  info_channel: ['media', 'other']
} as const;

export const commentOn = (page: Page) => page.locator('textarea[name=comment]');

/** Fills the form at `path` and sends it; `change` decides what the server gets of it. */
export async function fillAndSend(
  page: Page,
  path: string,
  change: (route: Route) => Parameters<Route['continue']>[0]
): Promise<{ readonly response: Response; readonly submissionId: string }> {
  await page.goto(path);
  await choose(page, FILLED);
  await commentOn(page).fill(COMMENT);
  const submissionId = await submissionIdOn(page);
  await page.route('**/*', (route) => route.continue(route.request().method() === 'POST' ? change(route) : {}));
  const response = await send(page);
  await page.unrouteAll();
  return { response, submissionId };
}

export async function expectKept(page: Page): Promise<void> {
  for (const [item, given] of Object.entries(FILLED))
    for (const value of [given].flat()) await expect(option(page, item, value)).toBeChecked();
  await expect(commentOn(page)).toHaveValue(COMMENT);
}
