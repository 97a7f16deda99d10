/** An upgrade keeps a copy of what was there before, and one that fails changes nothing. */
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrations } from '../../migrations/index';
import { upgradeDatabase } from '../../src/lib/server/backup/upgrade';
import { openDatabase } from '../../src/lib/server/database';
import { appliedMigrations, migrateToLatest } from '../../src/lib/server/migrate';
import { ANSWERS, contentOf, fillDatabase } from '../support/filled-database';
import { onBothEngines, openEmpty } from '../support/engines';
import { problemOf } from '../support/problem-of';

const adding = (table: string) => ({
  up: async (db: Kysely<unknown>) => void (await sql`create table ${sql.id(table)} (id text)`.execute(db))
});
const settingsOf = (databaseUrl: string) => ({ databaseUrl, backupFolder: '', upgradeWithoutCopy: true });

onBothEngines('an upgrade', (open, engine) => {
  test('that fails leaves schema, rows and the list of migrations as they were, those before it included', async () => {
    await using database = await open();
    await fillDatabase(database.db);
    const before = await contentOf(database.db);
    const failing = {
      up: async (db: Kysely<unknown>) => {
        await sql`alter table users add column half text`.execute(db);
        await sql`update users set name = 'half'`.execute(db);
        throw new Error('on purpose');
      }
    };
    const known = { ...migrations, '2999-01-good': adding('good'), '2999-02-failing': failing };
    await expect(migrateToLatest(database.db, known)).rejects.toThrow('on purpose');
    expect(await contentOf(database.db)).toEqual(before);
    expect(await appliedMigrations(database.db)).toEqual(Object.keys(migrations).toSorted());
    const tables = await database.db.introspection.getTables();
    expect(tables.map(({ name }) => name)).not.toContain('good');
    expect(await migrateToLatest(database.db, { ...migrations, '2999-01-good': adding('good') })).toEqual(['2999-01-good']);
  });

  test('by a program that is older than the database is refused', async () => {
    await using database = await open();
    const older = Object.fromEntries(Object.entries(migrations).slice(0, -1));
    const problem = await problemOf(upgradeDatabase(database.db, settingsOf(database.url), older));
    expect(problem).toMatchObject({ code: 'database-newer', parameters: { migration: Object.keys(migrations).at(-1) } });
  });

  test('of an empty database needs no copy', async () => {
    await using database = await openEmpty(engine);
    expect(await upgradeDatabase(database.db, settingsOf(database.url))).toEqual({ applied: Object.keys(migrations).toSorted() });
    expect(await upgradeDatabase(database.db, settingsOf(database.url))).toEqual({ applied: [] });
  });
});

test('on SQLite the copies of the last three upgrades lie beside the database, private and whole', async () => {
  await using database = await openEmpty('SQLite');
  const path = database.url.slice('sqlite:'.length);
  await migrateToLatest(database.db);
  await fillDatabase(database.db);
  let known = { ...migrations };
  const copies: string[] = [];
  for (const name of ['2999-01-one', '2999-02-two', '2999-03-three', '2999-04-four']) {
    known = { ...known, [name]: adding(name) };
    const { copy = '' } = await upgradeDatabase(database.db, settingsOf(database.url), known);
    expect(basename(copy)).toBe(`test.before-${name}.sqlite`);
    expect((statSync(copy).mode & 0o777).toString(8)).toBe('600');
    copies.push(basename(copy));
  }
  const kept = readdirSync(dirname(path)).filter((name) => name.includes('.before-') && !name.endsWith('.sha256'));
  expect(kept.toSorted()).toEqual(copies.slice(1));
  const copy = openDatabase(`sqlite:${dirname(path)}/${copies[1]}`);
  expect((await contentOf(copy)).responses).toHaveLength(ANSWERS);
  expect((await appliedMigrations(copy)).at(-1)).toBe('2999-01-one');
  await copy.destroy();
});
