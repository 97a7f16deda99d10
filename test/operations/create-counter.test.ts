import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeCounterCode, readCounterCode } from '../../src/lib/core/fieldwork/counter-code';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import type { CounterOpening } from '../../src/lib/server/operations/create-counter';
import { replaceCode } from '../../src/lib/server/operations/change-counter';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import type { Db } from '../../src/lib/server/schema';
import { findCounterByCode, getCounter, listCountersBelow } from '../../src/lib/server/store/counters';
import { byCommand } from '../../src/lib/server/store/audit-events';
import { onBothEngines } from '../support/engines';

/** Late on 22/11 in UTC, already 23/11 in Vietnam. */
const NOW = new Date('2026-11-22T18:00:00Z');
const TODAY = '2026-11-23';

async function seed(db: Db) {
  const always = { validFrom: '0001-01-01' };
  const province = await createAgency(db, { code: '14', kind: 'province', name: { vi: 'Tỉnh Sơn La', en: 'Son La' }, ...always });
  const commune = await createAgency(db, {
    code: '04132',
    kind: 'commune',
    name: { vi: 'Xã Chiềng Mai', en: 'Chieng Mai' },
    parentCode: '14',
    validFrom: '2025-07-01'
  });
  const district = await createAgency(db, {
    code: 'h',
    kind: 'district',
    name: { vi: 'Huyện', en: 'District' },
    parentCode: '14',
    ...always,
    validTo: '2025-06-30'
  });
  return { province, commune, district };
}
const create = (db: Db, input: Partial<CounterOpening> = {}, random = randomBytes as (n: number) => Uint8Array) =>
  createCounter(db, { agencyCode: '04132', name: 'Quầy 3', ...input }, NOW, random);

onBothEngines('a counter', (open) => {
  test('opens today with a code that leads to it', async () => {
    await using database = await open();
    const { commune } = await seed(database.db);
    const counter = await create(database.db, { name: ' Quầy 3 '.normalize('NFD') });
    expect(counter).toMatchObject({
      name: 'Quầy 3',
      openedOn: TODAY,
      closedOn: null,
      agencyId: commune.id,
      agencyCode: '04132',
      agencyName: commune.name,
      agencyPath: commune.path,
      defaultHandlingAgencyId: commune.id
    });
    expect(readCounterCode(counter.code)).toEqual({ code: counter.code });
    expect(await findCounterByCode(database.db, counter.code, TODAY)).toEqual(counter);
    expect(await getCounter(database.db, counter.id, TODAY)).toEqual(counter);
    expect(await findCounterByCode(database.db, makeCounterCode(randomBytes), TODAY)).toBeUndefined();
    await expect(getCounter(database.db, 'nobody', TODAY)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('may receive for another agency', async () => {
    await using database = await open();
    const { province } = await seed(database.db);
    expect(await create(database.db, { handlingAgencyCode: '14' })).toMatchObject({
      agencyCode: '04132',
      defaultHandlingAgencyId: province.id
    });
  });

  test.each<[Partial<CounterOpening>, object]>([
    [{ agencyCode: 'nowhere' }, { code: 'agency-unknown-code' }],
    [{ handlingAgencyCode: 'nowhere' }, { code: 'agency-unknown-code' }],
    [{ agencyCode: 'h' }, { code: 'agency-closed', parameters: { code: 'h', day: '23/11/2026' } }],
    [{ openedOn: '2025-06-30' }, { code: 'agency-closed', parameters: { code: '04132' } }],
    [{ handlingAgencyCode: 'h' }, { code: 'agency-closed' }],
    [{}, { code: 'counter-name-taken', parameters: { name: 'Quầy 3', agency: 'Xã Chiềng Mai' } }]
  ])('is refused, and nothing is stored: %j', async (input, expected) => {
    await using database = await open();
    const { province } = await seed(database.db);
    const first = await create(database.db);
    await expect(create(database.db, input)).rejects.toMatchObject(expected);
    expect(await listCountersBelow(database.db, province.path, TODAY)).toEqual([first]);
  });

  test('may take the name of one that is closed', async () => {
    await using database = await open();
    await seed(database.db);
    await create(database.db);
    await database.db.updateTable('counters').set({ closed_on: '2026-11-22' }).execute();
    await expect(create(database.db)).resolves.toMatchObject({ name: 'Quầy 3' });
  });

  test('draws another code when the first is taken', async () => {
    await using database = await open();
    await seed(database.db);
    const taken = await create(database.db, {}, (n) => new Uint8Array(n));
    let draws = 0;
    const counter = await create(database.db, { name: 'Quầy 4' }, (n) => new Uint8Array(n).fill(draws++));
    expect([taken.code, counter.code, draws]).toEqual(['33333333', expect.stringMatching(/^4{7}/), 2]);
  });

  test('is found by a replaced code too, and printed with the one in force', async () => {
    await using database = await open();
    const { commune } = await seed(database.db);
    const counter = await create(database.db);
    const replacement = await replaceCode(database.db, counter.id, randomBytes, byCommand(NOW));
    expect((await findCounterByCode(database.db, counter.code, TODAY))?.id).toBe(counter.id);
    expect((await getCounter(database.db, counter.id, TODAY)).code).toBe(replacement);
    expect((await listCountersBelow(database.db, commune.path, TODAY)).map((each) => each.code)).toEqual([replacement]);
  });

  test('is listed below every agency above it, and below no other', async () => {
    await using database = await open();
    const { province, commune, district } = await seed(database.db);
    await create(database.db, { name: 'Quầy 2' });
    await create(database.db, { name: 'Quầy 1' });
    await create(database.db, { agencyCode: '14', name: 'Quầy tỉnh' });
    const names = async (path: string) => (await listCountersBelow(database.db, path, TODAY)).map((counter) => counter.name);
    expect(await names(province.path)).toEqual(['Quầy 1', 'Quầy 2', 'Quầy tỉnh']);
    expect(await names(commune.path)).toEqual(['Quầy 1', 'Quầy 2']);
    expect(await names(district.path)).toEqual([]);
  });
});
