// A list of a million transactions over 75 communes read into a frame, duplicates decided, its hash made: time, and the memory it took.
import { readConfig } from '../src/lib/server/config';
import { migrateToLatest } from '../src/lib/server/migrate';
import { openDatabase } from '../src/lib/server/database';
import { importBenchFrame, makeBenchRound } from './frame-import/round';
import { printLines, rounded } from './print';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROWS = 1_000_000;

/** On SQLite, or on what `DATABASE_URL` names: an empty database. */
export async function benchFrameImport(rows = Number(process.env['BENCH_FRAME_ROWS'] ?? ROWS)): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'frame-bench-'));
  const config = readConfig({ DATABASE_URL: process.env['DATABASE_URL'] ?? `sqlite:${join(folder, 'bench.sqlite')}` });
  const db = openDatabase(config.databaseUrl);
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 100);
  try {
    await migrateToLatest(db);
    const round = await makeBenchRound(db, 75);
    const begun = process.memoryUsage().rss;
    const { megabytes, sent, read, finished, counts } = await importBenchFrame(db, round, rows);
    const seconds = (ms: number) => `${rounded(ms / 1000, 1)} s`;
    const each = (ms: number) => `${rounded((1000 * ms) / rows, 1)} µs a row`;
    const line = (what: string, ms: number) => ({ what, figure: seconds(ms), beside: each(ms), ratio: '', aim: '' });
    printLines(`A list of ${rows} transactions (${rounded(megabytes, 0)} MB) on ${config.databaseUrl.split(':')[0]!}`, [
      line('sent, packed, sealed, stored', sent),
      line('read into the frame', read),
      line('decided: kept units, hash', finished),
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
      }
    ]);
  } finally {
    clearInterval(timer);
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}
