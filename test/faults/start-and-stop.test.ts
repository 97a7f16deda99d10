/** How the built server starts, refuses to start, and stops: as `npm start` runs it, in a process of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/lib/server/database';
import { migrateToLatest } from '../../src/lib/server/migrate';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createUser } from '../../src/lib/server/operations/create-user';
import { startBuiltServer } from '../support/built-server';
import type { BuiltServer } from '../support/built-server';
import { freePort } from '../support/free-port';

const folder = mkdtempSync(join(tmpdir(), 'satisfaction-start-'));
const databaseUrl = `sqlite:${join(folder, 'start.sqlite')}`;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** With an account, so that there is a sign-in page: without one everything leads to the first set-up. */
beforeAll(async () => {
  const db = openDatabase(databaseUrl);
  await migrateToLatest(db);
  await createAgency(db, { code: 'p', kind: 'province', name: { vi: 'Tỉnh', en: 'Province' }, validFrom: '2020-01-01' });
  const account = {
    email: 'a@tinh.example',
    name: 'Lò Văn A',
    password: 'cá suối nướng thơm',
    role: 'administrator',
    agencyCode: 'p'
  } as const;
  await createUser(db, account, new Date());
  await db.destroy();
});

interface Ended {
  readonly status: number | null;
  readonly output: string;
}

async function startAndEnd(settings: Record<string, string>, cwd = process.cwd()): Promise<Ended> {
  const child = spawn(process.execPath, [resolve('scripts/start.mjs')], {
    cwd,
    env: { ...process.env, HOST: '127.0.0.1', DATABASE_URL: databaseUrl, ...settings }
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return { status: await new Promise((ended) => child.on('close', ended)), output };
}

describe('a start that cannot be', () => {
  test('a wrong setting ends it with a sentence', async () => {
    const { status, output } = await startAndEnd({ PORT: 'three' });
    expect(output).toContain('PORT="three"');
    expect(output).not.toMatch(/\n\s+at /); // a sentence, not a stack
    expect(status).toBe(2);
  });

  test('a taken port ends it with a sentence that names PORT', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => other.once('listening', listening));
    const { port } = other.address() as AddressInfo;
    const { status, output } = await startAndEnd({ PORT: String(port) });
    other.close();
    expect(output).toMatch(/PORT=\d+/);
    expect(output).not.toContain('ready:');
    expect(status).toBe(2);
  });

  test('a missing build ends it with the command to run', async () => {
    const { status, output } = await startAndEnd({ PORT: String(await freePort()) }, folder);
    expect(output).toContain('npm run build');
    expect(status).toBe(2);
  });

  test('a database that cannot be reached ends it', async () => {
    const nowhere = `postgres://nobody:secret-word@127.0.0.1:${await freePort()}/none`;
    const { status, output } = await startAndEnd({ PORT: String(await freePort()), DATABASE_URL: nowhere });
    expect(output).toContain('ECONNREFUSED');
    expect(output).not.toContain('secret-word');
    expect(output).not.toContain('ready:');
    expect(status).toBe(1);
  });
});

describe('a running server', () => {
  let server: BuiltServer;
  beforeAll(async () => {
    server = await startBuiltServer({ databaseUrl });
  });
  afterAll(() => server.stop());

  test('answers about its health', async () => {
    const response = await fetch(`${server.url}/healthz`);
    expect(response.status).toBe(200);
  });

  test('takes itself to be asked over http, whatever a client writes', async () => {
    const response = await fetch(`${server.url}/healthz`, { headers: { 'x-forwarded-proto': 'https' } });
    expect(response.headers.get('strict-transport-security')).toBeNull();
  });

  test('refuses headers over 16 kB', async () => {
    const response = await fetch(`${server.url}/healthz`, { headers: { 'x-long': 'x'.repeat(17_000) } });
    expect(response.status).toBe(431);
  });

  test('refuses a body over 1 MB without falling over', async () => {
    const body = new URLSearchParams({ email: 'x'.repeat(1_100_000) });
    const response = await fetch(`${server.url}/admin/sign-in`, { method: 'POST', body, headers: { origin: server.url } });
    expect(response.status).toBe(413);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test.each([
    ['by the form', '/admin/sign-in', '413'],
    ['unread', '/admin/agencies/import?/preview', '401']
  ])('what follows a body that was refused %s is answered on its connection', async (_how, path, refused) => {
    const { port } = new URL(server.url);
    const head = (...lines: readonly string[]) => `${[...lines, `host: 127.0.0.1:${port}`].join('\r\n')}\r\n\r\n`;
    const body = 'x'.repeat(2_000_000);
    const form = ['content-type: application/x-www-form-urlencoded', `content-length: ${body.length}`, `origin: ${server.url}`];
    const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8');
    socket.write(head(`POST ${path} HTTP/1.1`, ...form) + body);
    socket.write(head('GET /healthz HTTP/1.1', 'connection: close'));
    let answers = '';
    for await (const part of socket) answers += String(part);
    expect([...answers.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status)).toEqual([refused, '200']);
  });
});

test('behind the proxy that the settings name, https is believed', async () => {
  const server = await startBuiltServer({ databaseUrl, settings: { TRUSTED_PROXY: 'loopback' } });
  const response = await fetch(`${server.url}/healthz`, { headers: { 'x-forwarded-proto': 'https' } });
  expect(await server.stop()).toBe(0);
  expect(response.headers.get('strict-transport-security')).not.toBeNull();
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s: what was accepted is finished, nothing new is taken, and it ends well', async (signal) => {
  const server = await startBuiltServer({ databaseUrl });
  const { port } = new URL(server.url);
  const body = 'email=nobody%40example.vn&password=wrong-password';
  const head = [
    'POST /admin/sign-in HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'content-type: application/x-www-form-urlencoded',
    `content-length: ${body.length}`
  ];
  const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8');
  let answer = '';
  socket.on('data', (text) => (answer += text));
  const idle = connect(Number(port), '127.0.0.1');
  await Promise.all([socket, idle].map((each) => new Promise((connected) => each.once('connect', connected))));
  socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200); // by now the half request has arrived too

  const ended = server.stop(signal);
  await untilRefused(Number(port));
  expect(answer).toBe('');
  socket.write(body.slice(10));
  await new Promise((closed) => socket.once('close', closed));
  expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  expect(answer.toLowerCase()).toContain('connection: close');
  expect(answer).toContain('</html>');
  idle.destroy();
  expect(await ended).toBe(0);
});

test('a stop asked of npm reaches the server', async () => {
  const port = await freePort();
  const npm = spawn('npm', ['start'], {
    env: { ...process.env, LOG_LEVEL: 'warn', HOST: '127.0.0.1', PORT: String(port), DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit']
  });
  await new Promise<void>((ready, refused) => {
    npm.stdout.setEncoding('utf8').on('data', (text: string) => text.includes('ready:') && ready());
    npm.once('exit', () => refused(new Error('npm ended before the server was ready')));
  });
  npm.kill('SIGTERM');
  await untilRefused(port);
});

/** Resolves once nothing listens on the port any more. */
async function untilRefused(port: number): Promise<void> {
  for (;;) {
    const refused = await new Promise<boolean>((settle) => {
      const probe = connect(port, '127.0.0.1');
      probe.once('connect', () => settle(false)).once('error', () => settle(true));
      probe.once('connect', () => probe.destroy());
    });
    if (refused) return;
    await new Promise((later) => setTimeout(later, 20));
  }
}
