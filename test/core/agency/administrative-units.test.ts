import { expect, test } from 'vitest';
import type { KnownUnit, UnitColumn } from '../../../src/lib/core/agency/administrative-units';
import { readAdministrativeUnits } from '../../../src/lib/core/agency/administrative-units';

const row = (line: number, text: string) => {
  const [province_code = '', province_name = '', unit_code = '', unit_name = '', unit_name_en = '', unit_type = ''] = text.split(',');
  const cells: Record<UnitColumn, string> = { province_code, province_name, unit_code, unit_name, unit_name_en, unit_type };
  return { line, cells };
};
const PROVINCE = row(2, '14,Tỉnh Sơn La,14,Tỉnh Sơn La,Son La Province,province');
const COMMUNE = row(3, '14,Tỉnh Sơn La,04132,Xã Chiềng Mai,Chieng Mai Commune,Xã');
const NOTHING = new Map<string, KnownUnit>();
const stored = (unit: Partial<KnownUnit>): ReadonlyMap<string, KnownUnit> =>
  new Map([
    ['04132', { code: '04132', kind: 'commune', nameVi: 'Xã Chiềng Mai', nameEn: 'Chieng Mai Commune', parentCode: '14', ...unit }],
    ['14', { code: '14', kind: 'province', nameVi: 'Tỉnh Sơn La', nameEn: 'Son La Province', parentCode: null }]
  ]);

test('provinces and units are read, one with a small first letter in its name too', () => {
  const { units, mistakes } = readAdministrativeUnits(
    [PROVINCE, COMMUNE, row(4, '14,Tỉnh Sơn La,12415,xã Bắc Sơn,Bac Son Commune,XÃ')],
    NOTHING
  );
  expect(mistakes).toEqual([]);
  expect(units).toEqual([
    { line: 2, code: '14', kind: 'province', nameVi: 'Tỉnh Sơn La', nameEn: 'Son La Province', parentCode: null },
    { line: 3, code: '04132', kind: 'commune', nameVi: 'Xã Chiềng Mai', nameEn: 'Chieng Mai Commune', parentCode: '14' },
    { line: 4, code: '12415', kind: 'commune', nameVi: 'Xã Bắc Sơn', nameEn: 'Bac Son Commune', parentCode: '14' }
  ]);
});

test.each([
  ['14,Tỉnh Sơn La,04132,,Chieng Mai Commune,Xã', 'row-empty', { column: 'unit_name' }],
  ['14,Tỉnh Sơn La,04132,Thị trấn Hát Lót,Hat Lot,Thị trấn', 'row-value', { column: 'unit_type', value: 'Thị trấn' }],
  ['014,Tỉnh Sơn La,04132,Xã Chiềng Mai,Chieng Mai Commune,Xã', 'row-value', { column: 'province_code', value: '014' }],
  ['14,Tỉnh Sơn La,4132,Xã Chiềng Mai,Chieng Mai Commune,Xã', 'row-value', { column: 'unit_code', value: '4132' }],
  ['14,Tỉnh Sơn La,15,Tỉnh Lào Cai,Lao Cai Province,province', 'row-value', { column: 'unit_code', value: '15' }],
  ['14,Tỉnh Sơn La,04132,Xã\u0000Mai,Chieng Mai Commune,Xã', 'row-value', { column: 'unit_name', value: 'Xã\u0000Mai' }],
  [`14,Tỉnh Sơn La,04132,Xã Mai,${'a'.repeat(201)},Xã`, 'row-value', { column: 'unit_name_en', value: 'a'.repeat(201) }],
  ['14,Tỉnh Sơn La,14,Tỉnh Sơn La,Son La Province,province', 'row-repeated', { value: '14', first: 2 }],
  ['99,Tỉnh Không Có,04132,Xã Chiềng Mai,Chieng Mai Commune,Xã', 'row-parent-unknown', { value: '99' }]
])('a row that does not fit is named with its line: %s', (text, code, parameters) => {
  const { units, mistakes } = readAdministrativeUnits([PROVINCE, row(7, text)], NOTHING);
  expect(mistakes).toEqual([{ place: 'line 7', code, parameters: { line: 7, ...parameters } }]);
  expect(units.map((unit) => unit.line)).toEqual([2]);
});

test('every mistake is named, not only the first', () => {
  const { mistakes } = readAdministrativeUnits([PROVINCE, row(5, '1,x,2,y,z,Quận'), row(6, ',,,,,')], NOTHING);
  expect(mistakes.map(({ place, parameters }) => `${place} ${parameters.column}`)).toEqual([
    'line 5 unit_type',
    'line 5 province_code',
    ...['province_code', 'province_name', 'unit_code', 'unit_name', 'unit_name_en', 'unit_type'].map((column) => `line 6 ${column}`)
  ]);
});

test('a province that is stored already may be missing from the table', () => {
  expect(readAdministrativeUnits([COMMUNE], stored({})).mistakes).toEqual([]);
});

test.each<[Partial<KnownUnit>, string, string]>([
  [{ nameVi: 'Xã Chiềng Mai Cũ' }, 'Xã Chiềng Mai', 'Xã Chiềng Mai Cũ'],
  [{ nameEn: 'Old Commune' }, 'Chieng Mai Commune', 'Old Commune'],
  [{ kind: 'department' }, 'commune', 'department'],
  [{ parentCode: null }, '14', '–']
])('a row that contradicts what is stored is refused: %j', (known, value, kept) => {
  expect(readAdministrativeUnits([PROVINCE, COMMUNE], stored(known)).mistakes).toEqual([
    { place: 'line 3', code: 'row-differs', parameters: { line: 3, code: '04132', value, kept } }
  ]);
});
