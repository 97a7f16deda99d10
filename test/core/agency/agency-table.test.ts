// A table of agencies compared with what is stored: what it adds, renames and moves; and every row that does not fit, by its line.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredAgency } from '../../../src/lib/core/agency/agency-table';
import { planAgencyTable } from '../../../src/lib/core/agency/agency-table';

const FROM = '2026-11-01';
type Cells = readonly [code: string, name: string, nameEn: string, kind: string, parent: string];
const rows = (...table: readonly Cells[]) =>
  table.map(([code, name, name_en, kind, parent_code], i) => ({ line: i + 2, cells: { code, name, name_en, kind, parent_code } }));
const stored = (
  code: string,
  kind: StoredAgency['kind'],
  parentCode: string | null,
  change: Partial<StoredAgency> = {}
): readonly [string, StoredAgency] => [
  code,
  {
    code,
    kind,
    name: { vi: `Tên ${code}`, en: `Name ${code}` },
    validFrom: '2020-01-01',
    validTo: null,
    parentCode,
    lastFrom: '2020-01-01',
    isOwn: true,
    ...change
  }
];
const STORED = new Map([
  stored('p', 'province', null),
  stored('d', 'department', 'p'),
  stored('x', 'commune', 'p'),
  stored('t', 'centre', 'x'),
  stored('q', 'province', null, { isOwn: false }),
  stored('old', 'district', 'p', { validTo: '2025-06-30' }),
  stored('late', 'commune', 'p', { lastFrom: '2026-12-01' })
]);
const plan = (...table: readonly Cells[]) => planAgencyTable(rows(...table), STORED, FROM);
const codes = (list: readonly { readonly code: string }[]) => list.map(({ code }) => code);
const mistakes = (...table: readonly Cells[]) => plan(...table).mistakes.map(({ place, code }) => [place, code]);

test('what is new, what has another name, what stands elsewhere, and what stays', () => {
  const found = plan(
    ['t2', 'Trung tâm hai', '', 'Trung tâm', 'x2'],
    ['x2', 'Phường  Hai', 'Ward Two', 'Phường', 'p'],
    ['x', 'Xã Mới', 'Name x', 'xã', 'p'],
    ['t', 'Tên t', 'Name t', 'centre', 'd'],
    ['d', 'Tên d', 'Name d', 'Sở', 'p'],
    ['p', 'Tên p', 'Name p', 'Tỉnh', '']
  );
  expect(found.mistakes).toEqual([]);
  expect(codes(found.added)).toEqual(['x2', 't2']);
  expect(found.added[1]).toMatchObject({ nameVi: 'Trung tâm hai', nameEn: 'Trung tâm hai', kind: 'centre', parentCode: 'x2' });
  expect(found.renamed).toMatchObject([{ code: 'x', nameVi: 'Xã Mới', before: 'Tên x' }]);
  expect(found.moved).toMatchObject([{ code: 't', parentCode: 'd', before: 'x' }]);
  expect(found.unchanged).toBe(2);
});

test('every row that does not fit is named, in the order of the lines', () => {
  expect(mistakes(['', '', '', 'xã', 'p'], ['a b', 'A', '', 'quán', 'p'], ['n', 'N', '', 'xã', 'p'], ['n', 'M', '', 'xã', 'p'])).toEqual([
    ['line 2', 'row-empty'],
    ['line 2', 'row-empty'],
    ['line 3', 'row-value'],
    ['line 3', 'row-value'],
    ['line 5', 'row-repeated']
  ]);
  expect(mistakes(['n', 'N', '', 'xã', 'none'], ['m', 'M', '', 'tỉnh', ''], ['d', 'Tên d', '', 'xã', 'p'])).toEqual([
    ['line 2', 'row-parent-unknown'],
    ['line 3', 'row-empty'],
    ['line 4', 'row-differs']
  ]);
  expect(
    mistakes(['n', 'N', '', 'xã', 'q'], ['q', 'Khác', '', 'tỉnh', ''], ['n2', 'N', '', 'sở', 'x'], ['n3', 'N', '', 'xã', 'old'])
  ).toEqual([
    ['line 2', 'row-outside'],
    ['line 3', 'row-outside'],
    ['line 4', 'row-parent-wrong'],
    ['line 5', 'row-closed']
  ]);
  expect(mistakes(['old', 'Huyện Mới', '', 'huyện', 'p'], ['late', 'Xã Mới', '', 'xã', 'p'])).toEqual([
    ['line 2', 'row-closed'],
    ['line 3', 'row-changed-later']
  ]);
});

test('of what lies elsewhere a row that changes nothing is no mistake', () => {
  expect(plan(['q', 'Tên q', 'Name q', 'tỉnh', '']).unchanged).toBe(1);
});

test('whatever the rows, nothing that is added comes before what it stands under, and each is counted once', () => {
  const code = fc.constantFrom('a', 'b', 'c', 'e', 'f', 'x', 'd', 't', 'p');
  const row = fc.tuple(
    code,
    fc.constantFrom('N', 'Tên x'),
    fc.constant(''),
    fc.constantFrom('xã', 'sở', 'trung tâm'),
    fc.oneof(code, fc.constant(''))
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 9 }), (table) => {
      const found = plan(...table);
      const at = new Map(found.added.map((agency, i) => [agency.code, i]));
      if (found.mistakes.length === 0)
        for (const [i, { parentCode }] of found.added.entries()) expect(at.get(parentCode ?? '') ?? -1).toBeLessThan(i);
      const changed = new Set([...codes(found.renamed), ...codes(found.moved)]).size;
      if (found.mistakes.length === 0) expect(found.added.length + changed + found.unchanged).toBe(table.length);
    })
  );
});
