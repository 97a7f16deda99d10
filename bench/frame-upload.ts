/**
 * A list of a million transactions sent to the built server by a browser's form and read by it: its memory, and how long a citizen's form and its
 * health wait meanwhile, beside how long they wait while it has nothing else to do.
 */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { localDay } from '../src/lib/core/calendar/day';
import { openDatabase } from '../src/lib/server/database';
import { createSurvey } from '../src/lib/server/operations/create-survey';
import { createUser } from '../src/lib/server/operations/create-user';
import type { Db } from '../src/lib/server/schema';
import { startBuiltServer } from '../test/support/built-server';
import { fillForm, sendForm } from '../test/support/citizen';
import { PROVINCE } from '../test/support/counter-survey';
import { signInAsCoordinator } from '../test/support/frame-client';
import { transactionLines } from '../test/support/transactions';
import { makeBenchDatabase } from './bench-database';
import { median, printLines, rounded } from './print';

const ROWS = 1_000_000;
const COMMUNES = 75;
const QUIET_MS = 5_000;
const EVERY_MS = 100;
const PERSON = { email: 'bench@example.vn', password: 'một mật khẩu rất dài' };
const ROUND = 'bench-round';

export async function benchFrameUpload(): Promise<void> {
  const rows = Number(process.env['BENCH_FRAME_ROWS'] ?? ROWS);
  using database = await makeBenchDatabase({ communes: COMMUNES });
  const db = openDatabase(database.url);
  await makeRound(db);
  const settings = { COUNTER_LIMIT_PER_MINUTE: '10000000', NETWORK_LIMIT_PER_MINUTE: '10000000' };
  const server = await startBuiltServer({ databaseUrl: database.url, settings });
  try {
    const client = await signInAsCoordinator(server.url, ROUND, PERSON);
    const [counter] = database.survey.counters;
    const watch = () => startWatching(server.url, counter!, server.process.pid!);
    const steps: { readonly what: string; readonly ms: number; readonly seen: Seen }[] = [];
    const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      const stop = watch();
      const started = performance.now();
      const result = await work();
      const ms = performance.now() - started;
      steps.push({ what, ms, seen: await stop() });
      return result;
    };
    const agencies = Array.from({ length: COMMUNES }, (_, i) => `Xã Chiềng Mai ${i + 1}`);
    let sent = 0;
    await timed('nothing else to do', () => delay(QUIET_MS));
    const columns = await timed('the list is sent', () => client.send(transactionLines({ rows, agencies }).lines, { onBytes: (bytes) => (sent = bytes) })); // prettier-ignore
    const until = async (state: string) => {
      while ((await db.selectFrom('frames').select('state').executeTakeFirst())?.state !== state) await delay(EVERY_MS);
    };
    await timed('it is read', async () => {
      await client.confirm(columns, '2026-01-01');
      await until('deciding');
    });
    await timed('it is finished', async () => {
      await client.act('decide', { 'rule-dossier': 'first', 'rule-person': 'first' });
      await until('ready');
    });
    const quiet = steps[0]!.seen;
    printLines(
      `A list of ${rows} transactions (${rounded(sent / 2 ** 20, 0)} MB) through the built server (SQLite; load ${rounded(loadavg()[0]!, 1)})`,
      steps.map(({ what, ms, seen }) => ({
        what,
        figure: `${rounded(ms / 1_000, 1)} s, at most ${seen.megabytes} MB; form ${waits(seen.forms)}, health ${waits(seen.health)}`,
        beside: `form ${waits(quiet.forms)} with nothing else to do`,
        ratio: rounded(median(seen.forms) / median(quiet.forms), 1),
        aim: ''
      }))
    );
  } finally {
    await server.stop();
    await db.destroy();
  }
}

interface Seen {
  readonly megabytes: number;
  /** Milliseconds. */
  readonly forms: readonly number[];
  readonly health: readonly number[];
}

const waits = (ms: readonly number[]) => `${rounded(median(ms), 0)} ms (1 in 20 over ${rounded(ms.toSorted((a, b) => a - b)[Math.floor(ms.length * 0.95)] ?? NaN, 0)})`; // prettier-ignore

/** Sends a form and asks for the server's health, ten times a second. */
function startWatching(url: string, counter: string, pid: number): () => Promise<Seen> {
  const [forms, health]: [number[], number[]] = [[], []];
  let [megabytes, stopped] = [0, false];
  const timed = async (into: number[], work: () => Promise<unknown>) => {
    const started = performance.now();
    await work();
    into.push(performance.now() - started);
  };
  const watching = (async () => {
    do {
      await timed(health, () => fetch(`${url}/healthz`).then((answer) => answer.text()));
      await timed(forms, () => sendForm(url, counter, fillForm(forms.length)));
      megabytes = Math.max(megabytes, Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) >> 10);
      await delay(EVERY_MS);
    } while (!stopped);
  })();
  return async () => {
    stopped = true;
    await watching;
    return { megabytes, forms, health };
  };
}

async function makeRound(db: Db): Promise<void> {
  const now = new Date();
  await createUser(db, { ...PERSON, name: 'Bench', role: 'coordinator', agencyCode: PROVINCE }, now);
  await createSurvey(db, {
    ...{ code: ROUND, nameVi: 'Đợt thử', nameEn: '', questionnaire: 'sipas-short', ownerCode: PROVINCE, opensOn: localDay(now) },
    ...{ closesOn: null, psu: 'design', series: null, requiredItems: [], counterCodes: [], demonstration: false }
  });
}
