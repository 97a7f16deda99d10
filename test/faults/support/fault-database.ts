import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../src/lib/server/database';
import { migrateToLatest } from '../../../src/lib/server/migrate';
import { openCounterSurvey } from '../../support/counter-survey';

/** Removed at the end of its block: `await using database = …`. */
export interface FaultDatabase extends AsyncDisposable {
  readonly path: string;
  readonly url: string;
  /** The code of the one counter, whose survey is open. */
  readonly counter: string;
}

/** The limits against floods are not what these tests look at: one program sends for a whole province. */
export const NO_LIMITS = { COUNTER_LIMIT_PER_MINUTE: '10000000', NETWORK_LIMIT_PER_MINUTE: '10000000' };

/** A SQLite file with an open survey at one counter, in a temporary folder under `place`; closed before the server opens it. */
export async function makeFaultDatabase(place = tmpdir()): Promise<FaultDatabase> {
  const folder = mkdtempSync(join(place, 'satisfaction-faults-'));
  const path = join(folder, 'faults.sqlite');
  const url = `sqlite:${path}`;
  const db = openDatabase(url);
  await migrateToLatest(db);
  const { counters } = await openCounterSurvey(db);
  await db.destroy();
  return { path, url, counter: counters[0]!, [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }) };
}
