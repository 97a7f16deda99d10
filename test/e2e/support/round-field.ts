/** A round's answers as they come in besides the letters: out of interviewers' phones, and keyed from paper by two people. */
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Person, RoundWorld } from './round-world';
import { button } from './round-pages';
import { answersOf, cellsOf, entriesOf, wayOf } from './round-plan';
import { inRows, interview, postForm, sendFromPhone, unitsOf } from './round-requests';
import type { PhoneItem } from './round-requests';
import { expectPagesKept } from './field-phone';
import { choose } from './forms';

/** What an interviewer does with a unit; a person who refused is to be replaced. */
function workOn(unit: string, serial: number, version: string): readonly PhoneItem[] {
  const attempt = (disposition: string): PhoneItem => ({ kind: 'attempt', unit, disposition });
  switch (wayOf(serial)) {
    case 'visit':
      return [interview(unit, serial, version, entriesOf(answersOf(serial)))];
    case 'paper':
      return [{ kind: 'form', unit, event: 'collected' }];
    case 'refused':
      return [attempt('2.112'), { kind: 'replacement', unit, reason: 'Không muốn trả lời, đã giải thích hai lần' }];
    case 'away':
      return [attempt('absent'), attempt('2.20')];
    case 'unknown':
      return [attempt('3.18')];
    case 'no-transaction':
      return [attempt('4.70')];
    case 'hesitant':
      return [attempt('hesitant')];
    default:
      return [];
  }
}

/** The version that the interviewers' form shows. */
export async function versionOf(page: Page, survey: string): Promise<string> {
  const html = await (await page.request.get(`/admin/field/answer/${survey}`)).text();
  return /name="version" value="([^"]+)"/.exec(html)![1]!;
}

/** Everything that an interviewer still has to do, sent as a phone sends it. */
export async function workAll(world: RoundWorld, person: Person, version: string): Promise<void> {
  const request = await world.requestsOf(person);
  const units = [...(await unitsOf(request))].sort(([a], [b]) => a - b);
  await sendFromPhone(request, person, units.flatMap(([serial, unit]) => workOn(unit, serial, version))); // prettier-ignore
}

/** Reserves that took a place answer at once. */
export async function askReserves(world: RoundWorld, person: Person, version: string, sample: number): Promise<number> {
  const request = await world.requestsOf(person);
  const reserves = [...(await unitsOf(request))].filter(([serial]) => serial > sample);
  await sendFromPhone(request, person, reserves.map(([serial, unit]) => interview(unit, serial, version, entriesOf(answersOf(serial))))); // prettier-ignore
  return reserves.length;
}

/** An interviewer's list, once the phone keeps it with its pages, and what was recorded before has gone. */
export async function openList(page: Page): Promise<void> {
  await page.goto('/admin/field');
  await expectPagesKept(page);
  await expect(page.locator('.line')).not.toContainText('phiếu');
}

/** An interview by hand on the phone's own page. */
export async function interviewByHand(page: Page, serial: number): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`Phiếu số ${serial}(?!\\d)`) }).click();
  await page.getByRole('link', { name: 'Phỏng vấn và nhập câu trả lời' }).click();
  await expect(page.locator('[data-ready=true]')).toBeVisible();
  await choose(page, fieldsOf(serial));
  await button(page, 'Ghi câu trả lời').click();
  await expect(page.getByText('Phiếu này đã có trả lời.')).toBeVisible();
}

export function fieldsOf(serial: number): Readonly<Record<string, readonly string[]>> {
  const fields: Record<string, string[]> = {};
  for (const [name, value] of entriesOf(answersOf(serial))) (fields[name] ??= []).push(value);
  return fields;
}

const DIFFERS_EVERY = 9;
const SLIP = 'officer_1';

/** The second keyer's slips: of every ninth form one level is read as its neighbour. */
function differs(at: number, serial: number): boolean {
  return at % DIFFERS_EVERY === 0 && /^[1-5]$/.test(cellsOf(answersOf(serial))[SLIP]!);
}

/** Each form twice, by two people. Returns the serials on which they differ. */
export async function keyTwice(world: RoundWorld, paper: string, serials: readonly number[], byHand: number): Promise<readonly number[]> {
  const [first, second] = await Promise.all(world.people.keyers.map((person) => world.requestsOf(person)));
  const slips = serials.filter((serial, at) => differs(at, serial));
  await inRows(serials, async (serial) => {
    const cells = cellsOf(answersOf(serial));
    if (serial !== byHand) expect(await postForm(first!, `${paper}/${serial}`, Object.entries(cells))).toContain('saved=first');
    const slip = cells[SLIP] === '1' ? '2' : String(Number(cells[SLIP]) - 1);
    const other = slips.includes(serial) ? { ...cells, [SLIP]: slip } : cells;
    const saved = slips.includes(serial) ? 'saved=differs' : 'saved=same';
    expect(await postForm(second!, `${paper}/${serial}`, Object.entries(other))).toContain(saved);
  });
  return slips;
}

/** By the paper, which the first keyer read right. */
export async function settleAll(world: RoundWorld, paper: string, serials: readonly number[]): Promise<void> {
  const request = await world.requestsOf(world.people.coordinator);
  await inRows(serials, async (serial) => {
    expect(await postForm(request, `${paper}/${serial}/settle`, [[`choice:${SLIP}`, 'first']])).toContain('saved=settled');
  });
}
