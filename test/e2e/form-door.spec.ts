// The built server answers the form at its own door, and whatever is not exactly that through SvelteKit: both say the same.
import { request as ask } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { expect } from '@playwright/test';
import { test } from './support/forms';
import { seeded } from './support/seeded';

/** The names of an answer's headers that the two ways of sending add by themselves. */
const OF_THE_CONNECTION = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];

function answerTo(method: string, path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = ask(new URL(path, process.env.E2E_URL), { method, headers }, (answer) => {
      answer.resume();
      resolve(answer);
    });
    request.on('error', reject);
    request.end();
  });
}

const named = ({ headers }: IncomingMessage) =>
  Object.keys(headers)
    .filter((name) => !OF_THE_CONNECTION.includes(name))
    .toSorted();

for (const [what, code, status] of [
  ['a form', () => seeded().forms.sipas.code, 200],
  ['a mistyped code', () => 'AAAAAAAA', 404],
  ['a code in small letters', () => seeded().forms.sipas.code.toLowerCase(), 308]
] as const)
  test(`${what} has the same status and headers by GET (the door) and by HEAD (SvelteKit)`, async () => {
    const [get, head] = await Promise.all(['GET', 'HEAD'].map((method) => answerTo(method, `/q/${code()}`, { 'accept-encoding': 'gzip' })));
    expect(get!.statusCode).toBe(status);
    expect(head!.statusCode).toBe(status);
    expect(named(get!)).toEqual(named(head!));
    for (const name of named(get!).filter((one) => !['x-request-id', 'set-cookie'].includes(one)))
      expect(get!.headers[name], name).toEqual(head!.headers[name]);
    const shapes = ({ headers }: IncomingMessage) => headers['set-cookie']?.map((cookie) => cookie.replace(/=[^;]+/, '=…'));
    expect(shapes(get!)).toEqual(shapes(head!));
    expect(get!.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}$/);
  });

test('what only resembles the form goes the usual way', async () => {
  const { code } = seeded().forms.sipas;
  expect((await answerTo('GET', `/q/${code}/`)).statusCode).toBe(308);
  expect((await answerTo('DELETE', `/q/${code}`)).statusCode).toBe(405);
  expect((await answerTo('GET', '/q/%E0%A4%A')).statusCode).toBe(400);
  expect((await answerTo('GET', `/q/${code}/__data.json`)).statusCode).toBe(404);
  expect((await answerTo('GET', `/q/${encodeURIComponent(code[0]!)}${code.slice(1)}`)).statusCode).toBe(200);
});
