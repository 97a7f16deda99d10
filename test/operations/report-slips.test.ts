import { expect, test } from 'vitest';
import type { Day } from '../../src/lib/core/calendar/day';
import { reportToCsv } from '../../src/lib/server/export/report-csv';
import { newId } from '../../src/lib/server/new-id';
import { buildReport } from '../../src/lib/server/operations/build-report';
import type { ReportRequest } from '../../src/lib/server/operations/build-report';
import type { Db } from '../../src/lib/server/schema';
import type { Counter } from '../../src/lib/server/store/counters';
import { insertDossier } from '../../src/lib/server/store/dossiers';
import { answer } from '../support/answer';
import { onBothEngines } from '../support/engines';
import { makeSmallProvince, NOW } from '../support/small-province';

const AT = NOW.toISOString();

/** So many dossiers completed on the day, the first of which were answered. */
async function giveSlips(db: Db, counter: Counter, day: Day, registered: number, answered: number): Promise<void> {
  const { id: agencyId } = await db.selectFrom('agencies').select('id').where('code', '=', 'p').executeTakeFirstOrThrow();
  const token = { id: newId(), id_hash: newId(), name: 'Một cửa', scope: 'dossiers', agency_id: agencyId, created_by: null } as const;
  await db
    .insertInto('api_tokens')
    .values({ ...token, created_at: AT, expires_at: '2099-01-01', last_used_at: null, revoked_at: null })
    .execute();
  for (let i = 0; i < registered; i++) {
    const id = newId();
    const dossier = {
      ...{ id, dossier_mark: id, token_id: token.id, handling_agency_id: agencyId, receiving_counter_id: counter.id },
      ...{ service_field: '', completed_on: day, registered_at: AT, erase_after: '2099-01-01' }
    };
    await insertDossier(db, dossier, { code: id, sealed: '' }, '2099-01-01');
    if (i < answered) await db.updateTable('access_codes').set({ used_at: AT }).where('code', '=', id).execute();
  }
}

onBothEngines("the slips in a place's report", (open) => {
  test('are told of beside the figure, but for months of a counter with few: nowhere, so that no difference gives them away', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, counters } = await makeSmallProvince(db);
    const people = (day: Day) => counters.flatMap((counter) => Array.from({ length: 10 }, () => ({ counter, day, answers: Array.from({ length: 9 }, () => 4) }))); // prettier-ignore
    await answer(db, survey, [...people('2026-01-12'), ...people('2026-02-10')]);
    const [one, two, other] = counters;
    await giveSlips(db, one, '2026-02-03', 40, 9);
    await giveSlips(db, two, '2026-02-04', 5, 5);
    await giveSlips(db, other, '2026-02-05', 30, 12);
    await giveSlips(db, one, '2026-01-20', 20, 1);
    // Before the survey there was nothing to answer.
    await giveSlips(db, one, '2026-01-02', 50, 50);

    const ask = async (agencyCode: string, request: Partial<ReportRequest> = {}) =>
      (await buildReport(db, { subject: { agencyCode }, survey: 'round', period: '2026-02', scopes: [], ...request }, NOW)).report;
    const commune = await ask('c1');
    expect(commune.slips).toEqual({ registered: 45, counted: 40, answered: 9 });
    expect((await ask('p')).slips).toEqual({ registered: 75, counted: 70, answered: 21 });
    expect((await ask('c1', { period: '2026-Q1' })).slips).toEqual({ registered: 65, counted: 60, answered: 10 });
    const counter = (code: string) => ask('c1', { subject: { agencyCode: 'c1', counterCode: code } });
    expect((await counter(two.code)).slips).toEqual({ registered: 5, counted: 0, answered: null });
    expect((await ask('c1', { range: { from: '2026-02-01', to: '2026-02-20' } })).slips).toBeUndefined();
    expect((await ask('c2', { period: '2026-01' })).slips).toBeUndefined();
    const rows = reportToCsv(commune).split('\n').filter((row) => row.includes(',slips,')); // prettier-ignore
    expect(rows.map((row) => /,slips,(\w+),.*?,(\d+),/.exec(row)?.slice(1, 3))).toEqual([
      ['registered', '45'],
      ['counted', '40'],
      ['answered', '9']
    ]);
  });

  test('say nothing of answers where the figure is withheld', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, counters } = await makeSmallProvince(db);
    await answer(db, survey, [{ counter: counters[2], day: '2026-02-10', answers: Array.from({ length: 9 }, () => 4) }]);
    await giveSlips(db, counters[2], '2026-02-05', 30, 1);
    const { report } = await buildReport(db, { subject: { agencyCode: 'c2' }, survey: 'round', period: '2026-02', scopes: [] }, NOW);
    expect(report.overall.disclosure).not.toBe('shown');
    expect(report.slips).toEqual({ registered: 30, counted: 30, answered: null });
  });
});
