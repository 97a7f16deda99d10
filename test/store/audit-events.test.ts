// The audit log's chain: whole after writers at once, broken by any edit, and nowhere edited by the application.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { appendAuditEvent, appendAuditEvents, byCommand, findBrokenAuditEvent } from '../../src/lib/server/store/audit-events';
import type { Db } from '../../src/lib/server/schema';
import { inTransaction } from '../../src/lib/server/transaction';
import { codeFiles, readText } from '../project/source-files';
import type { Engine } from '../support/engines';
import { onBothEngines } from '../support/engines';

const event = (subjectId: string) => ({
  action: 'agency.rename',
  subjectKind: 'agency',
  subjectId,
  agencyId: null,
  change: { name: ['Xã Cũ', 'Xã Mới'] as const }
});

/** As somebody does who may change the database itself. */
async function withoutGuard(db: Db, engine: Engine): Promise<void> {
  if (engine === 'PostgreSQL') await sql`drop trigger audit_events_fixed on audit_events`.execute(db);
  else for (const change of ['update', 'delete']) await sql`drop trigger ${sql.raw(`audit_events_no_${change}`)}`.execute(db);
}

onBothEngines('audit log', (open, engine) => {
  test('writers at once make one chain', async () => {
    await using database = await open();
    const { db } = database;
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        inTransaction(db, (trx) => appendAuditEvents(trx, byCommand(), [event(`a${i}`), event(`b${i}`)]))
      )
    );
    const numbers = await db.selectFrom('audit_events').select('number').orderBy('number').execute();
    expect(numbers.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(await findBrokenAuditEvent(db)).toBeNull();
  });

  test('an event belongs to its transaction', async () => {
    await using database = await open();
    const { db } = database;
    const failed = inTransaction(db, async (trx) => {
      await appendAuditEvent(trx, byCommand(), event('lost'));
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await appendAuditEvent(db, byCommand(), event('kept'));
    expect(await db.selectFrom('audit_events').select(['number', 'subject_id']).execute()).toEqual([{ number: 1, subject_id: 'kept' }]);
    expect(await findBrokenAuditEvent(db)).toBeNull();
  });

  test.each([
    ['an edited change', 2, (db: Db) => db.updateTable('audit_events').set({ change: '{}' }).where('number', '=', 2).execute()],
    [
      'another doer',
      3,
      (db: Db) => db.updateTable('audit_events').set({ at: '2020-01-01T00:00:00.000Z' }).where('number', '=', 3).execute()
    ],
    ['one taken out', 2, (db: Db) => db.deleteFrom('audit_events').where('number', '=', 2).execute()],
    ['the newest taken out', 4, (db: Db) => db.deleteFrom('audit_events').where('number', '=', 4).execute()]
  ] as const)('%s breaks the chain there', async (_, at, tamper) => {
    await using database = await open();
    const { db } = database;
    await appendAuditEvents(db, byCommand(), ['a', 'b', 'c', 'd'].map(event));
    await expect(tamper(db)).rejects.toThrow('audit events are only added');
    await withoutGuard(db, engine);
    await tamper(db);
    expect(await findBrokenAuditEvent(db)).toBe(at);
  });
});

test('no code changes or deletes an event', () => {
  const writing = /(updateTable|deleteFrom|replaceInto|mergeInto)\(\s*['"`]audit_events/;
  const found = codeFiles().filter((path) => writing.test(readText(path)));
  expect(found).toEqual([]);
});
