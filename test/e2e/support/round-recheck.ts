/** Phúc tra of a round: whom it falls on, and second interviews in which the cheat's people say that nobody asked them. */
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { button, look, lookAsItIs, pressed, unfold } from './round-pages';
import { answersOf, entriesOf } from './round-plan';
import { inRows, postForm } from './round-requests';
import { CHEAT } from './round-world';
import type { Person, RoundWorld } from './round-world';

/** By the interviewer's name, the serials of the forms that wait on the coordinator's page. */
async function waitingBy(page: Page): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map<string, number[]>();
  await page.waitForLoadState(); // the list stands below what is said of it
  for (const text of await page.getByRole('listitem').filter({ hasText: 'Điều tra viên:' }).allInnerTexts()) {
    const name = /Điều tra viên: (.+)/.exec(text)![1]!.trim();
    found.set(name, [...(found.get(name) ?? []), Number(/Phiếu số (\d+)/.exec(text)![1])]);
  }
  return found;
}

/** Returns what waits then, by interviewer's name. */
async function draw(page: Page, address: string, seed: string): Promise<ReadonlyMap<string, readonly number[]>> {
  await page.goto(address);
  await page.getByLabel('Số khởi tạo').fill(seed);
  await button(page, /^Chọn [\d.]+ phiếu$/).click();
  await expect(page.getByRole('status')).toContainText('phiếu để hỏi lại');
  return waitingBy(page);
}

/** Everything that a person was given; `denied`: serials whose people never answered. */
async function askAgain(world: RoundWorld, person: Person, denied: ReadonlySet<number>): Promise<number> {
  const request = await world.requestsOf(person);
  const html = await (await request.get('/admin/recheck')).text();
  const given = [...html.matchAll(/<article[^]*?<\/article>/g)].map(([article]) => ({
    address: /href="(\/admin\/recheck\/[^"?]+)"/.exec(article)![1]!,
    serial: Number(/Phiếu số (\d+)/.exec(article)![1])
  }));
  await inRows(given, async ({ address, serial }) => {
    const page = await (await request.get(address)).text();
    const asked = new Set([...page.matchAll(/<input type="radio" name="([^"]+)"/g)].map(([, name]) => name!));
    const same = entriesOf(answersOf(serial)).filter(([name]) => asked.has(name));
    const answered: readonly (readonly [string, string])[] = denied.has(serial) ? [['answered', 'no']] : [['answered', 'yes'], ...same];
    const fields = [['transaction', 'yes'], ['agency', 'no'], ...answered] as const;
    expect(await postForm(request, `${address}?/save`, fields)).toContain('saved=done');
  });
  return given.length;
}

/**
 * The whole of it at the coordinator's `address`. `inCommune`: the serial of an interview in the commune that one of the re-interviewers is of.
 */
export async function askAgainAndDecide(world: RoundWorld, address: string, seed: string, inCommune: number): Promise<void> {
  const { coordinator, interviewers, reinterviewers, member } = world.people;
  const cheat = interviewers[CHEAT]!;
  const page = await world.windowOf(coordinator);
  await draw(page, address, seed);
  // One of the commune's own, and the interviewer himself, are refused.
  await unfold(page, 'Thêm phiếu nghi vấn');
  await page.getByLabel('Hoặc gõ số phiếu').fill(String(inCommune));
  for (const box of await page.locator('input[name=serial]').all()) await box.uncheck();
  await pressed(page, 'Thêm vào phúc tra');
  const waiting = await waitingBy(page);
  await look(page, 'recheck-drawn');
  const own = waiting.get(interviewers[0]!.name)![0]!;
  for (const [person, serial] of [
    [interviewers[0]!, own],
    [member, inCommune]
  ] as const) {
    await page.getByRole('checkbox', { name: new RegExp(`^Phiếu số ${serial} `) }).check();
    await page.getByLabel('Người phúc tra').selectOption(person.id);
    await button(page, 'Giao các phiếu đã chọn').click();
    await expect(page.getByRole('alert')).toContainText(`${person.name} không được phúc tra phiếu số ${serial}`);
    await page.goto(address);
  }
  await pressed(page, /^Chia đều/);

  // The cheat's people deny it, and one person of an honest one does not remember having answered.
  const honest = interviewers[5]!;
  const denied = new Set([...waiting.get(cheat.name)!, waiting.get(honest.name)![0]!]);
  const askers = [...reinterviewers, interviewers[0]!, member];
  const phone = await world.windowOf(reinterviewers[0]!);
  await phone.goto('/admin/recheck');
  await lookAsItIs(phone, 'recheck-own');
  await phone.getByRole('link', { name: 'Hỏi lại' }).first().click();
  await expect(phone.locator('[data-ready=true]')).toBeVisible();
  await lookAsItIs(phone, 'recheck-ask');
  for (const person of askers) await askAgain(world, person, denied);

  await page.goto(address);
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row(cheat.name)).toContainText('Chờ xem xét');
  await expect(row(honest.name)).toContainText('Theo dõi');
  await expect(page.getByText('Chờ xem xét')).toHaveCount(1);
  // Watched is not accused: a further part is asked again, and agrees.
  await draw(page, address, `${seed}2`);
  await pressed(page, /^Chia đều/);
  for (const person of askers) await askAgain(world, person, denied);
  await page.goto(address);
  await expect(row(honest.name)).toContainText('Khớp');
  await expect(page.getByText('Chờ xem xét')).toHaveCount(1);
  await look(page, 'recheck-report');

  await row(cheat.name).getByRole('link').click();
  await expect(page.getByRole('main')).toContainText('phiếu đang giữ ngoài số liệu');
  await page.waitForLoadState(); // both figures
  const both = page.locator('dl.both dd');
  const [without, withHis] = (await both.allInnerTexts()).map((text) => Number(/([\d.]+) phiếu/.exec(text)![1]!.replace('.', '')));
  const held = Number(/(\d+) phiếu đang giữ/.exec(await page.getByRole('main').innerText())![1]);
  expect(withHis! - without!).toBe(held);
  await look(page, 'recheck-cheat');
  await page.locator('#reason-confirm').fill('Năm người được hỏi lại đều nói không ai hỏi; đã làm việc với điều tra viên.');
  await pressed(page, 'Loại phiếu');
  await expect(page.getByRole('main')).toContainText(`0 phiếu đang giữ ngoài số liệu, ${held} phiếu đã loại`);
}
