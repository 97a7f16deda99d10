/** One test body, both engines: each test gets a migrated database of its own on SQLite (a file) and on PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, inject } from 'vitest';
import { openDatabase } from '../../src/lib/server/database';
import type { Schema } from '../../src/lib/server/schema';
import { TEMPLATE, withDatabase } from './postgres-server';

export type Engine = 'SQLite' | 'PostgreSQL';

/** Closed and removed at the end of its block: `await using database = await open()`. */
export interface TestDatabase extends AsyncDisposable {
  readonly db: Kysely<Schema>;
  readonly url: string;
}

/** Runs `body` once for each engine; `open()` makes a fresh, migrated database. */
export function onBothEngines(name: string, body: (open: () => Promise<TestDatabase>, engine: Engine) => void): void {
  describe.each<Engine>(['SQLite', 'PostgreSQL'])(`${name} on %s`, (engine) =>
    body(async () => (engine === 'SQLite' ? openSqlite(inject('sqliteTemplate')) : openPostgres(TEMPLATE)), engine)
  );
}

/** A database without any table, for tests of the migrations themselves. */
export async function openEmpty(engine: Engine): Promise<TestDatabase> {
  return engine === 'SQLite' ? openSqlite() : openPostgres('template0');
}

/** `template`: a file to begin with. Like the PostgreSQL of the tests it does not wait for the disk: it need not outlive the machine. */
async function openSqlite(template?: string): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-sqlite-'));
  const file = join(folder, 'test.sqlite');
  if (template) copyFileSync(template, file);
  const url = `sqlite:${file}`;
  const db = openDatabase(url);
  await sql`pragma synchronous = off`.execute(db);
  return {
    db,
    url,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

async function openPostgres(template: string): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name} template ${template} strategy file_copy`);
  const url = withDatabase(server, name);
  const db = openDatabase(url);
  return {
    db,
    url,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      await administer(server, `drop database ${name} with (force)`);
    }
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
