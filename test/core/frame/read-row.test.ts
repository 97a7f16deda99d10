// A row becomes a unit with the person apart, or every reason why not.
import { expect, test } from 'vitest';
import { firstSeen } from '../../../src/lib/core/frame/first-seen';
import type { RowReader } from '../../../src/lib/core/frame/read-row';
import { readFrameRow } from '../../../src/lib/core/frame/read-row';

const READER: RowReader = {
  kind: 'transactions',
  columns: { dossierCode: 0, agency: 1, completedOn: 2, name: 3, phone: 4, address: 5, serviceField: 6, counter: 7 },
  width: 8,
  window: { from: '2026-01-01', to: '2026-09-30' },
  agencies: { match: (written) => (written === 'Xã A' ? { id: 'a' } : { reason: 'agency-unknown', detail: written }) },
  findCounter: (written) => (written === 'Quầy 1' ? 'counter-1' : null)
};
const PLACES: RowReader = { ...READER, kind: 'villages', columns: { agency: 0, village: 1, size: 2 } };

test('a transaction', () => {
  const read = readFrameRow(['H52.1', 'Xã A', '01/07/2026', 'Bà Lò Thị Hoa', 912345678, 'Bản Mé', 'Đất đai', 'Quầy 1'], READER);
  expect(read).toEqual({
    unit: {
      agencyId: 'a',
      counterId: 'counter-1',
      isCounterUnknown: false,
      serviceField: 'Đất đai',
      completedOn: '2026-07-01',
      personKind: 'person',
      area: '',
      village: '',
      size: 1,
      isPhoneUnread: false,
      person: { name: 'Bà Lò Thị Hoa', phone: '0912345678', address: 'Bản Mé', dossierCode: 'H52.1' },
      unitKey: 'H52.1',
      personKey: 'lo thi hoa\nphone 0912345678'
    }
  });
});

test.each([
  [
    ['H1', 'Xã B', '32/01/2026'],
    ['day-invalid', 'agency-unknown']
  ],
  [
    ['H1', '', ''],
    ['day-missing', 'agency-unknown']
  ],
  [['H1', 'Xã A', '31/12/2025'], ['day-outside']],
  [['H1', 'Xã A', '01/10/2026'], ['day-outside']],
  [[], ['day-missing', 'agency-unknown']]
])('%j is refused: %j', (cells, reasons) => {
  const read = readFrameRow(cells, READER);
  expect('refusals' in read && read.refusals.map(({ reason }) => reason)).toEqual(reasons);
});

test('a row with more cells than the list has columns is not read shifted', () => {
  const cells = ['H1', 'Xã A', '01/07/2026', 'Lò A', '0912345678', 'Bản Mé', ' xã A', 'Đất đai', 'Quầy 1', ''];
  expect(readFrameRow(cells, READER)).toEqual({ refusals: [{ reason: 'row-cells', detail: '9 > 8' }] });
});

test('a reason tells a day or an agency, and no other cell', () => {
  const read = readFrameRow(['H1', 'Xã A', 'Lò Thị Hoa 0912345678'], READER);
  expect(read).toEqual({ refusals: [{ reason: 'day-invalid', detail: '' }] });
});

test('a village has a size, and no person', () => {
  expect(readFrameRow(['Xã A', 'Bản Mé', '1.250'], PLACES)).toMatchObject({
    unit: { village: 'Bản Mé', size: 1250, personKind: '', completedOn: null, unitKey: 'a bản mé', personKey: '' }
  });
  expect(readFrameRow(['Xã A', '', ''], PLACES)).toMatchObject({ refusals: [{ reason: 'size-missing' }, { reason: 'village-missing' }] });
  expect(readFrameRow(['Xã A', 'Bản Mé', '-1'], PLACES)).toMatchObject({ refusals: [{ reason: 'size-invalid' }] });
});

test('two villages and their households whose names differ by a mark alone are two; case and blanks tell none apart', () => {
  const keysOf = (reader: RowReader, cells: readonly string[]) => {
    const read = readFrameRow(cells, reader);
    return 'unit' in read ? [read.unit.unitKey, read.unit.personKey] : [];
  };
  const village = (name: string) => keysOf(PLACES, ['Xã A', name, '10'])[0];
  expect(village('Bản Pá')).not.toBe(village('Bản Pạ'));
  expect(village('Bản Pá')).toBe(village('BẢN  PÁ'));
  const households: RowReader = { ...READER, kind: 'households', columns: { agency: 0, village: 1, name: 2, address: 3 } };
  const household = (name: string) => keysOf(households, ['Xã A', name, 'Lò Văn A', 'Số 1'])[1];
  expect(household('Bản Pá')).not.toBe(household('Bản Pạ'));
  expect(household('Bản Pá')).toBe(household('bản pá'));
});

test('a household needs its village and a name', () => {
  const households: RowReader = { ...READER, kind: 'households', columns: { agency: 0, village: 1, name: 2, dossierCode: 3 } };
  expect(readFrameRow(['Xã A', 'Bản Mé', '', 'h 12'], households)).toMatchObject({ refusals: [{ reason: 'name-missing' }] });
  expect(readFrameRow(['Xã A', 'Bản Mé', 'Lò A', 'h 12'], households)).toMatchObject({
    unit: { unitKey: 'a H12', completedOn: null, size: 1 }
  });
});

test('marks that came before are told by their first number, however many there are', () => {
  const seen = firstSeen();
  const high = (i: number) => Math.imul(i, 0x9e3779b1);
  const numbers = Array.from({ length: 50_000 }, (_, i) => i + 1);
  expect(numbers.filter((i) => seen.note(high(i), i, i) !== 0)).toEqual([]);
  expect(numbers.filter((i) => seen.note(high(i), i, 60_000) !== i)).toEqual([]);
  expect(seen.note(high(1), 2, 7)).toBe(0);
});
