/** Every route × way of asking × person, on a server that prints posters and stands behind a proxy of this machine. */
import { expect } from '@playwright/test';
import type { APIRequestContext, PlaywrightWorkerArgs } from '@playwright/test';
import type { Kysely } from 'kysely';
import type { Schema } from '../../src/lib/server/schema';
import { startBuiltServer } from '../support/built-server';
import type { BuiltServer } from '../support/built-server';
import { EVERYBODY, METHODS, statusFor } from './access-row';
import type { Ask, Row, Who } from './access-row';
import { accessRows } from './access-rows';
import { test } from './support/forms';
import { findRoutes } from './support/routes';
import { seeded } from './support/seeded';
import { signIn } from './support/sign-in';

const PUBLIC_URL = 'https://ykien.sonla.example';
const EVIL = 'https://trang-khac.example';

test.describe.configure({ mode: 'default' });
// Generous: a busy machine is no failure.
test.setTimeout(600_000);

let server: BuiltServer;
let rows: readonly Row[];

test.beforeAll(async ({ db }) => {
  server = await startBuiltServer({
    databaseUrl: process.env.E2E_DATABASE_URL!,
    settings: { PUBLIC_URL, TRUSTED_PROXY: 'loopback' }
  });
  const { receipt } = await db.selectFrom('responses').select('receipt').limit(1).executeTakeFirstOrThrow();
  rows = accessRows(seeded(), receipt);
});

test.afterAll(async () => {
  await server.stop();
});

test('every route and way of asking has its row, and every row its route', () => {
  const asked = rows.map(({ route, asks }) => [route, Object.keys(asks).sort()]);
  const found = [...findRoutes()].map(([route, asks]) => [route, [...asks].sort()]);
  expect(Object.fromEntries(asked)).toEqual(Object.fromEntries(found));
  expect(asked).toHaveLength(Object.keys(Object.fromEntries(asked)).length);
});

for (const who of EVERYBODY) {
  test(`${who}: every address of every route, every way`, async ({ playwright, db }) => {
    const foreign = who === 'viewer' || who === 'otherViewer' ? await foreignWords(db, seeded().logins[who].agencyCode) : [];
    const wrong: string[] = [];
    let walked = 0;
    let request = await contextOf(playwright, who);
    for (const row of rows) {
      for (const { ask, address, expected } of wishes(row, who)) {
        const answer = await answerTo(request, ask, address);
        // The last part alone, as script asks for it where the layout's data is there already.
        const part = answer.parts > 0 ? [await answerTo(request, ask, withPart(address, answer.parts))] : [];
        for (const { status, body, headers } of [answer, ...part]) {
          walked++;
          const said = [...unsafe(headers, row.route), ...(row.route.startsWith('/admin') ? leaks(body, status, foreign) : [])];
          if (status !== expected) said.push(`not ${expected}`);
          wrong.push(...said.map((what) => `${ask} ${address} ${status}: ${what}`));
        }
      }
      if (row.route !== '/admin/sign-out') continue;
      await request.dispose();
      request = await contextOf(playwright, who);
    }
    await request.dispose();
    expect(walked).toBeGreaterThan(80);
    expect(wrong).toEqual([]);
  });
}

test('what is looked for as foreign is there for those who may see it', async ({ playwright, db }) => {
  const { places, surveys, markers, scorecards } = seeded();
  const administrator = await contextOf(playwright, 'administrator');
  for (const [place, marker, stranger] of [
    [places.commune, markers.commune, places.otherCommune],
    [places.otherCommune, markers.otherCommune, places.commune]
  ] as const) {
    const words = await foreignWords(db, stranger.code);
    const bodies: string[] = [];
    for (const ask of ['GET', 'data'] as const)
      bodies.push((await answerTo(administrator, ask, `/admin/reports/${place.code}/${surveys.many}?period=all`)).body);
    for (const file of ['report.csv', 'report.json'])
      bodies.push((await answerTo(administrator, 'GET', `/admin/reports/${place.code}/${surveys.many}/${file}?period=all`)).body);
    const card = (await answerTo(administrator, 'GET', `/admin/scorecards/${place.code}/${scorecards.year}`)).body;
    expect(leaks(card, 200, words)).toContain(scorecards.reasons[place === places.commune ? 'surveyed' : 'other']);
    for (const [i, body] of bodies.entries()) {
      const seen = leaks(body, 200, words);
      expect(seen, `answer ${i} for ${place.name}`).toEqual(
        expect.arrayContaining(i === 2 ? [place.code] : [place.code, place.name, marker])
      );
    }
  }
  await administrator.dispose();
});

test('methods that a route does not have are refused, signed in or not', async ({ playwright }) => {
  for (const who of ['nobody', 'administrator'] as const) {
    const request = await contextOf(playwright, who);
    for (const { route, asks } of rows) {
      const [address = ''] = Object.values(asks).flatMap((addresses) => Object.keys(addresses));
      const guarded = who === 'nobody' && needsSignIn(route);
      for (const method of METHODS.filter((one) => !asks[one]))
        expect((await answerTo(request, method, address)).status, `${who}: ${method} ${address}`).toBe(guarded ? 401 : 405);
    }
    await request.dispose();
  }
});

test('no way of writing an address gets around sign-in', async ({ playwright }) => {
  const request = await contextOf(playwright, 'nobody');
  const { places, surveys, markers } = seeded();
  const report = `/reports/${places.commune.code}/${surveys.many}`;
  for (const address of [
    `/%61dmin${report}`,
    `/admin%2Freports/${places.commune.code}/${surveys.many}`,
    `//admin${report}`,
    `/ADMIN${report}`,
    `/admin/./${report}`,
    `/admin${report}/`,
    `/admin/sign-in/..${report}`,
    `/admin/sign-in/%2e%2e${report}`,
    `/q/../admin${report}`,
    `/admin${report}?x-sveltekit-invalidated=001`,
    `/admin${report}/__data.json?x-sveltekit-invalidated=001`,
    '/admin/khong-co-trang-nay'
  ]) {
    const answer = await request.get(`${server.url}${address}?period=all`);
    expect([401, 404], `${address}: ${answer.status()}`).toContain(answer.status());
    expect(await answer.text()).not.toContain(markers.commune);
  }
  await request.dispose();
});

test('401 is the sign-in page with the way back, or JSON where a script asked', async ({ playwright }) => {
  const request = await contextOf(playwright, 'nobody');
  const { places, surveys } = seeded();
  const path = `/admin/reports/${places.commune.code}/${surveys.many}?period=2026-10`;
  const page = await request.get(`${server.url}${path}`);
  expect(page.status()).toBe(401);
  const html = await page.text();
  expect(html).toContain('name="password"');
  expect(html).toContain(`name="next" value="${path}"`);
  const data = await request.get(`${server.url}${path.replace('?', '/__data.json?')}`);
  expect([data.status(), ((await data.json()) as { code: string }).code]).toEqual([401, 'sign-in-needed']);

  const { email, password } = seeded().logins.viewer;
  const signedIn = await request.post(`${server.url}/admin/sign-in`, { form: { email, password, next: path }, maxRedirects: 0 });
  expect([signedIn.status(), signedIn.headers()['location']]).toEqual([303, path]);
  for (const next of ['https://trang-khac.example/', '//trang-khac.example/admin', '/q/33333333', '/admin/sign-out']) {
    const elsewhere = await request.post(`${server.url}/admin/sign-in`, { form: { email, password, next }, maxRedirects: 0 });
    expect(elsewhere.headers()['location'], next).toBe('/admin');
  }
  await request.dispose();
});

test('403 says what is out of reach and where the own reach ends', async ({ playwright }) => {
  const request = await contextOf(playwright, 'viewer');
  const { places, surveys } = seeded();
  const answer = await request.get(`${server.url}/admin/reports/${places.otherCommune.code}/${surveys.many}`);
  expect(answer.status()).toBe(403);
  expect(await answer.text()).toContain(`Ông/Bà không được xem ${places.otherCommune.name}. Phạm vi của Ông/Bà: ${places.commune.name}.`);
  await request.dispose();
});

test('what another site sends is refused before anything is done', async ({ playwright }) => {
  const request = await contextOf(playwright, 'administrator');
  const behind = rows.filter(({ route }) => route.startsWith('/admin'));
  for (const { asks } of behind) {
    const [address = ''] = Object.values(asks).flatMap((addresses) => Object.keys(addresses));
    for (const headers of [{ origin: EVIL }, { origin: 'null' }, { referer: `${EVIL}/form` }, { 'sec-fetch-site': 'cross-site' }])
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
        expect((await answerTo(request, method, address, headers)).status, `${method} ${address} ${JSON.stringify(headers)}`).toBe(403);
  }
  expect((await answerTo(request, 'GET', '/admin')).status, 'still signed in').toBe(200);
  const own = { origin: server.url };
  expect((await answerTo(request, 'POST', '/admin/sign-out', own)).status).toBe(303);
  expect((await answerTo(request, 'GET', '/admin')).status).toBe(401);
  await request.dispose();
});

test('the session cookie is HttpOnly and SameSite; Secure where a trusted proxy says https, and only there', async ({ playwright }) => {
  const { email, password } = seeded().logins.viewer;
  const cookieFrom = async (url: string, headers: Record<string, string>) => {
    const request = await playwright.request.newContext();
    const answer = await request.post(`${url}/admin/sign-in`, { form: { email, password }, headers, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    const sent = answer.headersArray().filter(({ name }) => name.toLowerCase() === 'set-cookie');
    const attributes = sent.map(({ value }) => value.split('; ')).find(([pair]) => pair!.startsWith('session='))!;
    await request.dispose();
    return { attributes, transport: answer.headers()['strict-transport-security'] };
  };
  const https = { 'x-forwarded-proto': 'https', 'x-forwarded-host': new URL(PUBLIC_URL).host };
  const plain = await cookieFrom(server.url, {});
  expect(plain.attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Lax', 'Path=/']));
  expect(plain.attributes).not.toContain('Secure');
  const proxied = await cookieFrom(server.url, https);
  expect(proxied.attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Lax', 'Secure']));
  expect(proxied.transport).toMatch(/^max-age=\d+/);
  const untrusted = await cookieFrom(process.env.E2E_URL!, https);
  expect(untrusted.attributes).not.toContain('Secure');
  expect(untrusted.transport).toBeUndefined();
});

const OPEN = ['/admin/sign-in', '/admin/sign-out', '/admin/forgot', '/admin/password/[token]', '/admin/set-up', '/admin/sign-in/code'];
const needsSignIn = (route: string) => route.startsWith('/admin') && !OPEN.includes(route);

async function contextOf(playwright: PlaywrightWorkerArgs['playwright'], who: Who): Promise<APIRequestContext> {
  const request = await playwright.request.newContext({ baseURL: server.url });
  if (who !== 'nobody') await signIn(request, who);
  return request;
}

interface Wished {
  readonly ask: Ask;
  readonly address: string;
  readonly expected: number;
}

/** `POST` last: it may end the session. */
function wishes({ asks }: Row, who: Who): readonly Wished[] {
  const all = (Object.entries(asks) as [Ask, Row['asks'][Ask] & object][]).flatMap(([ask, addresses]) =>
    Object.entries(addresses).map(([address, statuses]) => ({ ask, address, expected: statusFor(statuses, who) }))
  );
  return [...all.filter(({ ask }) => ask !== 'POST'), ...all.filter(({ ask }) => ask === 'POST')];
}

function withPart(address: string, parts: number): string {
  return `${address}${address.includes('?') ? '&' : '?'}x-sveltekit-invalidated=${'0'.repeat(parts - 1)}1`;
}

interface Answered {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of a page's data: the layouts' and the page's own; 0 where it is no such thing. */
  readonly parts: number;
}

async function answerTo(request: APIRequestContext, ask: Ask, address: string, headers = {}): Promise<Answered> {
  const [path = '', query] = address.split('?');
  const url = ask === 'data' ? `${path}/__data.json${query ? `?${query}` : ''}` : address;
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await request.fetch(url, {
    method: ask === 'data' ? 'GET' : ask,
    headers: ask === 'GET' || ask === 'data' ? headers : form,
    maxRedirects: 0
  });
  const inside = ask === 'data' && answer.status() === 200 ? ((await answer.json()) as PageParts) : undefined;
  return {
    status: inside ? statusInside(inside) : answer.status(),
    body: await answer.text(),
    headers: answer.headers(),
    parts: inside?.nodes?.length ?? 0
  };
}

interface PageParts {
  readonly type: string;
  readonly nodes?: readonly ({ readonly type: string; readonly status?: number } | null)[];
}

/** SvelteKit answers 200 and says inside what became of each part. */
function statusInside({ type, nodes = [] }: PageParts): number {
  if (type === 'redirect') return 303;
  return Math.max(200, ...nodes.map((node) => (node?.type === 'error' ? (node.status ?? 500) : 0)));
}

/** What the headers lack: a policy without inline script, framed by nobody; nothing behind sign-in is kept by a cache. */
function unsafe(headers: Readonly<Record<string, string>>, route: string): string[] {
  const policy = new Map(
    (headers['content-security-policy'] ?? '').split('; ').map((line) => {
      const [directive = '', ...values] = line.split(' ');
      return [directive, values.join(' ')] as const;
    })
  );
  const scripts = policy.get('script-src') ?? policy.get('default-src') ?? '*';
  return [
    ...(/unsafe-inline|unsafe-eval|unsafe-hashes|https?:|\*/.test(scripts) ? [`lets scripts run: ${scripts}`] : []),
    // The preview of a questionnaire is framed by the office's own pages, and holds no script and no way to send.
    ...(policy.get('frame-ancestors') === "'none'" || (route.endsWith('/preview') && policy.get('frame-ancestors') === "'self'")
      ? []
      : ['may be framed']),
    ...(headers['x-content-type-options'] === 'nosniff' ? [] : ['its type may be guessed']),
    ...(!route.startsWith('/admin') || headers['cache-control']?.includes('no-store') ? [] : ['may be kept'])
  ];
}

interface ForeignWord {
  readonly text: string;
  /** An agency's name or code: said where it is what was asked for and refused. */
  readonly isAgency: boolean;
}

/** Names and codes of the agencies with counters outside this one's tree, their counters' codes and names, their comments, a reason of their scorecards. */
async function foreignWords(db: Kysely<Schema>, ownCode: string): Promise<readonly ForeignWord[]> {
  const { places, scorecards } = seeded();
  const reason = ownCode === places.commune.code ? scorecards.reasons.other : scorecards.reasons.surveyed;
  const agencies = await db
    .selectFrom('agencies as a')
    .innerJoin('agency_versions as v', 'v.agency_id', 'a.id')
    .innerJoin('counters as c', 'c.agency_id', 'a.id')
    .innerJoin('access_codes as k', 'k.counter_id', 'c.id')
    .leftJoin('responses as r', 'r.receiving_counter_id', 'c.id')
    .leftJoin('response_comments as t', 't.response_id', 'r.id')
    .select(['a.code', 'v.path', 'v.name_vi', 'v.name_en', 'c.name as counter', 'k.code as counter_code', 't.text'])
    .distinct()
    .execute();
  const own = agencies.find(({ code }) => code === ownCode)!.path;
  const [inside, outside] = [true, false].map((within) => agencies.filter(({ path }) => path.startsWith(own) === within));
  const known = new Set(inside!.flatMap(({ counter, text }) => [counter, text]));
  const words = outside!.flatMap(({ code, name_vi, name_en, counter, counter_code, text }) => [
    ...[code, name_vi, name_en].map((word) => ({ text: word, isAgency: true })),
    ...[counter, counter_code, text].flatMap((word) => (word && !known.has(word) ? [{ text: word, isAgency: false }] : []))
  ]);
  words.push({ text: reason, isAgency: false });
  return [...new Map(words.map((word) => [word.text, word])).values()];
}

function leaks(body: string, status: number, foreign: readonly ForeignWord[]): readonly string[] {
  const looked = foreign.filter(({ isAgency, text }) => status === 200 || (!isAgency && !/^[0-9A-Z]{8}$/.test(text)));
  // A code of digits is not the same digits within a longer number.
  const isIn = (text: string) => (/^\d+$/.test(text) ? new RegExp(`(?<![\\w.,])${text}(?![\\w])`).test(body) : body.includes(text));
  return looked.filter(({ text }) => isIn(text)).map(({ text }) => text);
}
