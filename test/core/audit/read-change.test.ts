import { expect, test } from 'vitest';
import { readChange } from '../../../src/lib/core/audit/read-change';

test('a change, a fact and a list are told apart, and what did not change is left out', () => {
  const json = JSON.stringify({
    name_vi: ['Xã Cũ', 'Xã Mới'],
    name_en: ['Same', 'Same'],
    last_day: [null, '2026-03-10'],
    year: 2026,
    predecessors: ['c1', 'c2'],
    roles: ['coordinator a1', 'agency_viewer a2'],
    follows: [],
    odd: { a: 1 }
  });
  expect(readChange(json)).toEqual([
    { field: 'name_vi', kind: 'change', before: 'Xã Cũ', after: 'Xã Mới' },
    { field: 'last_day', kind: 'change', before: null, after: '2026-03-10' },
    { field: 'year', kind: 'fact', value: 2026 },
    { field: 'predecessors', kind: 'list', values: ['c1', 'c2'] },
    { field: 'given', kind: 'list', values: ['coordinator a1', 'agency_viewer a2'] },
    { field: 'odd', kind: 'fact', value: '{"a":1}' }
  ]);
});
