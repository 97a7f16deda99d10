import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../src/lib/core/problem';
import { importAgencies } from '../../src/lib/server/operations/import-agencies';
import type { Db } from '../../src/lib/server/schema';
import { findAgencyByCode, listAgencies, listAgenciesBelow, listChildren } from '../../src/lib/server/store/agencies';
import { onBothEngines } from '../support/engines';

const FILE = readFileSync('scripts/data/vn-administrative-units-2026.csv');
const TODAY = '2026-11-23';
const HEADER = 'province_code,province_name,unit_code,unit_name,unit_name_en,unit_type';
const PROVINCE = '14,Tỉnh Sơn La,14,Tỉnh Sơn La,Son La Province,province';
const COMMUNE = '14,Tỉnh Sơn La,04132,Xã Chiềng Mai,Chieng Mai Commune,Xã';

const importFile = (db: Db, file: Uint8Array | string, provinceCode?: string) =>
  importAgencies(db, {
    file: typeof file === 'string' ? new TextEncoder().encode(file) : file,
    fileName: 'units.csv',
    validFrom: '2025-07-01',
    provinceCode
  });
const lines = (...texts: string[]) => texts.join('\n');

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const failure: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason
  );
  if (!(failure instanceof Problem)) throw new Error(`no Problem but ${String(failure)}`);
  return failure;
}

onBothEngines('the table of administrative units', (open) => {
  test('comes in whole, and again changes nothing', async () => {
    await using database = await open();
    const stored: number[] = [];
    const first = await importAgencies(database.db, {
      file: FILE,
      fileName: 'units.csv',
      validFrom: '2025-07-01',
      onStored: (count) => stored.push(count)
    });
    expect(first).toEqual({ added: 3355, unchanged: 0 });
    expect(stored.at(-1)).toBe(3355);
    const all = await listAgencies(database.db, TODAY);
    expect(all.filter((agency) => agency.kind === 'province')).toHaveLength(34);
    expect(all.filter((agency) => agency.kind === 'commune')).toHaveLength(3321);

    expect(await importFile(database.db, FILE)).toEqual({ added: 0, unchanged: 3355 });
    expect(await listAgencies(database.db, TODAY)).toEqual(all);
  });

  test('puts communes under their province from the day that is given', async () => {
    await using database = await open();
    expect(await importFile(database.db, FILE, '14')).toEqual({ added: 76, unchanged: 0 });
    const province = await findAgencyByCode(database.db, '14', TODAY);
    expect(province).toMatchObject({ name: { vi: 'Tỉnh Sơn La', en: 'Son La Province' }, validFrom: '0001-01-01', parentId: null });
    expect(await listChildren(database.db, province!.id, TODAY)).toHaveLength(75);
    expect(await listChildren(database.db, province!.id, '2025-06-30')).toHaveLength(0);
    const commune = await findAgencyByCode(database.db, '04132', TODAY);
    expect(commune).toMatchObject({ kind: 'commune', name: { vi: 'Xã Chiềng Mai', en: 'Chieng Mai Commune' }, parentId: province!.id });
    expect(await listAgenciesBelow(database.db, province!.path, TODAY)).toHaveLength(76);

    expect(await importFile(database.db, FILE)).toEqual({ added: 3279, unchanged: 76 });
    expect(await problemOf(importFile(database.db, FILE, '99'))).toMatchObject({ code: 'agency-unknown-code', parameters: { code: '99' } });
  });

  test('with bad rows is refused whole, every line named', async () => {
    await using database = await open();
    const file = lines(
      HEADER,
      PROVINCE,
      COMMUNE,
      '14,Tỉnh Sơn La,04132,Xã Chiềng Mai,Chieng Mai Commune,Xã',
      '14,Tỉnh Sơn La,123,Xã Ba Số,Three Digits,Xã',
      '15,Tỉnh Lào Cai,02647,Phường Lào Cai,Lao Cai Ward,Phường'
    );
    const problem = await problemOf(importFile(database.db, file));
    expect(problem).toMatchObject({ code: 'import-row', parameters: { file: 'units.csv', count: 3 } });
    expect(problem.details.map(({ place, code }) => [place, code])).toEqual([
      ['line 4', 'row-repeated'],
      ['line 5', 'row-value'],
      ['line 6', 'row-parent-unknown']
    ]);
    expect(await listAgencies(database.db, TODAY, 'with-closed')).toEqual([]);
  });

  test('that renames what is stored is refused, and what else it brings stays out', async () => {
    await using database = await open();
    await importFile(database.db, lines(HEADER, PROVINCE, COMMUNE));
    const renamed = lines(HEADER, PROVINCE, COMMUNE.replace('Xã Chiềng Mai', 'Xã Khác'), COMMUNE.replace('04132', '04204'));
    const problem = await problemOf(importFile(database.db, renamed));
    expect(problem.details).toEqual([
      { place: 'line 3', code: 'row-differs', parameters: { line: 3, code: '04132', value: 'Xã Khác', kept: 'Xã Chiềng Mai' } }
    ]);
    expect(await findAgencyByCode(database.db, '04204', TODAY)).toBeUndefined();
  });

  test('two at once take turns', async () => {
    await using database = await open();
    const both = await Promise.all([importFile(database.db, FILE, '14'), importFile(database.db, FILE, '14')]);
    expect(both.map((each) => each.added).toSorted((a, b) => a - b)).toEqual([0, 76]);
    expect(await listAgencies(database.db, TODAY)).toHaveLength(76);
  });
});

onBothEngines('a table', (open) => {
  describe.each([
    ['with a byte order mark', `\ufeff${lines(HEADER, PROVINCE, COMMUNE)}`],
    ['with semicolons and Windows line ends', lines(HEADER, PROVINCE, COMMUNE).replaceAll(',', ';').replaceAll('\n', '\r\n')],
    ['with quoted cells', lines(HEADER, PROVINCE, COMMUNE.replace('Xã Chiềng Mai', '"Xã Chiềng Mai"'))],
    ['in decomposed Unicode', lines(HEADER, PROVINCE, COMMUNE).normalize('NFD')],
    ['with empty lines and separators below it', `${lines(HEADER, PROVINCE, '', COMMUNE)}\n,,,,,\n\n`]
  ])('%s', (_, file) => {
    test('is read', async () => {
      await using database = await open();
      expect(await importFile(database.db, file)).toEqual({ added: 2, unchanged: 0 });
      expect((await findAgencyByCode(database.db, '04132', TODAY))?.name.vi).toBe('Xã Chiềng Mai');
    });
  });
});

onBothEngines('a file that is no such table', (open) => {
  test.each<[string, string | Uint8Array, object]>([
    [
      'another header',
      'a,b\n1,2',
      { code: 'import-header', parameters: { file: 'units.csv', columns: HEADER.replaceAll(',', ', '), found: 'a, b' } }
    ],
    ['a column less', lines(HEADER.replace(',unit_type', ''), ''), { code: 'import-header', parameters: { columns: 'unit_type' } }],
    ['a column twice', lines(`${HEADER},unit_code`, ''), { code: 'column-repeated', parameters: { columns: 'unit_code' } }],
    ['nothing', '', { code: 'import-header' }],
    ['another encoding', Uint8Array.from([0x70, 0xe3, 0x28, 0xa1]), { code: 'file-not-utf8' }],
    [
      'a row with a cell too many',
      lines(HEADER, PROVINCE, `${COMMUNE},x`),
      { code: 'import-row', details: [{ place: 'line 3', code: 'row-cells', parameters: { line: 3, found: 7, expected: 6 } }] }
    ],
    [
      'a quote in the wrong place',
      lines(HEADER, PROVINCE, COMMUNE.replace('Xã', 'X"ã')),
      { code: 'import-row', details: [{ place: 'line 3', code: 'row-quotes' }] }
    ]
  ])('%s is refused by name', async (_, file, expected) => {
    await using database = await open();
    expect(await problemOf(importFile(database.db, file))).toMatchObject(expected);
    expect(await listAgencies(database.db, TODAY)).toEqual([]);
  });
});
