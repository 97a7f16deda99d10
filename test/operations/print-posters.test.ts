import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/lib/server/config';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { openPrintForm, requestPosters } from '../../src/lib/server/operations/open-counter-forms';
import type { PrintJob } from '../../src/lib/server/operations/print-posters';
import { listDestinations, printPosters } from '../../src/lib/server/operations/print-posters';
import type { Db } from '../../src/lib/server/schema';
import { askingAs, formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';

const NOW = new Date('2026-11-23T02:00:00Z');
const config = readConfig({ PUBLIC_URL: 'https://ykien.sonla.gov.vn' });
const job: PrintJob = { agencyCode: '14', format: 'a6', stickers: 3, slips: true };

async function seed(db: Db): Promise<void> {
  const since = { validFrom: '2025-07-01' };
  await createAgency(db, { code: '14', kind: 'province', name: { vi: 'Tỉnh Sơn La', en: 'Son La Province' }, ...since });
  for (const [code, vi] of [
    ['a', 'Xã Ông'],
    ['b', 'Xã An'],
    ['c', 'Xã Đông'],
    ['empty', 'Xã Trống']
  ] as const)
    await createAgency(db, { code, kind: 'commune', name: { vi, en: vi }, parentCode: '14', ...since });
  for (const [agencyCode, name] of [
    ['a', 'Quầy 1'],
    ['b', 'Quầy 10'],
    ['b', 'Quầy 2'],
    ['c', 'Quầy 1'],
    ['c', 'Quầy cũ']
  ] as const)
    await createCounter(db, { agencyCode, name, openedOn: '2025-07-01' }, NOW, randomBytes);
  await db.updateTable('counters').set({ closed_on: '2026-11-22' }).where('name', '=', 'Quầy cũ').execute();
}

onBothEngines('a print job', (open) => {
  test('holds the open counters of the agency and of those below it, as they are carried out', async () => {
    await using database = await open();
    await seed(database.db);
    const names = async (agencyCode: string) =>
      (await listDestinations(database.db, agencyCode, NOW)).map((counter) => `${counter.agencyName.vi}, ${counter.name}`);
    expect(await names('14')).toEqual(['Xã An, Quầy 2', 'Xã An, Quầy 10', 'Xã Đông, Quầy 1', 'Xã Ông, Quầy 1']);
    expect(await names('c')).toEqual(['Xã Đông, Quầy 1']);
  });

  test('is one PDF, with a slip for each agency if that is asked for', async () => {
    await using database = await open();
    await seed(database.db);
    const seen: number[] = [];
    const print = async (change: Partial<PrintJob>) => {
      const out = new PassThrough();
      const [bytes, pages] = await Promise.all([
        buffer(out),
        printPosters(database.db, config, { ...job, ...change }, NOW, out, (page) => seen.push(page))
      ]);
      return { pages, written: [...bytes.toString('latin1').matchAll(/\/Type \/Page\n/g)].length };
    };
    expect(await print({ slips: false })).toEqual({ pages: 4, written: 4 });
    expect(seen).toEqual([1, 2, 3, 4]);
    // Twelve stickers are half a sheet.
    expect(await print({ slips: false, format: 'stickers' })).toEqual({ pages: 1, written: 1 });
    expect(await print({ format: 'stickers' })).toEqual({ pages: 6, written: 6 });
  });

  test('is refused, before anything is written, without a counter, an agency or PUBLIC_URL', async () => {
    await using database = await open();
    await seed(database.db);
    const out = new PassThrough();
    const refused = async (change: Partial<PrintJob>, settings = config) =>
      printPosters(database.db, settings, { ...job, ...change }, NOW, out).catch((failure: unknown) => failure);
    expect(await refused({ agencyCode: 'empty' })).toMatchObject({ code: 'no-counter-to-print', parameters: { agency: 'Xã Trống' } });
    expect(await refused({ agencyCode: 'khong-co' })).toMatchObject({ code: 'agency-unknown-code' });
    expect(await refused({}, readConfig({}))).toMatchObject({ code: 'public-url-missing' });
    expect(out.readableLength).toBe(0);
  });

  test('can be of any agency that has something to print, however many there are', async () => {
    await using database = await open();
    const { db } = database;
    await seed(db);
    for (let i = 1; i <= 60; i++) {
      const agency = { code: `x${i}`, kind: 'commune', name: { vi: `Xã Số ${i}`, en: `Commune ${i}` }, parentCode: '14' } as const;
      await createAgency(db, { ...agency, validFrom: '2025-07-01' });
      await createCounter(db, { agencyCode: `x${i}`, name: 'Quầy 1', openedOn: '2025-07-01' }, NOW, randomBytes);
    }
    await createAgency(db, { code: 's', kind: 'department', name: { vi: 'Sở Ẩn', en: 'S' }, parentCode: '14', validFrom: '2025-07-01' });
    await createAgency(db, { code: 't', kind: 'centre', name: { vi: 'Trung tâm', en: 'T' }, parentCode: 's', validFrom: '2025-07-01' });
    await createCounter(db, { agencyCode: 't', name: 'Quầy 1', openedOn: '2025-07-01' }, NOW, randomBytes);
    const { places } = await openPrintForm(db, await askingAs(db, '14'), NOW);
    const codes = places.map(({ code }) => code);
    expect(codes.slice(0, 7)).toEqual(['14', 's', 't', 'b', 'c', 'a', 'x1']);
    expect(codes).toHaveLength(66);
    expect(codes.at(-1)).toBe('x60');
  });

  test('is found again by whoever asked for it, and by nobody else', async () => {
    await using database = await open();
    const { db } = database;
    await seed(db);
    const [own, other] = [await askingAs(db, '14'), await askingAs(db, 'a')];
    const id = await requestPosters(db, config, own, formOf({ agency: '14', format: 'a5' }), NOW);
    const recentOf = async (asking: typeof own, now = NOW) => (await openPrintForm(db, asking, now)).recent;
    expect(await recentOf(own)).toEqual([{ id, state: 'waiting', createdAt: NOW.toISOString() }]);
    expect(await recentOf(other)).toEqual([]);
    const weekLater = new Date(NOW.getTime() + 8 * 86_400_000);
    expect(await recentOf(own, weekLater), 'its file is gone by then').toEqual([]);
  });
});
