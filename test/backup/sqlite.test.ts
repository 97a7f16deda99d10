/** Backing a SQLite database up and restoring it: the files' rights, names and checksums, and what is refused. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backUp } from '../../src/lib/server/backup/back-up';
import { restore } from '../../src/lib/server/backup/restore';
import { openDatabase } from '../../src/lib/server/database';
import { migrateToLatest } from '../../src/lib/server/migrate';
import { expectErasedAgain } from '../support/erased-again';
import { ANSWERS, contentOf, fillDatabase } from '../support/filled-database';
import { problemOf } from '../support/problem-of';
import { ROUND_NOW } from '../support/round';

/** In Vietnam it is already the 21st. */
const NOW = new Date('2026-11-20T18:15:30Z');
const root = mkdtempSync(join(tmpdir(), 'satisfaction-backup-'));
const path = join(root, 'live.sqlite');
const databaseUrl = `sqlite:${path}`;
let serial = 0;
/** A folder of its own for one test. */
const place = () => join(root, String(++serial));
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

beforeAll(async () => {
  const db = openDatabase(databaseUrl);
  await migrateToLatest(db);
  await fillDatabase(db);
  await db.destroy();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function inDatabase<T>(url: string, work: (db: ReturnType<typeof openDatabase>) => Promise<T>): Promise<T> {
  const db = openDatabase(url);
  return work(db).finally(() => db.destroy());
}

/** As `sha256sum` prints it. */
const sumOf = (file: string) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}\n`;
/** Takes the checksum of a file that was changed on purpose. */
const signAgain = (file: string) => writeFileSync(`${file}.sha256`, sumOf(file));

describe('a backup', () => {
  test('is a private file named by the time in Vietnam, with a checksum as sha256sum reads it', async () => {
    const to = place();
    const before = process.umask(0);
    const made = await backUp({ databaseUrl, to }, NOW).finally(() => process.umask(before));
    expect(made.file).toBe(join(to, 'satisfaction-20261121-011530.sqlite'));
    expect(readdirSync(to).sort()).toEqual(['satisfaction-20261121-011530.sqlite', 'satisfaction-20261121-011530.sqlite.sha256']);
    expect([to, made.file, `${made.file}.sha256`].map(modeOf)).toEqual(['700', '600', '600']);
    expect(readFileSync(`${made.file}.sha256`, 'utf8')).toBe(sumOf(made.file));
    expect(made.facts.rows).toMatchObject({ responses: ANSWERS, counters: 3, users: 1 });
    expect(made.brokenEvent).toBeNull();
  });

  test('holds what was committed last, though that lies in the log beside the database', async () => {
    const to = place();
    await inDatabase(databaseUrl, async (db) => {
      const name = `Người mới ${serial}`;
      await db.updateTable('users').set({ name }).execute();
      expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
      const { file } = await backUp({ databaseUrl, to }, NOW);
      expect(await inDatabase(`sqlite:${file}`, (copy) => copy.selectFrom('users').select('name').execute())).toEqual([{ name }]);
    });
  });

  test('leaves as many as are to be kept, and touches no other file', async () => {
    const to = place();
    for (let minute = 0; minute < 3; minute++) await backUp({ databaseUrl, to }, new Date(NOW.getTime() + minute * 60_000));
    writeFileSync(join(to, 'ghi-chu.sqlite'), '');
    const { removed } = await backUp({ databaseUrl, to, keep: 2 }, new Date(NOW.getTime() + 180_000));
    expect(removed.toSorted()).toEqual(['satisfaction-20261121-011530.sqlite', 'satisfaction-20261121-011630.sqlite']);
    expect(
      readdirSync(to)
        .filter((name) => !name.endsWith('.sha256'))
        .sort()
    ).toEqual(['ghi-chu.sqlite', 'satisfaction-20261121-011730.sqlite', 'satisfaction-20261121-011830.sqlite']);
  });

  test('of a damaged database is refused, and the good ones stay', async () => {
    const to = place();
    const damaged = join(to, 'damaged.sqlite');
    await backUp({ databaseUrl, to }, NOW);
    await inDatabase(databaseUrl, async () => {}); // the log is put into the file
    copyFileSync(path, damaged);
    const file = openSync(damaged, 'r+');
    writeSync(file, Buffer.alloc(8_192, 0x5a), 0, 8_192, Math.floor(statSync(damaged).size / 8_192) * 4_096);
    closeSync(file);
    const problem = await problemOf(backUp({ databaseUrl: `sqlite:${damaged}`, to, keep: 1 }, new Date(NOW.getTime() + 60_000)));
    expect(problem.code).toBe('backup-damaged');
    expect(readdirSync(to).filter((name) => name.includes('satisfaction'))).toHaveLength(2);
  });

  test('of nothing, over another, or where nothing can be written is refused', async () => {
    const to = place();
    expect((await problemOf(backUp({ databaseUrl: `sqlite:${join(root, 'none.sqlite')}`, to }, NOW))).code).toBe('backup-nothing');
    expect(existsSync(join(root, 'none.sqlite'))).toBe(false);
    await backUp({ databaseUrl, to }, NOW);
    expect((await problemOf(backUp({ databaseUrl, to }, NOW))).code).toBe('backup-exists');
    expect((await problemOf(backUp({ databaseUrl, to: join(path, 'folder') }, NOW))).code).toBe('backup-not-written');
  });

  test('is made although the audit log is broken, and says where', async () => {
    const broken = join(place(), 'broken.sqlite');
    await backUp({ databaseUrl, to: broken }, NOW);
    await inDatabase(`sqlite:${broken}`, async (db) => {
      await sql`drop trigger audit_events_no_update`.execute(db);
      await db.updateTable('audit_events').set({ change: '{}' }).where('number', '=', 2).execute();
    });
    expect((await backUp({ databaseUrl: `sqlite:${broken}`, to: place() }, NOW)).brokenEvent).toBe(2);
  });
});

describe('a restore', () => {
  const restoreTo = (from: string, target: string, replace = false) => restore({ from, databaseUrl: `sqlite:${target}`, replace }, NOW);
  const backedUp = async () => (await backUp({ databaseUrl, to: place() }, NOW)).file;

  test('elsewhere gives the same database, private, with no session alive and nothing that has expired', async () => {
    const file = await backedUp();
    const target = join(place(), 'data', 'restored.sqlite');
    const wanted = await inDatabase(databaseUrl, contentOf);
    await inDatabase(`sqlite:${file}`, (db) =>
      db
        .updateTable('response_comments')
        .set({ erase_after: '2026-11-20T18:15:29.000Z' })
        .where('text', 'in', ['Góp ý 0', 'Góp ý 1'])
        .execute()
    );
    signAgain(file);
    const made = await restoreTo(file, target);
    expect(made).toMatchObject({ erased: 2, brokenEvent: null });
    expect(made.setAside).toBeUndefined();
    expect(modeOf(target)).toBe('600');
    await inDatabase(`sqlite:${target}`, async (db) => {
      expect(await contentOf(db)).toEqual(wanted);
      expect(await db.selectFrom('sessions').selectAll().execute()).toEqual([]);
      expect(await db.selectFrom('response_comments').select('text').execute()).toHaveLength(ANSWERS - 2);
    });
  });

  test('over answers is refused; with leave, the old database is kept beside it', async () => {
    const file = await backedUp();
    const folder = place();
    const target = join(folder, 'app.sqlite');
    await restoreTo(file, target);
    await inDatabase(`sqlite:${target}`, (db) => db.updateTable('users').set({ name: 'Sau bản sao lưu' }).execute());
    expect((await problemOf(restoreTo(file, target))).parameters).toEqual({ database: target, n: ANSWERS });
    expect(readdirSync(folder).filter((name) => !/^app\.sqlite/.test(name))).toEqual([]);

    const { setAside = '' } = await restoreTo(file, target, true);
    expect(setAside).toBe(join(folder, 'app.before-restore-20261121-011530.sqlite'));
    const names = [setAside, target].map((one) => inDatabase(`sqlite:${one}`, (db) => db.selectFrom('users').select('name').execute()));
    const [old, restored] = await Promise.all(names);
    expect(old).toEqual([{ name: 'Sau bản sao lưu' }]);
    expect(restored).not.toEqual(old);
  });

  test('a database without answers is kept aside too, and one that is only damaged bytes gives way with leave', async () => {
    const file = await backedUp();
    const fresh = join(place(), 'app.sqlite');
    await inDatabase(`sqlite:${fresh}`, migrateToLatest);
    expect((await restoreTo(file, fresh)).setAside).toContain('before-restore');
    const damaged = join(place(), 'app.sqlite');
    await restoreTo(file, damaged);
    writeFileSync(damaged, 'x'.repeat(10_000));
    expect((await problemOf(restoreTo(file, damaged))).code).toBe('restore-holds-answers');
    const { setAside = '' } = await restoreTo(file, damaged, true);
    expect(readFileSync(setAside, 'utf8')).toBe('x'.repeat(10_000));
    expect((await inDatabase(`sqlite:${damaged}`, contentOf)).responses).toHaveLength(ANSWERS);
  });

  test('erases again whom the database in whose place it comes had erased', async () => {
    const target = `sqlite:${join(place(), 'app.sqlite')}`;
    await inDatabase(target, migrateToLatest);
    const to = place();
    const later = () => new Date(ROUND_NOW.getTime() + ++serial * 1_000);
    await expectErasedAgain({
      databaseUrl: target,
      backUp: async () => (await backUp({ databaseUrl: target, to }, later())).file,
      restore: (from, at) => restore({ from, databaseUrl: at, replace: true }, later()),
      newMachines: [`sqlite:${join(place(), 'new.sqlite')}`, `sqlite:${join(place(), 'new.sqlite')}`]
    });
  });

  test('under a server that has the database open is refused', async () => {
    const file = await backedUp();
    const target = join(place(), 'app.sqlite');
    await restoreTo(file, target);
    await inDatabase(`sqlite:${target}`, async (db) => {
      await db.selectFrom('users').selectAll().execute();
      expect((await problemOf(restoreTo(file, target, true))).code).toBe('database-in-use');
      expect(await db.selectFrom('responses').select('id').execute()).toHaveLength(ANSWERS);
    });
    expect(readdirSync(join(target, '..'))).toEqual(['app.sqlite']);
  });

  test('of a changed file, one without its checksum, another kind of file, or a newer database is refused', async () => {
    const file = await backedUp();
    const target = join(place(), 'app.sqlite');
    const refusal = async () => (await problemOf(restoreTo(file, target))).code;
    const whole = readFileSync(file);
    writeFileSync(file, Buffer.concat([whole, Buffer.from('x')]));
    expect(await refusal()).toBe('backup-checksum-differs');
    writeFileSync(file, 'PGDMP and more');
    signAgain(file);
    expect(await refusal()).toBe('backup-other-engine');
    writeFileSync(file, whole);
    await inDatabase(`sqlite:${file}`, (db) =>
      db
        .withTables<{ kysely_migration: { name: string; timestamp: string } }>()
        .insertInto('kysely_migration')
        .values({ name: '29990101-01-from-the-future', timestamp: '' })
        .execute()
    );
    signAgain(file);
    expect(await refusal()).toBe('database-newer');
    rmSync(`${file}.sha256`);
    expect(await refusal()).toBe('backup-checksum-missing');
    rmSync(file);
    expect(await refusal()).toBe('file-unreadable');
    expect(existsSync(target)).toBe(false);
  });
});
