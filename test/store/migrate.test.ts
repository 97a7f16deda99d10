import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { migrations } from '../../migrations/index';
import { migrateToLatest } from '../../src/lib/server/migrate';
import { onBothEngines, openEmpty } from '../support/engines';

onBothEngines('migrations', (open, engine) => {
  test('are all applied, and applying them again does nothing', async () => {
    await using database = await open();
    expect(await migrateToLatest(database.db)).toEqual([]);
    const tables = (await database.db.introspection.getTables()).map((table) => table.name);
    expect(tables).toEqual(expect.arrayContaining(['responses', 'surveys', 'agencies', 'kept_tallies', 'users']));
  });

  test('processes that migrate an empty database at once take turns', async () => {
    await using database = await openEmpty(engine);
    const exits = await Promise.all([1, 2, 3].map(() => migrateInAnotherProcess(database.url)));
    expect(exits).toEqual([0, 0, 0]);
    const applied = await database.db
      .withTables<{ kysely_migration: { name: string } }>()
      .selectFrom('kysely_migration')
      .select('name')
      .orderBy('name')
      .execute();
    expect(applied.map((row) => row.name)).toEqual(Object.keys(migrations).sort());
  });
});

function migrateInAnotherProcess(url: string): Promise<number | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/migrate.ts'], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'ignore', 'inherit']
  });
  return new Promise((resolve) => child.on('exit', resolve));
}
