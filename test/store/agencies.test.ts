import { expect, test } from 'vitest';
import type { Agency } from '../../src/lib/core/agency/agency';
import { SINCE_ALWAYS } from '../../src/lib/core/agency/agency';
import type { Db } from '../../src/lib/server/schema';
import {
  findAgency,
  findAgencyByCode,
  getAgency,
  getAgencyByCode,
  insertAgencies,
  insertAgency,
  insertSuccession,
  listAgencies,
  listAgenciesBelow,
  listChildren,
  listPredecessors,
  updateAgencyLastDay
} from '../../src/lib/server/store/agencies';
import { onBothEngines } from '../support/engines';

const TODAY = '2026-11-23';

const agency = (id: string, parent: Agency | null, more: Partial<Agency> = {}): Agency => ({
  id,
  code: id.toUpperCase(),
  kind: parent ? 'commune' : 'province',
  validFrom: SINCE_ALWAYS,
  validTo: null,
  name: { vi: `Xã ${id}`, en: `${id} Commune` },
  parentId: parent?.id ?? null,
  path: `${parent?.path ?? '/'}${id}/`,
  ...more
});
const province = agency('p', null);
const other = agency('p-2', null);
const commune = agency('c', province, { validFrom: '2025-07-01' });
const centre = agency('z', commune, { kind: 'centre', validFrom: '2025-07-01' });
const district = agency('d', province, { kind: 'district', validTo: '2025-06-30' });
const elsewhere = agency('e', other, { validFrom: '2025-07-01' });

const seed = (db: Db) => insertAgencies(db, [province, other, commune, centre, district, elsewhere]);
const codes = (agencies: readonly Agency[]) => agencies.map((each) => each.code);

onBothEngines('agencies', (open) => {
  test('come back as they were stored', async () => {
    await using database = await open();
    await insertAgency(database.db, province);
    await insertAgency(database.db, commune);
    expect(await findAgency(database.db, 'c', TODAY)).toEqual(commune);
    expect(await findAgencyByCode(database.db, 'P', TODAY)).toEqual(province);
    expect(await getAgency(database.db, 'c', TODAY)).toEqual(commune);
    await expect(getAgency(database.db, 'nobody', TODAY)).rejects.toMatchObject({ code: 'agency-not-found' });
    await expect(getAgencyByCode(database.db, 'NOBODY', TODAY)).rejects.toMatchObject({
      code: 'agency-unknown-code',
      parameters: { code: 'NOBODY' }
    });
  });

  test('are listed as they exist on the day; closed ones only when asked for', async () => {
    await using database = await open();
    await seed(database.db);
    expect(codes(await listAgencies(database.db, '2025-06-30'))).toEqual(['D', 'P', 'P-2']);
    expect(codes(await listAgencies(database.db, '2025-07-01'))).toEqual(['C', 'E', 'P', 'P-2', 'Z']);
    expect(codes(await listAgencies(database.db, '2025-07-01', 'with-closed'))).toEqual(['C', 'D', 'E', 'P', 'P-2', 'Z']);
    expect(await findAgencyByCode(database.db, 'C', '2025-06-30')).toBeUndefined();
    expect(await findAgencyByCode(database.db, 'D', TODAY)).toEqual(district);
  });

  test('below another are those of its path, and none of one whose id begins alike', async () => {
    await using database = await open();
    await seed(database.db);
    expect(codes(await listAgenciesBelow(database.db, '/p/', TODAY))).toEqual(['C', 'P', 'Z']);
    expect(codes(await listAgenciesBelow(database.db, '/p/', TODAY, 'with-closed'))).toEqual(['C', 'D', 'P', 'Z']);
    expect(codes(await listAgenciesBelow(database.db, '/p/c/', TODAY))).toEqual(['C', 'Z']);
    expect(codes(await listAgenciesBelow(database.db, '/P/', TODAY))).toEqual([]);
    expect(codes(await listAgenciesBelow(database.db, '/_/', TODAY))).toEqual([]);
    expect(codes(await listChildren(database.db, 'p', TODAY))).toEqual(['C']);
    expect(codes(await listChildren(database.db, 'p', '2025-06-30'))).toEqual(['D']);
  });

  test('have the name of the day; a closed one keeps its last', async () => {
    await using database = await open();
    await seed(database.db);
    await database.db.updateTable('agency_versions').set({ valid_to: '2026-01-31' }).where('agency_id', '=', 'c').execute();
    await database.db
      .insertInto('agency_versions')
      .values({
        agency_id: 'c',
        valid_from: '2026-02-01',
        valid_to: null,
        name_vi: 'Phường mới',
        name_en: 'New Ward',
        parent_id: 'p',
        path: '/p/c/'
      })
      .execute();
    const nameOn = async (day: string) => (await findAgency(database.db, 'c', day))?.name.vi;
    expect([await nameOn('2026-01-31'), await nameOn('2026-02-01')]).toEqual(['Xã c', 'Phường mới']);
    await updateAgencyLastDay(database.db, 'c', '2026-12-31');
    expect(await findAgency(database.db, 'c', '2027-06-01')).toMatchObject({ name: { vi: 'Phường mới' }, validTo: '2026-12-31' });
    expect(codes(await listAgencies(database.db, '2027-01-01'))).not.toContain('C');
    expect(codes(await listAgencies(database.db, '2026-12-31'))).toContain('C');
    const ends = await database.db
      .selectFrom('agency_versions')
      .select('valid_to')
      .where('agency_id', '=', 'c')
      .orderBy('valid_from')
      .execute();
    expect(ends.map((row) => row.valid_to)).toEqual(['2026-01-31', '2026-12-31']);
  });

  test('name what they follow', async () => {
    await using database = await open();
    await seed(database.db);
    await insertSuccession(database.db, { predecessorId: 'd', successorId: 'c', onDay: '2025-07-01' });
    await insertSuccession(database.db, { predecessorId: 'e', successorId: 'c', onDay: '2026-01-01' });
    expect(await listPredecessors(database.db, 'c')).toEqual([
      { agency: district, onDay: '2025-07-01' },
      { agency: elsewhere, onDay: '2026-01-01' }
    ]);
    expect(await listPredecessors(database.db, 'd')).toEqual([]);
  });
});
