/** The sampling desk on a list of a million rows, on both engines: read, and the national survey's sample drawn from it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '../test/support/postgres-server';
import { benchFrameImport } from './frame-import';
import { benchFrameDraw } from './frame-draw';
import { rounded } from './print';

const ROWS = 1_000_000;

/** `BENCH_FRAME_ROWS` and `BENCH_ENGINES` (`sqlite`, `postgres`) ask for less. */
export async function benchFrame(): Promise<void> {
  const rows = Number(process.env['BENCH_FRAME_ROWS'] ?? ROWS);
  const engines = (process.env['BENCH_ENGINES'] ?? 'sqlite,postgres').split(',');
  console.log(`load of the machine: ${loadavg().map((load) => rounded(load, 1)).join(' ')}`); // prettier-ignore
  if (engines.includes('sqlite')) {
    mkdirSync('data', { recursive: true });
    const folder = mkdtempSync('data/bench-');
    try {
      await benchFrameImport('SQLite', `sqlite:${join(folder, 'bench.sqlite')}`, rows);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (engines.includes('postgres')) {
    const cluster = await startCluster();
    try {
      await benchFrameImport('PostgreSQL', cluster.url, rows);
    } finally {
      await cluster.stop();
    }
  }
  benchFrameDraw();
}
