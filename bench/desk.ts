/** The coordinator's desk of a round as large as the national survey's, on both engines: what each page waits for before it is drawn. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Asking } from '../src/lib/server/auth/access';
import { openDatabase } from '../src/lib/server/database';
import { migrateToLatest } from '../src/lib/server/migrate';
import { listDrawnUnits } from '../src/lib/server/operations/list-drawn-units';
import { openAssigning } from '../src/lib/server/operations/open-assigning';
import { openDesk } from '../src/lib/server/operations/open-desk';
import { openDeskForms } from '../src/lib/server/operations/open-desk-forms';
import { openDraw } from '../src/lib/server/operations/open-draw';
import { openFieldBoard } from '../src/lib/server/operations/open-field-board';
import { openFrame } from '../src/lib/server/operations/open-frame';
import { openLedger } from '../src/lib/server/operations/open-ledger';
import { openPaper } from '../src/lib/server/operations/open-paper';
import { openPersons } from '../src/lib/server/operations/open-persons';
import type { Db } from '../src/lib/server/schema';
import { startCluster } from '../test/support/postgres-server';
import { ROUND_NOW } from '../test/support/round';
import { DESK_SIZE, makeDeskRound } from './desk-round';
import { median, printLines, rounded } from './print';

const REPEATS = 7;

type Open = (db: Db, asking: Asking, code: string, now: Date) => Promise<unknown>;
const units =
  (query: string): Open =>
  (db, asking, code, now) =>
    listDrawnUnits(db, asking, code, new URLSearchParams(query), now);

const PAGES: readonly (readonly [page: string, open: Open])[] = [
  ['the desk', openDesk],
  ['the list', openFrame],
  ['the draw', openDraw],
  ['drawn units', units('')],
  ['drawn units ?page=700', units('page=700')],
  ['drawn units ?q=xa+40&sort=-probability', units('q=xa+40&sort=-probability')],
  ['drawn units ?part=replaced&sort=agency', units('part=replaced&sort=agency')],
  ['forms to print', openDeskForms],
  ['field board', openFieldBoard],
  ['assigning', openAssigning],
  ['ledger', openLedger],
  ['paper', openPaper],
  ['persons', openPersons]
];

/** `BENCH_ENGINES` (`sqlite`, `postgres`) asks for one of them. */
export async function benchDesk(): Promise<void> {
  const engines = (process.env['BENCH_ENGINES'] ?? 'sqlite,postgres').split(',');
  if (engines.includes('sqlite')) {
    mkdirSync('data', { recursive: true });
    const folder = mkdtempSync('data/bench-');
    try {
      await benchEngine('SQLite', `sqlite:${join(folder, 'bench.sqlite')}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (engines.includes('postgres')) {
    const cluster = await startCluster();
    try {
      await benchEngine('PostgreSQL', cluster.url);
    } finally {
      await cluster.stop();
    }
  }
}

async function benchEngine(engine: string, url: string): Promise<void> {
  const db = openDatabase(url);
  try {
    await migrateToLatest(db);
    const asking = await makeDeskRound(db);
    // PostgreSQL does so by itself, some minutes later.
    if (engine === 'PostgreSQL') await sql`analyze`.execute(db);
    const bare = await measure(() => db.selectFrom('sampled_units').selectAll().orderBy('id').limit(5_000).execute());
    const lines = [];
    for (const [page, open] of PAGES) {
      const { wall, cpu } = await measure(() => open(db, asking, 'round', ROUND_NOW));
      lines.push({
        what: page,
        figure: `${rounded(wall, 1)} ms, ${rounded(cpu, 1)} ms of processor`,
        beside: `${rounded(bare.wall, 1)} ms for 5000 bare units`,
        ratio: rounded(wall / bare.wall, 1),
        aim: '≤ 300 ms'
      });
    }
    const { sample, list, answers, attempts, events } = DESK_SIZE;
    printLines(
      `The desk (${engine}; ${sample} units of a list of ${list}, ${answers} answers, ${attempts} attempts, ${events} events of forms; medians of ${REPEATS})`,
      lines
    );
  } finally {
    await db.destroy();
  }
}

/** Milliseconds on the clock, and of this process. The first run is left out: cold code. */
async function measure(work: () => Promise<unknown>): Promise<{ readonly wall: number; readonly cpu: number }> {
  await work();
  const walls: number[] = [];
  const cpus: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const [started, before] = [performance.now(), process.cpuUsage()];
    await work();
    walls.push(performance.now() - started);
    const { user, system } = process.cpuUsage(before);
    cpus.push((user + system) / 1_000);
  }
  return { wall: median(walls), cpu: median(cpus) };
}
