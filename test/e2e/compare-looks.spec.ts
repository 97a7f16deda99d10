/** Rankings and boards in every state: axe finds nothing at 360 and 1280 px, and they fit a phone. */
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectGoodLooks, openQuietly, test } from './support/looks';
import type { Login } from './support/sign-in';
import type { Seeded } from './support/seed';
import { seeded } from './support/seeded';

interface State {
  readonly name: string;
  readonly who: Login;
  readonly path: (seed: Seeded) => string;
  readonly shown: (page: Page) => Promise<void>;
}

test.setTimeout(240_000);

const results = (agency: string, survey: string, view: string) => `/admin/reports/${agency}/${survey}/${view}`;

const STATES: readonly State[] = [
  {
    name: 'a ranking against the target',
    who: 'coordinator',
    path: ({ places, surveys }) => `${results(places.province.code, surveys.many, 'ranking')}?period=all`,
    shown: (page) => expect(page.locator('.classes .unclear')).toBeVisible()
  },
  {
    name: 'a ranking of PAPI-style sums, in English',
    who: 'coordinator',
    path: ({ places, surveys }) => `${results(places.province.code, surveys.households, 'ranking')}?period=all&lang=en`,
    shown: (page) => expect(page.getByText('This is not PAPI.')).toBeVisible()
  },
  {
    name: 'a ranking in which nobody has enough answers',
    who: 'coordinator',
    path: ({ places, surveys, today }) =>
      `${results(places.province.code, surveys.many, 'ranking')}?period=${today.slice(0, 7)}&index=item.feedback_4`,
    shown: (page) => expect(page.locator('.lead .big')).toBeVisible()
  },
  {
    name: 'nothing to rank',
    who: 'viewer',
    path: ({ places, surveys }) => results(places.commune.code, surveys.many, 'ranking'),
    shown: (page) => expect(page.getByRole('heading', { name: 'Không có cơ quan nào để xếp hạng' })).toBeVisible()
  },
  {
    name: 'a province’s board',
    who: 'coordinator',
    path: ({ places, surveys }) => `${results(places.province.code, surveys.households, 'components')}?period=all`,
    shown: (page) => expect(page.locator('#units tbody tr')).toHaveCount(10)
  },
  {
    name: 'a commune’s board, groups and all',
    who: 'coordinator',
    path: ({ places, surveys }) => `${results(places.commune.code, surveys.households, 'components')}?period=all`,
    shown: (page) => expect(page.locator('tr.dimension .tag').first()).toBeVisible()
  },
  {
    name: 'a board that covers little',
    who: 'viewer',
    path: ({ places, surveys }) => `${results(places.commune.code, surveys.many, 'components')}?period=all`,
    shown: (page) => expect(page.getByText('Phiếu không hỏi').first()).toBeVisible()
  },
  {
    name: 'a board where the survey has no counter',
    who: 'coordinator',
    path: ({ places, surveys }) => results(places.emptyCommune.code, surveys.households, 'components'),
    shown: (page) => expect(page.getByRole('heading', { name: 'Chưa có điểm ở đây' })).toBeVisible()
  },
  {
    name: 'a trend whose method changed',
    who: 'viewer',
    path: ({ places, changed }) => `/admin/reports/${places.commune.code}/series:${changed}?period=all`,
    shown: (page) => expect(page.locator('tr.break').first()).toBeAttached()
  }
];

for (const { name, who, path, shown } of STATES) {
  test(name, async ({ windowOf }) => {
    const page = await windowOf(who);
    await openQuietly(page, path(seeded()));
    await expectGoodLooks(page, { shown: () => shown(page) });
  });
}
