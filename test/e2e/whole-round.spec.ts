/**
 * One sample survey from its list to its figures, as a province holds it: 20,000 transactions of 75 communes, 1,500 drawn, asked by letter,
 * interviewer and paper, asked again, weighted, closed; and the figures are those that R makes of the file that is handed out. On a
 * server of its own, through the pages; what repeats itself a thousand times goes through the same requests, without the page around them.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { addDays, localDay } from '../../src/lib/core/calendar/day';
import { transactionsCsv } from '../support/transactions';
import { readPdf } from '../support/read-pdf';
import { choose } from './support/forms';
import { drawnAgain } from './support/round-draw';
import * as field from './support/round-field';
import { figuresOfR, roundReport } from './support/round-figures';
import { button, download, look, lookAsItIs, percent, pressed, unfold } from './support/round-pages';
import { answers, answersOf, cellsOf, entriesOf, isComplete, wayOf } from './support/round-plan';
import * as recheck from './support/round-recheck';
import { answerByCode, inRows, postForm } from './support/round-requests';
import { test } from './support/round-world';

test.describe.configure({ mode: 'serial', timeout: 600_000 });

const ROWS = 20_000;
const SAMPLE = 1_500;
const SEED = '20261127';
/** The first stratum's main sample: a town's. */
const LARGEST = 177;
const DAYS = 180;
const FROM = addDays(localDay(new Date()), -200);

/** What one test leaves for those after it. */
const survey = 'dieu-tra-xa-hoi-hoc-muc-do-hai-long-cua-nguoi-dan';
const desk = `/admin/surveys/${survey}/desk`;
/** Of the list, once its refused lines and its duplicates are out. */
let population = 0;

const SERIALS = Array.from({ length: SAMPLE }, (_, i) => i + 1);
const going = (way: ReturnType<typeof wayOf>) => SERIALS.filter((serial) => wayOf(serial) === way);
const vi = (count: number) => count.toLocaleString('vi-VN');

test('a survey is made, its list is sent, looked at and taken', async ({ world }) => {
  const page = await world.windowOf(world.people.coordinator);
  await page.goto('/admin/surveys/new');
  await page.getByLabel('Tên tiếng Việt').fill('Điều tra xã hội học mức độ hài lòng của người dân năm 2026');
  await page.getByLabel('Phiếu hỏi').selectOption({ value: 'sipas-2017' });
  await page.getByRole('radio', { name: 'Chọn mẫu' }).check();
  await pressed(page, 'Tạo đợt khảo sát');
  expect(/surveys\/([^/?]+)/.exec(page.url())![1]).toBe(survey);
  await look(page, 'survey-draft');

  await page.goto(`${desk}/frame`);
  const list = transactionsCsv({ rows: ROWS, agencies: world.communes.map(({ name }) => name), from: FROM, days: DAYS, seed: 7 });
  const { planted } = list;
  await page.getByLabel('Tệp danh sách').setInputFiles({ name: 'ho-so-da-tra.csv', mimeType: 'text/csv', buffer: Buffer.from(list.csv) });
  await pressed(page, 'Gửi tệp');
  await expect(page.getByLabel('Cơ quan giải quyết (bắt buộc)')).toHaveValue('4');
  await look(page, 'frame-columns');
  await page.getByLabel('Từ ngày').fill(FROM);
  await page.getByLabel('Đến hết ngày').fill(addDays(FROM, DAYS));
  await button(page, 'Đọc danh sách').click();
  await expect(page.getByRole('heading', { name: 'Đã đọc' })).toBeVisible({ timeout: 60_000 });
  await look(page, 'frame-deciding');

  // What was planted is what is said, and every refused line can be taken away with its reason.
  const refused = planted.badDay + planted.outsideWindow + planted.unknownAgency;
  await expect(
    page.getByText(`20.000 dòng: ${(ROWS - refused).toLocaleString('vi')} đơn vị, ${refused} dòng không dùng được.`)
  ).toBeVisible();
  const csv = readFileSync(await download(page, 'Tải danh sách dòng (CSV)'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
  const reasons = new Map<string, number>();
  for (const line of csv) reasons.set(line.split(',')[1]!, (reasons.get(line.split(',')[1]!) ?? 0) + 1);
  expect(Object.fromEntries(reasons)).toEqual({
    'day-invalid': planted.badDay,
    'day-outside': planted.outsideWindow,
    'agency-unknown': planted.unknownAgency
  });
  await expect(page.getByText(`Trùng mã (${planted.dossierTwice} dòng)`)).toBeVisible();
  await expect(page.getByText(`Trùng người (${planted.personTwice} dòng)`)).toBeVisible();

  // Looked at one by one: the same person with another dossier stays, once; the others go by rule.
  await page.getByRole('link', { name: 'Xem từng dòng' }).last().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Từng dòng trùng');
  await look(page, 'frame-duplicates');
  await page.getByRole('combobox').first().selectOption({ label: 'Giữ' });
  await pressed(page, 'Lưu quyết định của trang này');
  await page.getByRole('link', { name: 'Về danh sách' }).click();
  const kinds = page.getByRole('group', { name: /Trùng/ });
  await kinds.first().getByLabel('Chỉ giữ dòng đầu').check();
  await kinds.last().getByLabel('Chỉ giữ dòng đầu').check();
  await button(page, 'Dùng danh sách này').click();
  await expect(page.getByRole('heading', { name: 'Danh sách đang dùng' })).toBeVisible({ timeout: 60_000 });
  population = ROWS - refused - planted.dossierTwice - planted.personTwice + 1;
  await expect(page.getByText(population.toLocaleString('vi'), { exact: true }).first()).toBeVisible();
  await look(page, 'frame-ready');
});

test('two designs are compared, one is drawn, and drawn again it is the same', async ({ world }) => {
  const page = await world.windowOf(world.people.coordinator);
  await page.goto(`${desk}/design/new`);
  await page.getByRole('radio', { name: 'Số ấn định' }).check();
  await page.getByLabel('Số đơn vị cần chọn').fill(String(SAMPLE));
  await page.getByLabel('Tối thiểu mỗi tầng').fill('10');
  await page.getByLabel('Mẫu dự phòng (% mẫu chính)').fill('10');
  await pressed(page, 'Lưu và tính');
  await expect(page.getByRole('status')).toContainText('Đã lưu phương án A.');
  await look(page, 'design-a');

  // The other one: communes with probability proportional to size, then persons.
  await page.goto(`${desk}/design/new?from=A`);
  await page.getByLabel('Cơ quan, đơn vị', { exact: true }).uncheck();
  await page.getByLabel('Giai đoạn 1: Chọn cụm là').selectOption({ label: 'Cơ quan, đơn vị' });
  await page.getByLabel('Số cụm trong mỗi tầng').fill('30');
  await page.getByLabel('Hệ số thiết kế (deff)').fill('1,6');
  await pressed(page, 'Lưu và tính');
  await expect(page.getByRole('status')).toContainText('Đã lưu phương án B.');
  await look(page, 'design-b');
  await page.goto(`${desk}/design`);
  await look(page, 'designs');
  await pressed(page, 'So sánh');
  await expect(page.getByRole('row', { name: /^Mẫu chính/ })).toContainText('1.500');
  await expect(page.getByRole('row', { name: /^Phân tầng theo/ })).toContainText('khác');
  await look(page, 'design-compare');

  await page.goto(`${desk}/draw`);
  await page.getByLabel('Chọn theo phương án').selectOption({ value: 'A' });
  await page.getByLabel('Số khởi tạo (seed)').fill(SEED);
  await look(page, 'draw-before');
  await button(page, 'Chọn mẫu').click();
  await expect(page.getByRole('status')).toContainText('Đã chọn mẫu.', { timeout: 60_000 });
  await look(page, 'draw-done');
  await button(page, 'Chọn lại để kiểm tra').click();
  await expect(page.getByRole('status')).toContainText('Trùng khớp 100%');

  // By the list and the record alone, without this system.
  const [frame, asked] = [await download(page, 'frame.tsv'), await download(page, 'draw.json')];
  const hash = createHash('sha256').update(readFileSync(frame)).digest('hex');
  await expect(page.getByText(hash).first()).toBeVisible();
  const again = drawnAgain(frame, asked);
  expect(again.population).toBe(population);
  expect(again.main).toHaveLength(SAMPLE);
  expect(again.expected).toBeCloseTo(SAMPLE, 9);
  await page.goto(`${desk}/draw/units?sort=serial`);
  await look(page, 'draw-units');
  for (const { serial, unitNo } of again.main.slice(0, 20))
    await expect(page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: String(serial), exact: true }) })).toContainText(
      String(unitNo)
    );

  await page.goto(`${desk}/draw/record`);
  for (const text of [SEED, hash, 'Trùng khớp 100%', 'Cầm Thị Điều', 'Mẫu chính: 1.500'])
    await expect(page.getByRole('article')).toContainText(text);
  await look(page, 'draw-record');
});

test('the survey opens, its letters are printed in one job, and each code answers once', async ({ world }) => {
  const page = await world.windowOf(world.people.coordinator);
  await page.goto(`/admin/surveys/${survey}`);
  await pressed(page, 'Mở đợt');
  await page.goto(`${desk}/forms`);
  await page.getByLabel('Cơ quan gửi').fill('Sở Nội vụ tỉnh Sơn La');
  await pressed(page, 'Lưu nội dung');
  await look(page, 'forms');
  await button(page, 'Tạo tệp in').click();
  await expect(page.getByText(/^1\.500 phiếu, [\d.]+ trang\.$/)).toBeVisible({ timeout: 400_000 });
  await look(page, 'letters-done');
  const { pages } = readPdf(readFileSync(await download(page, 'Tải tệp PDF')));
  const codes = new Map<number, string>();
  for (const text of pages.map(({ lines }) => lines.join('\n'))) {
    const [code, serial] = [/[A-Z3-9]{4}-[A-Z3-9]{4}-[A-Z3-9]{4}/.exec(text)?.[0], /\b0\d{5}\b/.exec(text)?.[0]];
    if (code && serial) codes.set(Number(serial), code.replaceAll('-', ''));
  }
  expect(codes.size).toBe(SAMPLE);

  // One person, with the letter in hand and a phone.
  const [first, ...others] = going('web');
  const phone = await world.windowOf(null);
  await phone.goto('/');
  await phone.getByLabel('Mã tại quầy').fill(codes.get(first!)!);
  await phone.getByRole('button', { name: 'Mở phiếu' }).click();
  await expect(phone.getByRole('main')).toContainText('Câu trả lời của Ông/Bà được bảo mật.');
  const version = await phone.locator('input[name=version]').inputValue();
  await phone.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
  await choose(phone, field.fieldsOf(first!));
  await lookAsItIs(phone, 'citizen-form');
  await phone.locator('form button.go').click();
  await expect(phone).toHaveURL(/\/r\//);

  const answer = (serial: number) => [['version', version], ['lang', 'vi'], ...entriesOf(answersOf(serial))] as const;
  await inRows(others, async (serial) => expect(await answerByCode(phone.request, codes.get(serial)!, answer(serial))).toBe(303));
  await inRows([first!, ...others].slice(0, 20), async (serial) =>
    expect(await answerByCode(phone.request, codes.get(serial)!, answer(serial + 1))).toBe(409)
  );
});

test('interviewers ask, with and without a line; paper is keyed by two and settled by a third', async ({ world }) => {
  const { coordinator, interviewers, keyers } = world.people;
  const page = await world.windowOf(coordinator);
  await page.goto(`${desk}/field/assign`);
  for (const { name } of interviewers) await page.getByRole('checkbox', { name }).check();
  await page.getByLabel('Chỉ các số phiếu').fill(`1-${SAMPLE}`);
  await pressed(page, 'Giao phiếu');
  await expect(page.getByRole('status')).toHaveText(`Đã giao ${vi(SAMPLE - going('web').length)} phiếu.`);
  await look(page, 'assign');

  // Paper: printed here for one, elsewhere for the others, and handed to whoever has the unit.
  const papers = going('paper');
  await page.goto(`${desk}/forms`);
  await page.getByLabel('In gì').selectOption('forms');
  await page.getByLabel('Từ số phiếu').fill(String(papers[0]));
  await page.getByLabel('Đến số phiếu').fill(String(papers[0]));
  await button(page, 'Tạo tệp in').click();
  await expect(page.getByText(/^1 phiếu, [\d.]+ trang\.$/)).toBeVisible({ timeout: 60_000 });
  await page.goto(`${desk}/ledger`);
  for (const [kind, serials] of [
    ['printed', papers.slice(1)],
    ['issued', papers]
  ] as const) {
    // prettier-ignore
    await page.getByLabel('Việc').selectOption(kind);
    await page.getByLabel('Các số phiếu').fill(serials.join(', '));
    await pressed(page, 'Ghi sổ');
    await expect(page.getByRole('status')).toHaveText(`Đã ghi ${serials.length} phiếu vào sổ.`);
  }
  await look(page, 'ledger-issued');

  const phone = await world.windowOf(interviewers[1]!);
  await field.openList(phone);
  await phone.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await lookAsItIs(phone, 'field-list');
  const text = await phone.getByRole('main').innerText();
  const own = [...text.matchAll(/Phiếu số (\d+)/g)].map(([, serial]) => Number(serial)).filter((serial) => wayOf(serial) === 'visit');
  await field.interviewByHand(phone, own[0]!);
  await field.openList(phone);
  await phone.context().setOffline(true);
  await field.interviewByHand(phone, own[1]!);
  await expect(phone.locator('.line')).toContainText('1 phiếu chờ gửi.');
  await phone.context().setOffline(false);
  await expect(phone.locator('.line')).toContainText('Đã gửi hết.');

  const version = await field.versionOf(phone, survey);
  for (const person of interviewers) await field.workAll(world, person, version);

  const paper = `${desk}/paper`;
  const [byHand] = papers;
  const keying = await world.windowOf(keyers[0]);
  await keying.goto(`${paper}/${byHand}`);
  for (const [item, cell] of Object.entries(cellsOf(answersOf(byHand!)))) await keying.locator(`input[name="${item}"]`).fill(cell);
  await look(keying, 'keying');
  await pressed(keying, 'Lưu phiếu');
  await expect(keying.getByRole('status')).toContainText('bản thứ nhất');
  await keying.getByLabel('Số phiếu hoặc mã in trên phiếu').fill(String(byHand));
  await keying.keyboard.press('Enter');
  await expect(keying.getByRole('alert')).toContainText('Lần thứ hai phải do người khác nhập');
  const slips = await field.keyTwice(world, paper, papers, byHand!);
  expect(slips.length).toBeGreaterThan(10);

  await page.goto(paper);
  await look(page, 'paper');
  await page.goto(`${paper}/${slips[0]}/settle`);
  await look(page, 'settle');
  await page.getByRole('main').getByRole('group').getByRole('radio').first().check();
  await pressed(page, 'Chốt theo phiếu giấy');
  await expect(page.getByRole('status')).toContainText(`Đã chốt phiếu số ${slips[0]}`);
  await field.settleAll(world, paper, slips.slice(1));
});

test('who is lost is replaced in the reserves’ order, the ledger adds up, and the rates are those that were planted', async ({ world }) => {
  const { coordinator, interviewers } = world.people;
  const page = await world.windowOf(coordinator);
  await page.goto(`${desk}/field`);
  await look(page, 'board-requests');
  const refused = going('refused');
  const granted: number[] = [];
  for (const serial of refused.slice(0, 2)) {
    // Beyond the first few they are folded.
    for (const more of await page.locator('details summary', { hasText: 'Xem thêm' }).all()) await more.click();
    const one = page.getByRole('listitem').filter({ hasText: new RegExp(`Phiếu số ${serial}(?!\\d)`) });
    await Promise.all([page.waitForNavigation(), one.getByRole('button').click()]); // the page before says the same of another
    await expect(page.getByRole('status')).toContainText('Đã thay bằng phiếu dự phòng số');
    granted.push(Number(/số (\d+)/.exec(await page.getByRole('status').innerText())![1]));
  }
  for (const serial of refused.slice(2)) {
    const led = await postForm(page.request, `${desk}/field?/replace`, [['serial', String(serial)]]);
    granted.push(Number(/replaced=(\d+)/.exec(led)![1]));
  }
  // Reserves have the numbers after the main sample's, by stratum; in each the first of them come in, and no other.
  expect(granted).toEqual(granted.toSorted((a, b) => a - b));
  const inFirst = refused.filter((serial) => serial <= LARGEST).length;
  expect(granted.slice(0, inFirst)).toEqual(Array.from({ length: inFirst }, (_, i) => SAMPLE + i + 1));
  const version = await field.versionOf(await world.windowOf(interviewers[0]!), survey);
  let asked = 0;
  for (const person of interviewers) asked += await field.askReserves(world, person, version, SAMPLE);
  expect(asked).toBe(refused.length);

  await page.goto(`${desk}/ledger`);
  const papers = going('paper').length;
  await expect(
    page.getByText(`Khớp: in ${papers} = ở cơ quan 0 + điều tra viên 0 + người dân 0 + đã thu ${papers} + hủy 0.`)
  ).toBeVisible();
  await look(page, 'ledger-done');

  const came = [...SERIALS.filter(answers), ...granted];
  const [I, all] = [came.filter((serial) => isComplete(answersOf(serial))).length, SAMPLE + granted.length];
  const notEligible = going('no-transaction').length;
  const unknown = going('unknown').length + going('silent').length;
  const e = (all - unknown - notEligible) / (all - unknown);
  await page.goto(`${desk}/field`);
  await page.locator('#rates > summary').click();
  for (const [name, rate] of [
    ['RR1', I / (all - notEligible)],
    ['RR2', came.length / (all - notEligible)],
    ['RR3', I / (all - notEligible - unknown + e * unknown)],
    ['RR4', came.length / (all - notEligible - unknown + e * unknown)]
  ] as const)
    await expect(page.getByRole('row', { name: new RegExp(`^Trả lời ${name}`) })).toContainText(percent(rate));
  await look(page, 'board');
});

test('asked again, the people of the one who invents deny it; his forms leave the figures, and nobody else’s', async ({ world }) => {
  const inCommune = going('visit').find((serial) => serial <= LARGEST)!;
  await recheck.askAgainAndDecide(world, `${desk}/recheck`, SEED, inCommune);
});

test('weights in steps, one taken back; then the round is closed for good, and nothing moves any more', async ({ world }) => {
  const page = await world.windowOf(world.people.coordinator);
  // The list's own counts are the known totals.
  await page.goto(`${desk}/frame`);
  for (const more of await page.locator('details summary', { hasText: 'Xem tất cả' }).all()) await more.click();
  const counts = async (title: string) =>
    (await page.getByRole('table', { name: title }).last().locator('tbody tr').allInnerTexts()).map((line) => line.split('\t'));
  const totals = [...(await counts('Theo cơ quan')).map((row) => ['agency', ...row]), ...(await counts('Theo lĩnh vực')).map((row) => ['field', ...row])]; // prettier-ignore

  const whole = totals.reduce((sum, [variable, , total]) => sum + (variable === 'agency' ? Number(total!.replace('.', '')) : 0), 0);

  await page.goto(`/admin/surveys/${survey}`);
  await unfold(page, 'Đóng đợt');
  await pressed(page, 'Đóng đợt');
  await page.goto(`${desk}/weights`);
  await pressed(page, 'Tính quyền số gốc');
  await expect(page.getByRole('row', { name: 'Tổng quyền số' })).toContainText(vi(whole));
  await pressed(page, 'Điều chỉnh không trả lời');
  await unfold(page, 'Cắt quyền số lớn');
  await pressed(page, 'Cắt quyền số');
  const fit = async (variables: readonly string[]) => {
    await unfold(page, 'Hiệu chỉnh theo tổng thể đã biết');
    for (const name of variables) await page.getByLabel(name, { exact: true }).last().check();
    await pressed(page, 'Nhập tổng thể');
    const wanted = totals.filter(([variable]) => variable === 'field' || variables.length > 1);
    const csv = ['variable,level,total', ...wanted.map((cells) => cells.map((cell) => `"${cell}"`).join(','))].join('\n');
    await page.getByLabel(/tải bảng CSV lên/i).setInputFiles({ name: 'tong-the.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await pressed(page, 'Hiệu chỉnh');
  };
  await fit(['Lĩnh vực']);
  await expect(page.getByRole('heading', { name: '4. Hiệu chỉnh theo một tổng thể' })).toBeVisible();
  await pressed(page, 'Bỏ bước cuối');
  await fit(['Cơ quan giải quyết', 'Lĩnh vực']);
  await expect(page.getByRole('heading', { name: '4. Hiệu chỉnh theo nhiều tổng thể' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Tổng quyền số' }).last()).toContainText(vi(whole));
  await look(page, 'weights');

  await page.goto(`${desk}/close`);
  await look(page, 'close');
  for (const reason of await page.getByLabel('Lý do khóa sổ khi còn việc này').all())
    await reason.fill('Hết thời gian thực địa, đã thử nhiều lần.');
  await pressed(page, 'Khóa sổ');
  await expect(page.getByText('Đã khóa sổ.')).toHaveRole('status');
  await expect(page.getByText(SEED).first()).toBeVisible();
  await look(page, 'frozen');
  for (const refused of [`${desk}/weights?/undo`, `${desk}/field?/replace`, `${desk}/recheck?/draw`]) {
    const answer = await page.request.post(refused, { form: { serial: '1' } });
    expect(await answer.text(), refused).toMatch(/khóa sổ|không mở|đã đóng/);
  }
});

test('R makes the report’s figures of the file that is handed out', async ({ world }) => {
  const page = await world.windowOf(world.people.coordinator);
  await page.goto(`${desk}/close`);
  const files = { answers: await download(page, 'Tải bảng phiếu (CSV)'), codebook: await download(page, 'Tải bảng mã (CSV)') };
  await page.getByRole('link', { name: 'Xem báo cáo' }).click();
  await expect(page).toHaveURL(/\/admin\/reports\//);
  await look(page, 'report');
  const report = new URL(page.url()).pathname;
  const whole = await roundReport(page, report);
  const [commune] = world.communes;
  const one = await roundReport(page, `/admin/reports/${commune!.code}/${survey}`);
  await page.goto(`/admin/reports/${commune!.code}/${survey}`);
  await look(page, 'report-commune');
  const compared = figuresOfR(files, whole, one);
  expect(compared.length).toBeGreaterThan(25);
  for (const { code, ours, theirs } of compared) expect(ours, code).toEqual(theirs);
  await page.goto(report);
  await expect(page.getByRole('row', { name: /^Chung/ }).first()).toContainText(percent(compared[0]!.theirs[0]!).replace(/\s?%/, ''));
});
