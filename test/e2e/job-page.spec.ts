// The page of work in the background, on a line that takes longer than the page waits between two looks.
import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import type { Updateable } from 'kysely';
import { newId } from '../../src/lib/server/new-id';
import type { Db } from '../../src/lib/server/schema';
import type { JobTable } from '../../src/lib/server/schema-office';
import { test } from './support/forms';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

/** Nobody takes the job before. */
const LATE = '2099-01-01T00:00:00.000Z';
const SLOW_MS = 4_000;

/** A job of which three of nine are done, held by somebody. */
async function jobAtWork(
  db: Db
): Promise<{ readonly address: string; readonly update: (values: Updateable<JobTable>) => Promise<unknown> }> {
  const [id, at] = [newId(), new Date().toISOString()];
  const job = { id, kind: 'posters', key: randomUUID(), payload: '{}', created_by: seeded().logins.coordinator.id };
  const held = { lease_owner: 'a test', lease_until: LATE, attempts: 1, done_units: 3, total_units: 9 };
  await db.insertInto('jobs').values({ ...job, ...held, created_at: at, run_after: at }).execute(); // prettier-ignore
  return { address: `/admin/jobs/${id}`, update: (values) => db.updateTable('jobs').set(values).where('id', '=', id).execute() };
}

const done = (): Updateable<JobTable> => ({
  ...{ outcome: 'done', ended_at: new Date().toISOString(), result: '{"pages":1,"counters":1}' },
  ...{ lease_owner: null, lease_until: null }
});

test('on a slow line it can be left, and comes to its end', async ({ page, db }) => {
  const { address, update } = await jobAtWork(db);
  await signIn(page.request, 'coordinator');
  await page.goto(address);
  await expect(page.getByRole('status')).toContainText('Đang làm: 3/9.');
  // What the page asks by itself from here on.
  await page.route('**/admin/jobs/**', async (route) => {
    if (route.request().isNavigationRequest()) return route.continue();
    await new Promise((later) => setTimeout(later, SLOW_MS));
    return route.continue().catch(() => undefined);
  });
  await page.waitForRequest((request) => request.url().endsWith(address) && !request.isNavigationRequest());
  await page.getByRole('navigation', { name: 'Đường dẫn' }).getByRole('link').last().click();
  await expect(page).toHaveURL(/\/admin\/counters$/);

  await page.goto(address);
  await update(done());
  await expect(page.getByRole('link', { name: 'Tải tệp PDF' })).toBeVisible();
});

test('while the line is down it stays as it is, and goes on once it is back', async ({ page, db }) => {
  const { address, update } = await jobAtWork(db);
  await signIn(page.request, 'coordinator');
  await page.goto(address);
  const status = page.getByRole('status');
  await expect(status).toContainText('Đang làm: 3/9.');
  await page.context().setOffline(true);
  for (let look = 0; look < 2; look++) await page.waitForEvent('requestfailed');
  await expect(status).toContainText('Đang làm: 3/9.');
  await page.context().setOffline(false);
  await update({ done_units: 4 });
  await expect(status).toContainText('Đang làm: 4/9.');
  await update(done());
  await expect(page.getByRole('link', { name: 'Tải tệp PDF' })).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
});
