/**
 * A new coordinator's first day: from an empty system to a first percentage, with nothing but what the pages say. A browser test walks it,
 * and `npm run first-day` takes the pictures of docs/first-day.md on the way.
 */
import type { Browser, Page } from '@playwright/test';
import type { BuiltServer } from './built-server';

export const COMMUNE = 'Phường Tô Hiệu';
const PASSWORD = 'hoa ban nở tháng ba';
const SURVEY = 'Ý kiến người dân tại Bộ phận Một cửa';

/** What the walk shows, in its order; each is a picture's name. */
export const FIRST_DAY_STEPS = [
  '01-set-up',
  '02-first-steps',
  '03-counters',
  '04-counter',
  '05-survey',
  '06-before-it-opens',
  '07-open',
  '08-poster',
  '09-form',
  '10-receipt',
  '11-one-form',
  '12-percentage'
] as const;
export type FirstDayStep = (typeof FIRST_DAY_STEPS)[number];

type Show = (step: FirstDayStep, page: Page) => Promise<void>;

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });

export async function walkFirstDay(browser: Browser, server: BuiltServer, show: Show): Promise<void> {
  const open = async (width: number, height: number) =>
    (
      await browser.newContext({ baseURL: server.url, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', viewport: { width, height } })
    ).newPage();
  const office = await open(1280, 800);
  await setUp(office, server, show);
  const counter = await addCounter(office, show);
  const survey = await openSurvey(office, show);

  await office.goto(`/admin/counters/${counter}/poster`);
  await show('08-poster', office);

  const phone = await open(360, 740);
  await answer(phone, counter, show);
  await office.goto(survey);
  await office.getByRole('link', { name: 'Xem kết quả' }).click();
  await show('11-one-form', office);
  for (let forms = 2; forms <= 5; forms++) await answer(await open(360, 740), counter);
  await office.reload();
  await show('12-percentage', office);
}

async function setUp(page: Page, server: BuiltServer, show: Show): Promise<void> {
  const [, code = ''] = /enter the code (\S+)/.exec(server.output()) ?? [];
  await page.goto('/admin');
  await show('01-set-up', page);
  await page.getByLabel('Mã thiết lập').fill(code);
  await page.getByLabel('Tỉnh, thành phố').selectOption({ label: 'Tỉnh Sơn La' });
  await page.getByLabel('Họ và tên').fill('Cầm Thị Điều');
  await page.getByLabel('Thư điện tử').fill('dieu@sonla.example');
  await page.locator('[name=password]').fill(PASSWORD);
  await page.locator('[name=again]').fill(PASSWORD);
  await page.getByRole('main').getByRole('button').last().click();
  await page.waitForURL('/admin');
  await show('02-first-steps', page);
}

/** Returns its code. */
async function addCounter(page: Page, show: Show): Promise<string> {
  await page.getByRole('link', { name: 'Thêm điểm tiếp nhận' }).click();
  await page.getByRole('searchbox').fill('to hieu');
  await button(page, 'Lọc').click();
  await page.waitForURL(/q=to/); // the list of before has the commune too
  await page.getByLabel(COMMUNE).check();
  await page.getByLabel('Tên điểm tiếp nhận').fill('Bộ phận Một cửa');
  await show('03-counters', page);
  await button(page, 'Thêm điểm tiếp nhận').click();
  await page.waitForURL(/counters\/\w{8}/);
  await show('04-counter', page);
  return /counters\/(\w{8})/.exec(page.url())?.[1] ?? '';
}

/** Returns its address. */
async function openSurvey(page: Page, show: Show): Promise<string> {
  await page.goto('/admin');
  await page.getByRole('main').getByRole('link', { name: 'Mở đợt khảo sát' }).click();
  await page.getByLabel('Tên tiếng Việt').fill(SURVEY);
  await page.getByLabel('Tên tiếng Anh').fill('Opinions at the one-stop unit');
  await page.getByLabel('Phiếu hỏi').selectOption('sipas-2017');
  await show('05-survey', page);
  await button(page, 'Tạo đợt khảo sát').click();
  await page.waitForURL(/saved=new/);
  await show('06-before-it-opens', page);
  await button(page, 'Mở đợt').click();
  await page.waitForURL(/saved=open/);
  await show('07-open', page);
  return new URL(page.url()).pathname;
}

async function answer(page: Page, counter: string, show: Show = () => Promise.resolve()): Promise<void> {
  await page.goto(`/q/${counter}`);
  await show('09-form', page);
  await page.locator('[name=officer_1][value="5"]').check({ force: true });
  await page.locator('[name=access_1][value="4"]').check({ force: true });
  await page.locator('button.go').click();
  await page.waitForURL('**/r/**');
  await show('10-receipt', page);
}
