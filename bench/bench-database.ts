/** A SQLite file in the project's data/ folder: on the disk that `npm start` would use, not in a temporary folder in memory. */
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../src/lib/server/database';
import { migrateToLatest } from '../src/lib/server/migrate';
import type { CounterSurvey } from '../test/support/counter-survey';
import { openCounterSurvey } from '../test/support/counter-survey';

export interface BenchDatabase extends Disposable {
  readonly folder: string;
  readonly path: string;
  readonly url: string;
  readonly survey: CounterSurvey;
}

const TMPFS = 0x01021994;

/** Removed at the end of its block: `using database = …`. */
export async function makeBenchDatabase(wish: Parameters<typeof openCounterSurvey>[1]): Promise<BenchDatabase> {
  mkdirSync('data', { recursive: true });
  const folder = mkdtempSync('data/bench-');
  if (statfsSync(folder).type === TMPFS) console.log('note: data/ is in memory, so commits cost nothing here; the figures say little');
  const path = join(folder, 'bench.sqlite');
  const db = openDatabase(`sqlite:${path}`);
  await migrateToLatest(db);
  const survey = await openCounterSurvey(db, wish);
  await db.destroy();
  return { folder, path, url: `sqlite:${path}`, survey, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
