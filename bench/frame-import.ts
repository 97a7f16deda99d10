// A list of a million transactions over 75 communes read into a frame, duplicates decided, its hash made, and a sample of two stages drawn from it, as
// the pages have it done: time on the clock, of this process, and the memory it took.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { migrateToLatest } from '../src/lib/server/migrate';
import { openDatabase } from '../src/lib/server/database';
import type { Db } from '../src/lib/server/schema';
import { transactionLines } from '../test/support/transactions';
import { drawBenchSample, importBenchFrame, makeBenchRound } from './frame-import/round';
import type { Line } from './print';
import { printLines, rounded } from './print';

const COMMUNES = 75;
/** The national survey of 2024. */
const WANTED = 36_525;

interface Step {
  readonly what: string;
  /** Milliseconds; `held`: the longest that nobody else had a turn. */
  readonly wall: number;
  readonly cpu: number;
  readonly held: number;
}

/** In an empty database. */
export async function benchFrameImport(engine: string, url: string, rows: number): Promise<void> {
  const db = openDatabase(url);
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 100);
  const steps: Step[] = [];
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const held = monitorEventLoopDelay({ resolution: 5 });
    const [started, before] = [performance.now(), process.cpuUsage()];
    held.enable();
    const result = await work();
    held.disable();
    const { user, system } = process.cpuUsage(before);
    steps.push({ what, wall: performance.now() - started, cpu: (user + system) / 1_000, held: held.max / 1e6 });
    return result;
  };
  try {
    await migrateToLatest(db);
    const round = await makeBenchRound(db, COMMUNES);
    await timed('a bare pass of csv-parse', () => parseBare(rows, round.agencies));
    await timed('bare inserts of such rows', () => insertBare(db, rows));
    const begun = process.memoryUsage().rss;
    const { megabytes, counts } = await importBenchFrame(db, round, rows, timed);
    const drawn = await drawBenchSample(db, round, Math.min(WANTED, Math.floor(rows / 10)), timed);
    const [pass, inserts] = [steps[0]!, steps[1]!];
    const seconds = (ms: number) => `${rounded(ms / 1_000, 1)} s`;
    const both = pass.cpu + inserts.cpu;
    const line = ({ what, wall, cpu, held }: Step): Line => ({
      what,
      figure: `${seconds(wall)}, ${seconds(cpu)} of processor (${rounded((1_000 * cpu) / rows, 1)} µs a row), held ${rounded(held, 0)} ms`,
      beside: `${seconds(both)} of processor for the two`,
      ratio: rounded(cpu / both, 2),
      aim: ''
    });
    printLines(
      `A list of ${rows} transactions (${rounded(megabytes, 0)} MB) and a sample of ${drawn.main} in ${drawn.villages} villages on ${engine}`,
      [
        ...steps.map(line),
        {
          what: 'memory at the most',
          figure: `${rounded(peak / 2 ** 20, 0)} MB`,
          beside: `${rounded(begun / 2 ** 20, 0)} MB before`,
          ratio: rounded(peak / begun, 2),
          aim: '1 GB'
        },
        { what: 'units, refused rows', figure: `${counts.units}`, beside: `${counts.refused}`, ratio: '', aim: '' },
        {
          what: 'duplicates by dossier, by person',
          figure: `${counts.duplicates.dossier}`,
          beside: `${counts.duplicates.person}`,
          ratio: '',
          aim: ''
        },
        { what: 'drawn again, the same', figure: drawn.isSame ? 'yes' : 'no', beside: '', ratio: '', aim: 'yes' }
      ]
    );
  } finally {
    clearInterval(timer);
    await db.destroy();
  }
}

async function parseBare(rows: number, agencies: readonly string[]): Promise<void> {
  const parser = Readable.from(pieces(transactionLines({ rows, agencies }).lines)).pipe(parse({ delimiter: ';', relax_quotes: true }));
  for await (const _ of parser);
}

function* pieces(lines: Iterable<string>): Generator<string> {
  let waiting: string[] = [];
  for (const line of lines) {
    waiting.push(line);
    if (waiting.length < 100) continue;
    yield waiting.join('');
    waiting = [];
  }
  yield waiting.join('');
}

/** As many rows of as many bytes, 500 together, into a table without anything that watches over it; taken away again. */
async function insertBare(db: Db, rows: number): Promise<void> {
  const bare = db as unknown as import('kysely').Kysely<{ bare: { n: number; text: string } }>;
  await bare.schema.createTable('bare').addColumn('n', 'integer').addColumn('text', 'text').execute();
  const text = 'x'.repeat(400);
  for (let n = 0; n < rows; n += 500)
    await bare.transaction().execute(async (trx) => {
      await trx.insertInto('bare').values(Array.from({ length: 500 }, (_, i) => ({ n: n + i, text }))).execute(); // prettier-ignore
    });
  await bare.schema.dropTable('bare').execute();
}
