/**
 * Durable submissions through the built server, beside raw one-row commits of better-sqlite3 to the same kind of file. Rounds of
 * each take turns, so that both see the same machine; the medians are compared.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeReceipt } from '../src/lib/core/fieldwork/receipt';
import { connectSqlite } from '../src/lib/server/database';
import { newId } from '../src/lib/server/new-id';
import type { ResponseTable } from '../src/lib/server/schema';
import { makeBenchDatabase } from './bench-database';
import { median, printLines, rounded } from './print';
import type { Served } from './serve';
import { serveBuild } from './serve';

const ROUNDS = 5;
const SECONDS = 4;
/** Until the pages are kept and the code is compiled: a server that has run for a minute. */
const WARMING_ROUNDS = 2;
const CONNECTIONS = 16;
const RAW_ROWS = 5_000;
/** The limits against floods are not what is measured here. */
const NO_LIMITS = { COUNTER_LIMIT_PER_MINUTE: '10000000', NETWORK_LIMIT_PER_MINUTE: '10000000', DEVICE_LIMIT_PER_HOUR: '1000000' };

interface Load {
  readonly perSecond: number;
  readonly cpuMs: number;
  /** Of one processor. */
  readonly busy: number;
  readonly half: number;
  readonly slowest: number;
}

export async function benchSubmissions(): Promise<void> {
  using database = await makeBenchDatabase({ communes: 10, countersEach: 10 });
  const server = await serveBuild(database.url, join(database.folder, 'server.log'), NO_LIMITS);
  try {
    for (let round = 0; round < WARMING_ROUNDS; round++)
      for (const kind of ['pairs', 'forms'] as const) await load(server, kind, database.survey.counters);
    const raw: number[] = [];
    const forms: Load[] = [];
    const pairs: Load[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      raw.push(rawCommitsPerSecond(database.path));
      forms.push(await load(server, 'forms', database.survey.counters));
      pairs.push(await load(server, 'pairs', database.survey.counters));
    }
    print(median(raw), forms, pairs);
  } finally {
    await server.stop();
  }
}

function print(raw: number, forms: readonly Load[], pairs: readonly Load[]): void {
  const of = (loads: readonly Load[], key: keyof Load) => median(loads.map((each) => each[key]));
  const commits = `${rounded(raw, 0)} raw commits/s`;
  const waits = (loads: readonly Load[]) => `${rounded(of(loads, 'half'), 1)} ms, 1 % over ${rounded(of(loads, 'slowest'), 1)} ms`;
  printLines(`Submissions (SQLite, synchronous=FULL, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s)`, [
    {
      what: 'forms stored (POST)',
      figure: `${rounded(of(forms, 'perSecond'), 0)}/s`,
      beside: commits,
      ratio: rounded(of(forms, 'perSecond') / raw, 2),
      aim: '≥ 0.5'
    },
    {
      what: 'pages and forms (GET + POST)',
      figure: `${rounded(of(pairs, 'perSecond'), 0)}/s`,
      beside: commits,
      ratio: rounded(of(pairs, 'perSecond') / raw, 2),
      aim: ''
    },
    {
      what: 'processor time of a POST',
      figure: `${rounded(of(forms, 'cpuMs'), 2)} ms`,
      beside: `${rounded(1000 / raw, 2)} ms a raw commit`,
      ratio: rounded((of(forms, 'cpuMs') * raw) / 1000, 2),
      aim: ''
    },
    {
      what: 'processor time of a GET + POST',
      figure: `${rounded(of(pairs, 'cpuMs'), 2)} ms`,
      beside: '1.2 ms',
      ratio: rounded(of(pairs, 'cpuMs') / 1.2, 2),
      aim: '≤ 1'
    },
    {
      what: 'wait for a receipt, half of them',
      figure: waits(forms),
      beside: '',
      ratio: '',
      aim: ''
    },
    { what: 'server process busy', figure: `${rounded(of(forms, 'busy') * 100, 0)} %`, beside: 'one processor', ratio: '', aim: '' }
  ]);
}

async function load(server: Served, kind: 'forms' | 'pairs', counters: readonly string[]): Promise<Load> {
  const { port } = new URL(server.url);
  const before = server.cpuSeconds();
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--import', 'tsx', 'bench/load.ts'],
    ...[port, String(CONNECTIONS), String(SECONDS), kind, ...counters]
  ]);
  const cpu = server.cpuSeconds() - before;
  const { count, elapsed, half, slowest } = JSON.parse(stdout) as { count: number; elapsed: number; half: number; slowest: number };
  return { perSecond: count / elapsed, cpuMs: (cpu * 1000) / count, busy: cpu / elapsed, half, slowest };
}

/** One INSERT a transaction, of rows like those the server has just stored, prepared beforehand. */
function rawCommitsPerSecond(path: string): number {
  const database = connectSqlite(path);
  const [like] = database.prepare(`select * from responses order by id desc limit 1`).all() as [ResponseTable];
  const columns = Object.keys(like);
  const insert = database.prepare(`insert into responses (${columns.join()}) values (${columns.map((name) => `@${name}`).join()})`);
  const rows = Array.from({ length: RAW_ROWS }, () => {
    const submission_id = `${Date.now().toString(36)}.${randomBytes(16).toString('base64url')}`;
    return { ...like, id: newId(), submission_id, receipt: makeReceipt(randomBytes) };
  });
  const started = performance.now();
  for (const row of rows) insert.run(row);
  const elapsed = (performance.now() - started) / 1000;
  database.close();
  return RAW_ROWS / elapsed;
}
