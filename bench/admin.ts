/** The office's lists in a tree as large as the country's, on both engines: what a page waits for before it is drawn. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { localDay } from '../src/lib/core/calendar/day';
import { openDatabase } from '../src/lib/server/database';
import { migrateToLatest } from '../src/lib/server/migrate';
import { startCluster } from '../test/support/postgres-server';
import { ACTIVITY } from './admin-activity';
import { LISTS } from './admin-lists';
import { makeAdminProvince, SIZE } from './admin-province';
import { median, printLines, rounded } from './print';

const REPEATS = 15;

export async function benchAdmin(): Promise<void> {
  mkdirSync('data', { recursive: true });
  const folder = mkdtempSync('data/bench-');
  const cluster = await startCluster();
  try {
    await benchEngine('SQLite', `sqlite:${join(folder, 'bench.sqlite')}`);
    await benchEngine('PostgreSQL', cluster.url);
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchEngine(engine: string, url: string): Promise<void> {
  const db = openDatabase(url);
  try {
    await migrateToLatest(db);
    const now = new Date();
    const asking = await makeAdminProvince(db, localDay(now));
    // PostgreSQL does so by itself, some minutes later.
    if (engine === 'PostgreSQL') await sql`analyze`.execute(db);
    const bare = median(await measure(() => db.selectFrom('counters').selectAll().orderBy('id').limit(50).execute()));
    const lines = [];
    for (const { name, open, queries } of LISTS)
      for (const query of queries) {
        const times = await measure(() => open(db, asking, new URLSearchParams(query), now));
        lines.push({
          what: query === '' ? name : `${name} ?${query}`,
          figure: `${rounded(median(times), 1)} ms, 1 in 20 over ${rounded(times[Math.floor(times.length * 0.95)]!, 1)} ms`,
          beside: `${rounded(bare, 2)} ms for 50 bare rows`,
          ratio: rounded(median(times) / bare, 0),
          aim: '≤ 100 ms'
        });
      }
    const { agencies, counters, users, surveys } = SIZE;
    const { answers, events } = ACTIVITY;
    printLines(
      `Lists of the office (${engine}; ${agencies} agencies, ${counters} counters, ${users} users, ${surveys} surveys, ${answers} answers, ${events} events; of ${REPEATS})`,
      lines
    );
  } finally {
    await db.destroy();
  }
}

/** Milliseconds, the shortest first. The first runs are left out: cold code. */
async function measure(work: () => Promise<unknown>): Promise<readonly number[]> {
  for (let i = 0; i < 3; i++) await work();
  const times: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times.toSorted((a, b) => a - b);
}
