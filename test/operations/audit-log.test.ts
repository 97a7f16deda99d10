// The audit log as its readers meet it: each sees the own places, finds without accents, takes a table away, checks the chain.
import { expect, test } from 'vitest';
import { checkAudit, askForAuditCheck } from '../../src/lib/server/operations/check-audit';
import { exportAudit } from '../../src/lib/server/operations/export-audit';
import { openAudit } from '../../src/lib/server/operations/open-audit';
import { recordReading } from '../../src/lib/server/operations/record-reading';
import { renameAgency } from '../../src/lib/server/operations/rename-agency';
import type { Db } from '../../src/lib/server/schema';
import { appendAuditEvents, byCommand, byUser } from '../../src/lib/server/store/audit-events';
import type { SignedInUser } from '../../src/lib/server/store/users';
import { onBothEngines } from '../support/engines';
import { as, makePeople } from '../support/people';

const NOW = new Date('2026-11-27T02:00:00Z');
/** 00:30 of the next day in Vietnam. */
const LATE = new Date('2026-11-27T17:30:00Z');

async function fill(db: Db) {
  const people = await makePeople(db, NOW);
  const name = { vi: 'Xã Chiềng Mai', en: 'Chieng Mai Commune' };
  await renameAgency(db, { code: 'c1', name, from: '2026-11-01' }, byUser(people.coordinator, NOW));
  await recordReading(db, as(people.viewer), { action: 'report.export', subjectKind: 'report', subjectId: 'round', agencyCode: 'c1', change: { file: '=HYPERLINK("x")' } }, LATE); // prettier-ignore
  await recordReading(db, as(people.root), { action: 'report.view-comments', subjectKind: 'report', subjectId: 'round', agencyCode: 'c2' }, LATE); // prettier-ignore
  await recordReading(db, as(people.root), { action: 'counter.posters', subjectKind: 'job', subjectId: 'j', agencyCode: undefined }, LATE);
  return people;
}

const actions = async (db: Db, user: SignedInUser | null, query = '') =>
  (await openAudit(db, as(user), new URLSearchParams(query), LATE)).list.rows.map(({ action }) => action);

onBothEngines('the audit log', (open) => {
  test('shows the own places: all to the province, a commune’s to its coordinator, nothing to a viewer', async () => {
    await using database = await open();
    const { db } = database;
    const { root, local, coordinator, viewer } = await fill(db);
    const all = await actions(db, root);
    expect(all.slice(0, 4)).toEqual(['counter.posters', 'report.view-comments', 'report.export', 'agency.rename']);
    const own = await actions(db, coordinator);
    expect(own.slice(0, 2)).toEqual(['report.export', 'agency.rename']);
    expect(own).not.toContain('report.view-comments');
    expect(await actions(db, local)).toEqual(own);
    expect(own.filter((action) => action === 'agency.create')).toHaveLength(1);
    await expect(actions(db, viewer)).rejects.toMatchObject({ code: 'role-not-enough' });
    await expect(actions(db, null)).rejects.toMatchObject({ code: 'sign-in-needed' });
    await expect(actions(db, coordinator, 'agency=c2')).rejects.toMatchObject({ code: 'agency-not-found' });
    expect((await actions(db, root, 'agency=c2')).toSorted()).toEqual(['agency.create', 'report.view-comments']);
  });

  test('finds by words without accents, by who, by what, and by days in Vietnam', async () => {
    await using database = await open();
    const { db } = database;
    const { root, coordinator } = await fill(db);
    expect(await actions(db, root, 'q=chieng+mai+doi+ten')).toEqual(['agency.rename']);
    expect(await actions(db, root, 'q=COORDINATOR')).toContain('agency.rename');
    expect(await actions(db, root, 'q=100%25')).toEqual([]);
    expect(await actions(db, root, `user=${coordinator.id}`)).toEqual(['agency.rename']);
    expect((await actions(db, root, 'action=report.')).toSorted()).toEqual(['report.export', 'report.view-comments']);
    expect(await actions(db, root, 'action=report.export')).toEqual(['report.export']);
    expect(await actions(db, root, 'action=report.export&from=2026-11-28&to=2026-11-28')).toEqual(['report.export']);
    expect(await actions(db, root, 'action=report.export&to=2026-11-27')).toEqual([]);
    const [renamed] = (await openAudit(db, as(root), new URLSearchParams('action=agency.rename'), NOW)).list.rows;
    expect(renamed).toMatchObject({
      who: { name: 'coordinator' },
      subject: { kind: 'agency', name: 'Xã Chiềng Mai', code: 'c1' },
      changes: [{ field: 'name_vi', kind: 'change', before: 'Xã c1', after: 'Xã Chiềng Mai' }, { field: 'name_en' }, { field: 'from' }]
    });
  });

  test('as a table holds what its reader may see and no formula, and that it was taken is told', async () => {
    await using database = await open();
    const { db } = database;
    const { root, coordinator, viewer } = await fill(db);
    const csv = await exportAudit(db, as(coordinator), new URLSearchParams('action=report.'), LATE);
    expect(csv.split('\n').filter((line) => line !== '')).toHaveLength(2);
    expect(csv).toContain('Tệp: =HYPERLINK');
    expect(csv).not.toMatch(/(^|,)"?=/m);
    await expect(exportAudit(db, as(viewer), new URLSearchParams(), LATE)).rejects.toMatchObject({ code: 'role-not-enough' });
    expect((await actions(db, root))[0]).toBe('audit.export');
  });

  test('is checked on demand by who runs the whole, and says how far it was whole', async () => {
    await using database = await open();
    const { db } = database;
    const { root, local } = await fill(db);
    expect((await openAudit(db, as(root), new URLSearchParams(), LATE)).check).toBeNull();
    await expect(askForAuditCheck(db, as(local), LATE)).rejects.toMatchObject({ code: 'root-only' });
    expect(await askForAuditCheck(db, as(root), LATE)).toBe('done');
    const { list, check, mayCheck } = await openAudit(db, as(root), new URLSearchParams(), LATE);
    const earliest = (await openAudit(db, as(root), new URLSearchParams('sort=at'), LATE)).list;
    expect(earliest.rows.map(({ number }) => number)).toEqual(list.rows.map(({ number }) => number).toReversed());
    expect(check).toEqual({ at: LATE.toISOString(), upTo: list.total - 1, brokenAt: null });
    expect([mayCheck, list.rows[0]?.action]).toEqual([true, 'audit.check']);

    await db.updateTable('audit_head').set({ hash: 'another' }).execute();
    expect(await checkAudit(db, byCommand(LATE))).toMatchObject({ upTo: list.total, brokenAt: list.total + 1 });
    const many = Array.from({ length: 20_001 }, () => ({ action: 'a.b', subjectKind: 'a', subjectId: 'a', agencyId: null, change: {} }));
    await appendAuditEvents(db, byCommand(LATE), many);
    expect(await askForAuditCheck(db, as(root), LATE)).toBe('later');
    expect(await db.selectFrom('jobs').select('kind').execute()).toEqual([{ kind: 'audit-check' }]);
  });
});
