/** Backing up and restoring on PostgreSQL with its own pg_dump and pg_restore, and moving from SQLite to it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backUp } from '../../src/lib/server/backup/back-up';
import { restore } from '../../src/lib/server/backup/restore';
import { findTool } from '../../src/lib/server/backup/postgres-tools';
import { upgradeDatabase } from '../../src/lib/server/backup/upgrade';
import { openDatabase } from '../../src/lib/server/database';
import { appliedMigrations, migrateToLatest } from '../../src/lib/server/migrate';
import { migrations } from '../../migrations/index';
import { expectErasedAgain } from '../support/erased-again';
import { ANSWERS, contentOf, fillDatabase } from '../support/filled-database';
import type { SystemPostgres } from '../support/postgres-programs';
import { startSystemPostgres } from '../support/postgres-programs';
import { problemOf } from '../support/problem-of';
import { ROUND_NOW } from '../support/round';

const NOW = new Date('2026-11-20T18:15:30Z');
const folder = mkdtempSync(join(tmpdir(), 'satisfaction-dump-'));
let server: SystemPostgres;
let wanted: Awaited<ReturnType<typeof contentOf>>;

beforeAll(async () => {
  server = await startSystemPostgres();
  await server.administer('create database live');
  wanted = await inDatabase(server.url('live'), async (db) => {
    await migrateToLatest(db);
    await fillDatabase(db);
    return contentOf(db);
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

async function inDatabase<T>(url: string, work: (db: ReturnType<typeof openDatabase>) => Promise<T>): Promise<T> {
  const db = openDatabase(url);
  return work(db).finally(() => db.destroy());
}

let minute = 0;
const dumpLive = async () =>
  (await backUp({ databaseUrl: server.url('live'), to: folder }, new Date(NOW.getTime() + minute++ * 60_000))).file;

test('a dump is private and checked, and restores elsewhere as the same database with no session alive', async () => {
  const file = await dumpLive();
  expect(file).toBe(join(folder, 'satisfaction-20261121-011530.dump'));
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  const made = await restore({ from: file, databaseUrl: server.url('elsewhere'), replace: false }, NOW);
  expect(made.facts.rows).toMatchObject({ responses: ANSWERS, users: 1 });
  expect(made.brokenEvent).toBeNull();
  await inDatabase(server.url('elsewhere'), async (db) => {
    expect(await contentOf(db)).toEqual(wanted);
    expect(await db.selectFrom('sessions').selectAll().execute()).toEqual([]);
  });
});

test('over answers it is refused; with leave, the old database is kept under another name; one in use is left alone', async () => {
  const from = await dumpLive();
  const databaseUrl = server.url('over');
  await restore({ from, databaseUrl, replace: false }, NOW);
  await inDatabase(databaseUrl, (db) => db.updateTable('users').set({ name: 'Sau bản sao lưu' }).execute());
  expect((await problemOf(restore({ from, databaseUrl, replace: false }, NOW))).parameters).toEqual({ database: 'over', n: ANSWERS });
  await inDatabase(databaseUrl, async (db) => {
    await db.selectFrom('users').selectAll().execute();
    expect((await problemOf(restore({ from, databaseUrl, replace: true }, NOW))).code).toBe('database-in-use');
  });
  const { setAside } = await restore({ from, databaseUrl, replace: true }, NOW);
  expect(setAside).toBe('over_before_restore_20261121_011530');
  const nameIn = (name: string) => inDatabase(server.url(name), (db) => db.selectFrom('users').select('name').execute());
  expect(await nameIn(setAside!)).toEqual([{ name: 'Sau bản sao lưu' }]);
  expect(await nameIn('over')).toEqual([{ name: wanted.users[0]!.name }]);
});

test('a restore erases again whom the database in whose place it comes had erased', async () => {
  await server.administer('create database round');
  const databaseUrl = server.url('round');
  await inDatabase(databaseUrl, migrateToLatest);
  const later = () => new Date(ROUND_NOW.getTime() + minute++ * 60_000);
  await expectErasedAgain({
    databaseUrl,
    backUp: async () => (await backUp({ databaseUrl, to: folder }, later())).file,
    restore: (from, at) => restore({ from, databaseUrl: at, replace: true }, later()),
    newMachines: [server.url('new_machine'), server.url('other_new_machine')]
  });
});

test('an account that may make no database is told so, and nothing is left of the attempt', async () => {
  const from = await dumpLive();
  await server.administer(`create role clerk login password 'clerk'`);
  const databaseUrl = server.url('clerks').replace(/\/\/[^@]+@/, '//clerk:clerk@');
  expect((await problemOf(restore({ from, databaseUrl, replace: false }, NOW))).code).toBe('restore-no-right');
  const names = await inDatabase(server.url('postgres'), (db) =>
    db.withTables<{ pg_database: { datname: string } }>().selectFrom('pg_database').select('datname').execute()
  );
  expect(names.filter(({ datname }) => /clerks|restoring/.test(datname))).toEqual([]);
});

test('a SQLite backup moves to PostgreSQL, with every row of every table', async () => {
  const path = join(folder, 'small.sqlite');
  const content = await inDatabase(`sqlite:${path}`, async (db) => {
    await migrateToLatest(db);
    await fillDatabase(db);
    return contentOf(db);
  });
  const { file } = await backUp({ databaseUrl: `sqlite:${path}`, to: folder }, NOW);
  const before = readFileSync(file);
  const made = await restore({ from: file, databaseUrl: server.url('moved'), replace: false }, NOW);
  expect(made.brokenEvent).toBeNull();
  expect(readFileSync(file).equals(before)).toBe(true);
  const rowsIn = (url: string) =>
    inDatabase(url, async (db) => {
      const tables = (await db.introspection.getTables()).map(({ name }) => name).toSorted();
      const rows = tables.map((name) =>
        db
          .selectFrom(name as 'users')
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      );
      return Object.fromEntries((await Promise.all(rows)).map(({ n }, i) => [tables[i], n]));
    });
  expect(await rowsIn(server.url('moved'))).toEqual({ ...(await rowsIn(`sqlite:${path}`)), sessions: 0 });
  await inDatabase(server.url('moved'), async (db) => {
    expect(await contentOf(db)).toEqual(content);
    const orphan = db.updateTable('responses').set({ survey_id: 'none' }).execute();
    await expect(orphan).rejects.toThrow(/foreign key/); // references hold again
  });
});

test('an upgrade keeps a dump of what was there before', async () => {
  await server.administer('create database upgraded');
  const databaseUrl = server.url('upgraded');
  const settings = { databaseUrl, backupFolder: join(folder, 'upgrades'), upgradeWithoutCopy: false };
  await inDatabase(databaseUrl, async (db) => {
    expect(await upgradeDatabase(db, settings)).not.toHaveProperty('copy');
    const next = { up: async () => {} };
    const { copy = '' } = await upgradeDatabase(db, settings, { ...migrations, '2999-01-next': next });
    expect(copy).toBe(join(settings.backupFolder, 'upgraded.before-2999-01-next.dump'));
    expect(readdirSync(settings.backupFolder)).toHaveLength(2);
  });
});

test('where no copy can be made, an upgrade is refused and nothing has changed, unless the settings say to go on', async () => {
  await server.administer('create database closed');
  await server.administer(`create role keeper login superuser password 'keeper'`);
  const owner = server.url('closed').replace(/\/\/[^@]+@/, '//keeper:keeper@');
  await inDatabase(owner, migrateToLatest);
  await inDatabase(owner, (db) => sql`create table of_another (id text)`.execute(db));
  // From here on the account reads all that is the application's, and not that one table: pg_dump wants all.
  await inDatabase(server.url('closed'), (db) =>
    sql`alter table of_another owner to postgres; alter role keeper nosuperuser; grant create on schema public to keeper`.execute(db)
  );
  const settings = { databaseUrl: owner, backupFolder: join(folder, 'closed'), upgradeWithoutCopy: false };
  const next = { '2999-01-next': { up: async (db: Kysely<unknown>) => void (await sql`create table next (id text)`.execute(db)) } };
  await inDatabase(owner, async (db) => {
    const problem = await problemOf(upgradeDatabase(db, settings, { ...migrations, ...next }));
    expect(problem.code).toBe('upgrade-copy-impossible');
    expect(problem.details[0]).toMatchObject({
      code: 'postgres-tool-failed',
      parameters: { reason: expect.stringContaining('of_another') }
    });
    expect(readdirSync(settings.backupFolder)).toEqual([]);
    expect(await appliedMigrations(db)).toEqual(Object.keys(migrations).toSorted());
    const withoutCopy = { ...settings, upgradeWithoutCopy: true };
    expect(await upgradeDatabase(db, withoutCopy, { ...migrations, ...next })).toEqual({ applied: ['2999-01-next'] });
  });
});

test('of several pg_dump the oldest is taken that is not older than the server, and there may be none', async () => {
  const programs = (...versions: string[]) =>
    versions.map((version) => {
      const place = mkdtempSync(join(folder, 'programs-'));
      if (version !== '') writeFileSync(join(place, 'pg_dump'), `#!/bin/sh\necho "pg_dump (PostgreSQL) ${version}"\n`, { mode: 0o755 });
      return place;
    });
  await inDatabase(server.url('live'), async (db) => {
    const { rows } = await sql<{ n: string }>`select current_setting('server_version_num') as n`.execute(db);
    const major = Math.floor(Number(rows[0]!.n) / 10_000);
    const found = programs(`${major + 2}.1`, `${major + 1}.3 (Debian 1)`, `${major - 1}.9`, `${major + 1}beta1`);
    expect(await findTool('pg_dump', db, found)).toBe(join(found[1]!, 'pg_dump'));
    const old = await problemOf(findTool('pg_dump', db, programs(`${major - 1}.2`)));
    expect(old).toMatchObject({ code: 'postgres-tool-old', parameters: { version: major - 1, server: major } });
    expect((await problemOf(findTool('pg_dump', db, programs('')))).code).toBe('postgres-tool-missing');
  });
});
