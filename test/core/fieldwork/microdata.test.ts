import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MicrodataRow } from '../../../src/lib/core/fieldwork/microdata';
import { HIDDEN, protectRows } from '../../../src/lib/core/fieldwork/microdata';

const rows = (count: number, facts: readonly string[], place = 'T1') => Array.from({ length: count }, () => ({ place, facts }));
const anyRow = fc.record<MicrodataRow>({
  place: fc.constantFrom('T1', 'T2', 'T3'),
  facts: fc.tuple(fc.constantFrom('f', 'm'), fc.constantFrom('18–29', '30–44', '45–59', '60+'), fc.constantFrom('online', 'counter'))
});

test('five alike are told apart from nobody: nothing is hidden', () => {
  const given = [...rows(5, ['f', '60+']), ...rows(6, ['m', '60+'])];
  expect(protectRows(given)).toEqual({
    rows: given.map(({ facts }) => facts),
    small: { cells: 0, rows: 0 },
    hidden: [0, 0],
    left: 0
  });
});

test('the last fact goes first, in the rows of small cells alone', () => {
  const given = [...rows(5, ['f', 'online']), ...rows(3, ['f', 'post']), ...rows(2, ['f', 'counter'])];
  const { rows: shown, small, hidden } = protectRows(given);
  expect(shown.map(([, channel]) => channel)).toEqual([...Array<string>(5).fill('online'), ...Array<string>(5).fill(HIDDEN)]);
  expect({ small, hidden }).toEqual({ small: { cells: 2, rows: 5 }, hidden: [0, 5] });
});

test('rows of which nothing is told and that were few alone take the smallest other cell with them', () => {
  expect(protectRows([...rows(9, ['f']), ...rows(6, ['m']), ...rows(2, ['other'])]).hidden).toEqual([8]);
});

test('what is enough in the whole file is not enough in a place, which whoever looks is taken to know', () => {
  const given = [...rows(3, ['f'], 'T1'), ...rows(2, ['m'], 'T2'), ...rows(2, ['f'], 'T2'), ...rows(6, ['f'], 'T3')];
  expect(protectRows(given)).toMatchObject({ hidden: [7], left: 7, small: { cells: 3, rows: 7 } });
});

test('whoever knows a row’s place and all of its facts finds at least five that it may be, or a place of which nothing is told', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { minLength: 1, maxLength: 120 }), (given) => {
      const shown = protectRows(given);
      const inPlace = (place: string) => shown.rows.filter((_, i) => given[i]!.place === place);
      let left = 0;
      for (const { place, facts } of given) {
        const of = inPlace(place);
        if (of.length < 5) {
          left++;
          expect(of.flat().every((fact) => fact === HIDDEN)).toBe(true);
          continue;
        }
        // Of the rows that it may be, as told: each stands there five times.
        const may = of.filter((row) => row.every((fact, i) => fact === HIDDEN || fact === facts[i])).map((row) => JSON.stringify(row));
        for (const one of may) expect(may.filter((other) => other === one).length).toBeGreaterThanOrEqual(5);
        expect(may.length).toBeGreaterThanOrEqual(5);
      }
      expect(shown.left).toBe(left);
      // Nothing is told that is not so.
      shown.rows.forEach((row, i) => expect(row.every((fact, at) => fact === HIDDEN || fact === given[i]!.facts[at])).toBe(true));
    })
  );
});
