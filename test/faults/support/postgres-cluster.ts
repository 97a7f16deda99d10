import { openDatabase } from '../../../src/lib/server/database';
import { migrateToLatest } from '../../../src/lib/server/migrate';
import { openCounterSurvey } from '../../support/counter-survey';
import { makeEmbeddedCluster } from '../../support/embedded-cluster';

/** A PostgreSQL of its own that can be stopped and started again with its data; removed at the end of its block. */
export interface PostgresCluster extends AsyncDisposable {
  readonly url: string;
  /** The code of the one counter, whose survey is open. */
  readonly counter: string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** In the order of storing; each row with its comment. */
  readonly storedForms: () => Promise<readonly { id: string; receipt: string; comment: string | null }[]>;
}

export async function makePostgresCluster(): Promise<PostgresCluster> {
  const { url, stop, start, remove } = await makeEmbeddedCluster();
  const db = openDatabase(url);
  await migrateToLatest(db);
  const { counters } = await openCounterSurvey(db);
  await db.destroy();
  return { ...{ url, stop, start }, counter: counters[0]!, storedForms: () => readStoredForms(url), [Symbol.asyncDispose]: remove };
}

async function readStoredForms(url: string) {
  const db = openDatabase(url);
  const rows = await db
    .selectFrom('responses as r')
    .leftJoin('response_comments as c', 'c.response_id', 'r.id')
    .select(['r.submission_id as id', 'r.receipt', 'c.text as comment'])
    .orderBy('r.id')
    .execute();
  await db.destroy();
  return rows;
}
