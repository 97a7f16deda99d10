/**
 * Every page of the office, found by its routes and opened as the access matrix has them: axe finds nothing, on a phone and on a desk nothing
 * scrolls sideways and every target is large enough. What a page shows after something was done is in the test of its journey.
 */
import { expect } from '@playwright/test';
import { EVERYBODY } from './access-row';
import { accessRows } from './access-rows';
import { expectGoodLooks, test } from './support/looks';
import { findRoutes } from './support/routes';
import { seeded } from './support/seeded';

/** Looked at more closely, in several states, by tests of their own: report-looks, compare-looks, scorecard-looks, poster. */
const LOOKED_AT_ELSEWHERE = /^\/admin\/(reports\/|scorecards\/\[agency\]|counters\/\[code\]\/poster$)/;
/** There only after something else was done; by route, the journey that opens it. */
const ON_THE_WAY: Readonly<Record<string, string>> = {
  '/admin/set-up': 'people',
  '/admin/password/[token]': 'people',
  '/admin/sign-in/code': 'account',
  '/admin/kept': 'sign-in',
  '/admin/agencies/import/[job]': 'agencies-import',
  '/admin/surveys/[code]/desk/frame/columns/[upload]': 'frame',
  '/admin/surveys/[code]/desk/paper/[serial]/settle': 'keying',
  '/admin/field/units/[unit]': 'field-offline',
  '/admin/field/answer/[round]': 'field-offline',
  '/admin/questionnaires/[code]/[number]/edit/[part]/[which]': 'questionnaires'
};

for (const [route, ways] of findRoutes())
  if (route.startsWith('/admin') && ways.has('data') && !LOOKED_AT_ELSEWHERE.test(route) && !(route in ON_THE_WAY))
    test(`${route} is accessible and fits`, async ({ windowOf, db }) => {
      const { receipt } = await db.selectFrom('responses').select('receipt').limit(1).executeTakeFirstOrThrow();
      const row = accessRows(seeded(), receipt).find((one) => one.route === route)!;
      const shown = Object.entries(row.asks.GET ?? row.asks.data ?? {}).find(([, statuses]) => statuses.includes(200));
      expect(shown, 'somebody sees it').toBeTruthy();
      const [address, statuses] = shown!;
      const who = EVERYBODY[statuses.indexOf(200)]!;
      const page = await windowOf(who);
      expect((await page.goto(address))?.status(), address).toBe(200);
      // Within a group of one name only the last stays open.
      await page.evaluate(() => document.querySelectorAll<HTMLDetailsElement>('main details').forEach((details) => (details.open = true)));
      await expectGoodLooks(page, { withLargeText: false });
    });
