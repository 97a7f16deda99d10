/** Every state of the pages behind sign-in: it is the one meant, axe finds nothing at 360 and 1280 px, and it fits a phone. */
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
  /** That the page is in the state that is meant. */
  readonly shown: (page: Page, seed: Seeded) => Promise<void>;
  readonly status?: number;
}

const report = (agency: string, survey: string) => `/admin/reports/${agency}/${survey}`;
const sees = (text: string | RegExp) => (page: Page) => expect(page.getByText(text).first()).toBeVisible();

// Generous: a busy machine is no failure.
test.setTimeout(240_000);

const STATES: readonly State[] = [
  { name: 'the overview', who: 'administrator', path: () => '/admin', shown: sees('Đợt mẫu quốc gia') },
  {
    name: 'a province with its communes, a demonstration',
    who: 'administrator',
    path: ({ places, surveys }) => `${report(places.province.code, surveys.many)}?period=all`,
    shown: async (page) => {
      await expect(page.locator('#children tbody tr')).not.toHaveCount(0);
      await expect(page.getByText('DỮ LIỆU MINH HỌA – không phải kết quả khảo sát thật')).toBeVisible();
    }
  },
  {
    name: 'a commune with its sisters by name',
    who: 'administrator',
    path: ({ places, surveys }) => `${report(places.commune.code, surveys.many)}?period=all`,
    shown: (page) => expect(page.locator('#sisters tr.own')).toBeVisible()
  },
  {
    name: 'a commune among unnamed sisters',
    who: 'viewer',
    path: ({ places, surveys }) => `${report(places.commune.code, surveys.many)}?period=all`,
    shown: (page) => expect(page.locator('#sisters')).toContainText('không nêu tên')
  },
  {
    name: 'a counter',
    who: 'viewer',
    path: ({ places, surveys, communeCounters }) =>
      `${report(places.commune.code, surveys.many)}/counters/${communeCounters[1]!.code}?period=all`,
    shown: (page, { communeCounters }) => expect(page.getByRole('heading', { level: 1 })).toHaveText(communeCounters[1]!.counterName)
  },
  {
    name: 'a series of surveys',
    who: 'viewer',
    path: ({ places, series }) => `${report(places.commune.code, `series:${series}`)}?period=all`,
    shown: sees(/Mã đợt khảo sát: cap-xa-dot-truoc, cap-xa/)
  },
  {
    name: 'withheld: three forms',
    who: 'otherViewer',
    path: ({ places, surveys }) => `${report(places.otherCommune.code, surveys.thin)}?period=all`,
    shown: async (page) => {
      await expect(page.locator('.verdict')).toHaveText('3 phiếu; cần 5 để hiện số.');
      await expect(page.locator('.figure')).toHaveCount(0);
    }
  },
  {
    name: 'empty',
    who: 'viewer',
    path: ({ places, surveys }) => report(places.commune.code, surveys.empty),
    shown: sees('Chưa có ý kiến nào trong kỳ này.')
  },
  {
    name: 'one day: no interval',
    who: 'viewer',
    path: ({ places, surveys }) => `${report(places.commune.code, surveys.oneDay)}?period=all`,
    shown: async (page) => {
      await expect(page.locator('.range')).toContainText('Chưa tính được khoảng tin cậy: mới có một ngày');
      await expect(page.locator('.figure')).toHaveText(/^\d+,\d%$/);
      await expect(page.getByText('DỮ LIỆU MINH HỌA')).toHaveCount(0);
    }
  },
  {
    name: 'a free range',
    who: 'viewer',
    path: ({ places, surveys, first }) => `${report(places.commune.code, surveys.many)}?from=${first}&to=${first}`,
    shown: (page) => expect(page.getByLabel('Từ ngày')).toBeVisible()
  },
  {
    name: 'items sorted',
    who: 'viewer',
    path: ({ places, surveys }) => `${report(places.commune.code, surveys.many)}?period=all&sort=value`,
    shown: (page) => expect(page.locator('#items th[aria-sort=ascending]')).toContainText('Hài lòng (%)')
  },
  {
    name: 'the national form: parts outside the index',
    who: 'viewer',
    path: ({ places, surveys }) => `${report(places.commune.code, surveys.national)}?period=all`,
    shown: sees('Không tính vào chỉ số chung')
  },
  {
    name: 'an imported table',
    who: 'administrator',
    path: ({ places, surveys }) => report(places.centre.code, surveys.bfi),
    shown: sees('Số liệu nhập từ tệp: mỗi người trả lời được tính là một đơn vị mẫu.')
  },
  {
    name: 'in English',
    who: 'viewer',
    path: ({ places, surveys }) => `${report(places.commune.code, surveys.many)}?period=all&lang=en`,
    shown: (page) => expect(page.locator('html')).toHaveAttribute('lang', 'en')
  },
  {
    name: 'outside the tree',
    who: 'viewer',
    status: 403,
    path: ({ places, surveys }) => report(places.otherCommune.code, surveys.many),
    shown: sees(/^Ông\/Bà không được xem Phường Mộc Sơn/)
  },
  {
    name: 'no such survey',
    who: 'viewer',
    status: 404,
    path: ({ places }) => report(places.commune.code, 'khong-co'),
    shown: sees('Không có đợt khảo sát này.')
  },
  {
    name: 'a period that is none',
    who: 'viewer',
    status: 422,
    path: ({ places, surveys }) => `${report(places.commune.code, surveys.many)}?period=hom-qua`,
    shown: sees('Kỳ báo cáo không hợp lệ: hom-qua.')
  },
  { name: 'no such page', who: 'viewer', status: 404, path: () => '/admin/khong-co-trang-nay', shown: sees('Không tìm thấy trang') }
];

for (const { name, who, path, shown, status } of STATES) {
  test(name, async ({ windowOf }) => {
    const page = await windowOf(who);
    await openQuietly(page, path(seeded()), status);
    await expectGoodLooks(page, { shown: () => shown(page, seeded()) });
  });
}
