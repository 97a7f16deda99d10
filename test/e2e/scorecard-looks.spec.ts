/** Every state of the pages of scorecards: it is the one meant, axe finds nothing at 360 and 1280 px, and it fits a phone. */
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectGoodLooks, openQuietly, test } from './support/looks';
import type { Seeded } from './support/seed';
import { seeded } from './support/seeded';
import type { Login } from './support/sign-in';

interface State {
  readonly name: string;
  readonly who: Login;
  readonly path: (seed: Seeded) => string;
  /** What brings the page into the state that is meant. */
  readonly act?: (page: Page) => Promise<void>;
  readonly shown: (page: Page, seed: Seeded) => Promise<void>;
  readonly status?: number;
}

const LIST = '/admin/scorecards';
const card = (agency: string, year: number) => `${LIST}/${agency}/${year}`;
const sees = (text: string | RegExp) => (page: Page) => expect(page.getByText(text).first()).toBeVisible();

test.setTimeout(240_000);

const STATES: readonly State[] = [
  { name: 'the list, for those who may add', who: 'coordinator', path: () => LIST, shown: sees('Thêm bảng điểm') },
  {
    name: 'the list of one',
    who: 'viewer',
    path: () => `${LIST}?sort=-points`,
    shown: (page) => expect(page.locator('tbody tr')).toHaveCount(1)
  },
  { name: 'an empty year', who: 'coordinator', path: () => `${LIST}?year=2019`, shown: sees('Chưa có bảng điểm năm 2019') },
  {
    name: 'a card with points of a survey',
    who: 'viewer',
    path: ({ places, scorecards }) => card(places.commune.code, scorecards.year),
    shown: (page) => expect(page.locator('#surveys a')).toBeVisible()
  },
  {
    name: 'a card without points',
    who: 'administrator',
    path: ({ scorecards }) => card(scorecards.otherRules, scorecards.year - 1),
    shown: sees(/Chưa có tổng điểm: còn 8 dòng/)
  },
  {
    name: 'in English',
    who: 'administrator',
    path: ({ places, scorecards }) => `${card(places.commune.code, scorecards.year)}?lang=en`,
    shown: (page) => expect(page.locator('html')).toHaveAttribute('lang', 'en')
  },
  {
    name: 'the form',
    who: 'coordinator',
    path: ({ places, scorecards }) => `${card(places.commune.code, scorecards.year)}/edit`,
    shown: (page) => expect(page.locator('[id="8.1:citizensSurvey"]')).toBeVisible()
  },
  {
    name: 'the form of whole areas',
    who: 'coordinator',
    path: ({ scorecards }) => `${card(scorecards.otherRules, scorecards.year - 1)}/edit`,
    shown: sees('Điểm chung của các nhóm')
  },
  {
    name: 'the form, refused',
    who: 'coordinator',
    path: ({ places, scorecards }) => `${card(places.commune.code, scorecards.year)}/edit`,
    act: async (page) => {
      await page.locator('[id="1.1:appraised"]').fill('nhiều');
      await page.locator('[id="total:leaders"]').fill('3');
      await page.locator('[id="published:rank"]').fill('0');
      await page.getByRole('button', { name: 'Lưu bảng điểm' }).click();
    },
    shown: (page) => expect(page.getByRole('alert').getByRole('link')).toHaveCount(5)
  },
  {
    name: 'a file to replace a card, refused',
    who: 'coordinator',
    path: ({ places, scorecards }) => `${card(places.commune.code, scorecards.year)}/upload`,
    act: async (page) => {
      const name = 'Bảng điểm Chỉ số cải cách hành chính (bản sửa lần cuối cùng, đã xin ý kiến lãnh đạo).xlsx';
      await page.getByLabel(/Tệp bảng điểm/).setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from('PK') });
      await page.getByRole('button', { name: 'Tải lên' }).click();
    },
    shown: (page) => expect(page.getByRole('alert')).toContainText('Không mở được tệp')
  },
  {
    name: 'outside the tree',
    who: 'viewer',
    status: 403,
    path: ({ places, scorecards }) => card(places.otherCommune.code, scorecards.year),
    shown: sees(/^Ông\/Bà không được xem Phường Mộc Sơn/)
  },
  {
    name: 'no such card',
    who: 'viewer',
    status: 404,
    path: ({ places }) => card(places.commune.code, 2019),
    shown: sees('Chưa có bảng điểm năm 2019 của Xã Sông Mã.')
  }
];

for (const { name, who, path, act, shown, status } of STATES) {
  test(name, async ({ windowOf }) => {
    const page = await windowOf(who);
    await openQuietly(page, path(seeded()), status);
    await act?.(page);
    await expectGoodLooks(page, { shown: () => shown(page, seeded()) });
  });
}
