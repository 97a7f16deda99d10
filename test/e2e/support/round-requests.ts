/** What the pages of a round send, without the pages: for what is done a thousand times over. Each is refused as the page's own would be. */
import { createHash } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Person } from './round-world';

type Fields = readonly (readonly [name: string, value: string])[];

const TOGETHER = 6;
/** A phone sends no more at a time. */
const MOST_ITEMS = 50;
const MINUTE = 60_000;

/** One after the other in each of a few rows, so that a small server is not run over. */
export async function inRows<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  await Promise.all(
    Array.from({ length: TOGETHER }, async () => {
      for (const one of left) await work(one);
    })
  );
}

/** A form of the office's. Returns where it leads: 303, or the page says why not. */
export async function postForm(request: APIRequestContext, address: string, fields: Fields): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await request.post(address, { headers, data: body(fields), maxRedirects: 0 });
  expect(answer.status(), `${address}: ${answer.status() === 303 ? '' : await answer.text()}`).toBe(303);
  return answer.headers()['location']!;
}

/** A citizen's form, sent as it is: its status. */
export async function answerByCode(request: APIRequestContext, code: string, fields: Fields): Promise<number> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return (await request.post(`/q/${code}`, { headers, data: body(fields), maxRedirects: 0 })).status();
}

/** By serial number, the ids of the units that an interviewer's list has. */
export async function unitsOf(request: APIRequestContext): Promise<ReadonlyMap<number, string>> {
  const html = await (await request.get('/admin/field')).text();
  return new Map([...html.matchAll(/href="\/admin\/field\/units\/([^"]+)"[^]*?Phiếu số (\d+)/g)].map(([, id, serial]) => [Number(serial), id!])); // prettier-ignore
}

export interface PhoneItem {
  readonly kind: 'attempt' | 'answer' | 'form' | 'replacement';
  readonly unit: string;
  readonly [more: string]: unknown;
}

/** What came out of a phone, in its order; none of it may be refused. */
export async function sendFromPhone(request: APIRequestContext, person: Person, items: readonly PhoneItem[]): Promise<void> {
  const at = new Date().toISOString();
  for (let from = 0; from < items.length; from += MOST_ITEMS) {
    const some = items.slice(from, from + MOST_ITEMS).map((item) => ({ id: idOf(item), at, note: '', againAt: null, ...item }));
    const answer = await request.post('/admin/field/send', { data: { user: person.id, items: some } });
    const { outcomes } = (await answer.json()) as { readonly outcomes: readonly { readonly outcome: string; readonly message?: string }[] };
    expect(outcomes.filter(({ outcome }) => outcome !== 'stored')).toEqual([]);
    expect(outcomes).toHaveLength(some.length);
  }
}

/** An interview of some minutes. */
export const interview = (unit: string, serial: number, version: string, entries: Fields): PhoneItem => ({
  ...{ kind: 'answer', unit, version, channel: serial % 4 === 0 ? 'phone' : 'visit', language: 'vi', entries },
  durationMs: (4 + (serial % 9)) * MINUTE
});

const body = (fields: Fields): string => new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
const idOf = (item: PhoneItem): string => createHash('sha256').update(JSON.stringify(item)).digest('base64url').slice(0, 22);
