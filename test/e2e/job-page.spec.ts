// The page of work in the background, on a line that takes longer than the page waits between two looks.
import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { newId } from '../../src/lib/server/new-id';
import { test } from './support/forms';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

/** Nobody takes the job before. */
const LATE = '2099-01-01T00:00:00.000Z';
const SLOW_MS = 4_000;

test('on a slow line it can be left, and comes to its end', async ({ page, db }) => {
  const [id, at] = [newId(), new Date().toISOString()];
  const job = { id, kind: 'posters', key: randomUUID(), payload: '{}', created_by: seeded().logins.coordinator.id };
  const held = { lease_owner: 'a test', lease_until: LATE, attempts: 1, done_units: 3, total_units: 9 };
  await db.insertInto('jobs').values({ ...job, ...held, created_at: at, run_after: at }).execute(); // prettier-ignore
  await signIn(page.request, 'coordinator');
  await page.route('**/__data.json*', (route) => new Promise((later) => setTimeout(later, SLOW_MS)).then(() => route.continue()));
  const address = `/admin/jobs/${id}`;
  await page.goto(address, { waitUntil: 'networkidle' });
  await expect(page.getByRole('status')).toContainText('Đang làm: 3/9.');
  // Once it has begun to look again by itself.
  await page.waitForRequest(/__data\.json/);
  await page.getByRole('navigation', { name: 'Đường dẫn' }).getByRole('link').last().click();
  await expect(page).toHaveURL(/\/admin\/counters$/);

  await page.goto(address, { waitUntil: 'networkidle' });
  const done = { outcome: 'done', ended_at: at, result: '{"pages":1,"counters":1}', lease_owner: null, lease_until: null } as const;
  await db.updateTable('jobs').set(done).where('id', '=', id).execute();
  await expect(page.getByRole('link', { name: 'Tải tệp PDF' })).toBeVisible();
});
