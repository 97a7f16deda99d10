/** An interviewer's phone against a round, a server and a database of the spec's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import type { Kysely } from 'kysely';
import { openDatabase } from '../../../src/lib/server/database';
import { migrateToLatest } from '../../../src/lib/server/migrate';
import { assignUnits } from '../../../src/lib/server/operations/assign-units';
import type { Schema } from '../../../src/lib/server/schema';
import { formOf } from '../../support/asking';
import { as, PASSWORD } from '../../support/people';
import type { TestRound } from '../../support/round';
import { makeRound } from '../../support/round';
import type { MovableServer } from './movable-server';
import { startMovableServer } from './movable-server';

export interface Field {
  readonly server: MovableServer;
  readonly db: Kysely<Schema>;
  readonly round: TestRound;
}

/** For one file's tests: two files that came to one worker would share a round that both took for untouched. */
export const fieldTest = () =>
  base.extend<{ page: Page }, { field: Field }>({
    field: [
      // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
      async ({}, use) => {
        const folder = mkdtempSync(join(tmpdir(), 'satisfaction-field-'));
        const databaseUrl = `sqlite:${join(folder, 'field.sqlite')}`;
        const db = openDatabase(databaseUrl);
        await migrateToLatest(db);
        const round = await makeRound(db, { population: 20, sample: 10, reserve: 2 });
        const [first] = round.interviewers;
        await assignUnits(db, as(round.coordinator), 'round', formOf({ agency: ['c1', 'c2'], interviewer: first!.id }), new Date());
        {
          await using server = await startMovableServer(databaseUrl, { APP_KEY: Buffer.alloc(32, 1).toString('hex') });
          await use({ server, db, round });
        }
        await db.destroy();
        rmSync(folder, { recursive: true, force: true });
      },
      { scope: 'worker', timeout: 120_000 }
    ]
  });

export const line = (page: Page) => page.locator('.line');
export const unitLink = (page: Page, serial: number) => page.getByRole('link', { name: new RegExp(`Phiếu số ${serial}(?!\\d)`) });

/** A unit's page runs by its script: before that its forms go to the server by themselves, and nothing is said of the line. */
export const expectUnitRuns = (page: Page): Promise<void> => expect(page.locator('[data-looked=true]')).toBeVisible();

export async function openUnit(page: Page, serial: number): Promise<void> {
  await unitLink(page, serial).click();
  await expectUnitRuns(page);
}

/** The list, and the pages with all they load, which are fetched first. */
export const expectPagesKept = (page: Page): Promise<void> => expect(page.locator('[data-kept=kept]')).toBeVisible({ timeout: 60_000 });

/** In a browser that holds nothing yet. */
export async function enter(context: BrowserContext, { server, round }: Field): Promise<Page> {
  const { email } = round.interviewers[0]!;
  const answer = await context.request.post(`${server.url}/admin/sign-in`, { form: { email, password: PASSWORD }, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  return context.newPage();
}

/** With the list kept, and what it needs. */
export async function signIn(context: BrowserContext, field: Field): Promise<Page> {
  const page = await enter(context, field);
  const { server } = field;
  await page.goto(`${server.url}/admin/field`);
  await expectPagesKept(page);
  return page;
}

export async function recordAttempt(page: Page, result: string, note = ''): Promise<void> {
  await page.getByLabel('Kết quả').selectOption({ label: result });
  if (note) await page.getByLabel('Ghi chú').fill(note);
  await page.getByRole('button', { name: 'Ghi lần liên hệ' }).click();
  // Until it says so, what is pressed was pressed twice.
  await expect(page.getByText('Đã ghi lần liên hệ.')).toBeVisible();
}

export const stored = (db: Kysely<Schema>, serial: number) =>
  db
    .selectFrom('contact_attempts as t')
    .innerJoin('sampled_units as u', 'u.id', 't.sampled_unit_id')
    .select(['t.disposition', 't.note', 'u.disposition as of'])
    .where('u.serial', '=', serial)
    .orderBy('t.at')
    .execute();

/** Lists on the phone, and the files of its pages: all but fonts, which sign-in and any other page of the office keep anew. */
export async function keptOn(page: Page) {
  return page.evaluate(async () => {
    const open = indexedDB.open('field');
    const database = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
    const all = database.transaction('list').objectStore('list').getAll();
    const found = await new Promise<readonly unknown[]>((done) => (all.onsuccess = () => done(all.result)));
    database.close();
    const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const files = (await Promise.all(opened.map((cache) => cache.keys()))).flat().map(({ url }) => url);
    // That somebody signed out stands there too, and when.
    return { lists: found.filter((one) => typeof one === 'object').length, files: files.filter((url) => !url.endsWith('.woff2')) };
  });
}
