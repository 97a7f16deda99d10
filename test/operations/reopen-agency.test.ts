// An agency that was closed by mistake is opened again on its page, while nothing followed it.
import { expect, test } from 'vitest';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { mergeAgencies } from '../../src/lib/server/operations/merge-agencies';
import { moveAgency } from '../../src/lib/server/operations/move-agency';
import type { AgencyChange } from '../../src/lib/server/operations/receive-agency-form';
import { changeAgency } from '../../src/lib/server/operations/receive-agency-form';
import { findAgencyByCode, LAST_DAY } from '../../src/lib/server/store/agencies';
import { findBrokenAuditEvent } from '../../src/lib/server/store/audit-events';
import { askingAs, formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { makeSmallProvince, NOW } from '../support/small-province';

onBothEngines('an agency that was closed', (open) => {
  test('goes on as if it had not been, where its parent is now; who holds another place may not', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const add = async (code: string, kind: 'department' | 'centre', parentCode: string) =>
      createAgency(db, { code, kind, name: { vi: `Đơn vị ${code}`, en: code }, parentCode, validFrom: '2025-07-01' });
    for (const code of ['d1', 'd2']) await add(code, 'department', 'p');
    await add('tt', 'centre', 'd1');
    const change = async (what: AgencyChange, code: string, fields = {}, at = 'p') =>
      changeAgency(db, await askingAs(db, at), code, what, formOf(fields), NOW);

    await expect(change('reopen', 'tt')).rejects.toMatchObject({ code: 'agency-is-open', parameters: { name: 'Đơn vị tt' } });
    await change('close', 'tt', { lastDay: '31/01/2026' });
    await change('close', 'd1', { lastDay: '28/02/2026' });
    await expect(change('reopen', 'tt', {}, 'c1')).rejects.toMatchObject({ code: 'outside-place' });
    await expect(change('reopen', 'tt')).rejects.toMatchObject({ code: 'agency-outlives-parent', parameters: { parent: 'Đơn vị d1' } });
    await change('reopen', 'd1');
    await change('reopen', 'tt');
    const [d1, tt] = [await findAgencyByCode(db, 'd1', LAST_DAY), await findAgencyByCode(db, 'tt', LAST_DAY)];
    expect([d1!.validTo, tt!.validTo, tt!.path]).toEqual([null, null, `${d1!.path}${tt!.id}/`]);
    // A wrong day is put right so: open again, closed with the right one.
    await change('close', 'tt', { lastDay: '15/02/2026' });
    await change('reopen', 'tt');
    await moveAgency(db, { code: 'tt', parentCode: 'd2', from: '2026-02-01' });
    expect(await findBrokenAuditEvent(db)).toBeNull();
    const events = await db.selectFrom('audit_events').select('change').where('action', '=', 'agency.reopen').orderBy('number').execute();
    expect(events.map(({ change }) => JSON.parse(change) as unknown)).toEqual([
      { last_day: ['2026-02-28', null] },
      { last_day: ['2026-01-31', null] },
      { last_day: ['2026-02-15', null] }
    ]);
  });

  test('stands below a parent that was moved meanwhile', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const name = (code: string) => ({ vi: code, en: code });
    await createAgency(db, { code: 'h', kind: 'district', name: name('h'), parentCode: 'p', validFrom: '2020-01-01' });
    await createAgency(db, { code: 'x', kind: 'commune', name: name('x'), parentCode: 'h', validFrom: '2020-01-01' });
    await createAgency(db, { code: 'tt', kind: 'centre', name: name('tt'), parentCode: 'x', validFrom: '2020-01-01' });
    const change = async (what: AgencyChange, fields = {}) => changeAgency(db, await askingAs(db, 'p'), 'tt', what, formOf(fields), NOW);
    await change('close', { lastDay: '31/01/2026' });
    await moveAgency(db, { code: 'x', parentCode: 'p', from: '2026-03-01' });
    await change('reopen');
    const pathOn = async (code: string, day: string) => (await findAgencyByCode(db, code, day))!.path;
    const { id } = (await findAgencyByCode(db, 'tt', LAST_DAY))!;
    for (const day of ['2026-01-01', '2026-02-28', '2026-03-01']) expect(await pathOn('tt', day)).toBe(`${await pathOn('x', day)}${id}/`);
  });

  test('stays closed where another took it over', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    await mergeAgencies(db, { predecessorCodes: ['c2'], into: { code: 'c1' }, onDay: '2026-03-01', counters: 'close', roles: 'leave' });
    const reopen = async () => changeAgency(db, await askingAs(db, 'p'), 'c2', 'reopen', formOf({}), NOW);
    await expect(reopen()).rejects.toMatchObject({ code: 'agency-followed', parameters: { name: 'Xã c2', successor: 'Xã c1' } });
  });
});
