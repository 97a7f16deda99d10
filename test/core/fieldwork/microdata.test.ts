import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MicrodataRow } from '../../../src/lib/core/fieldwork/microdata';
import { HIDDEN, protectRows } from '../../../src/lib/core/fieldwork/microdata';

const row = (given: Partial<MicrodataRow> = {}): MicrodataRow => ({
  ...{ stratum: 'T1', agency: 'a', classes: [], profile: [] },
  ...given
});
const rows = (count: number, given: Partial<MicrodataRow> = {}) => Array.from({ length: count }, () => row(given));
const anyRow = fc.record({
  stratum: fc.constantFrom('T1', 'T2', 'T3'),
  classes: fc.tuple(fc.constantFrom('f', 'm')),
  profile: fc.tuple(fc.constantFrom('f', 'm'), fc.constantFrom('18–29', '30–44', '45–59', '60+'))
});

test('five alike are told apart from nobody: nothing is hidden', () => {
  const given = [...rows(5, { profile: ['f', '60+'] }), ...rows(6, { profile: ['m', '60+'] })];
  const { rows: shown, small, hidden, left } = protectRows(given);
  expect(shown).toEqual(given.map(({ agency, profile }) => ({ agency, profile })));
  expect({ small, hidden, left }).toEqual({ small: { cells: 0, rows: 0 }, hidden: { agency: 0, profile: [0, 0] }, left: 0 });
});

test('the last part of the profile goes first, in the rows of small cells alone', () => {
  const given = [...rows(5, { profile: ['f', 'old'] }), ...rows(3, { profile: ['f', 'young'] }), ...rows(2, { profile: ['f', 'middle'] })];
  const { rows: shown, small, hidden } = protectRows(given);
  expect(shown.map(({ profile }) => profile[1])).toEqual([...Array<string>(5).fill('old'), ...Array<string>(5).fill(HIDDEN)]);
  expect(small).toEqual({ cells: 2, rows: 5 });
  expect(hidden).toEqual({ agency: 0, profile: [0, 5] });
});

test('hidden rows that were few alone take the smallest other cell with them', () => {
  const given = [...rows(9, { profile: ['f'] }), ...rows(6, { profile: ['m'] }), ...rows(2, { profile: ['other'] })];
  expect(protectRows(given).hidden.profile).toEqual([8]);
});

test('an agency with few rows is not named, nor is the one that would be missing by it', () => {
  const given = [
    ...rows(3, { stratum: 'T1', agency: 'a' }),
    ...rows(8, { stratum: 'T2', agency: 'b' }),
    ...rows(20, { stratum: 'T3', agency: 'c' })
  ];
  const { rows: shown, hidden } = protectRows(given);
  expect(hidden.agency).toBe(11);
  expect(shown.at(-1)!.agency).toBe('c');
  const both = [
    ...rows(3, { stratum: 'T1', agency: 'a' }),
    ...rows(4, { stratum: 'T2', agency: 'b' }),
    ...rows(5, { stratum: 'T3', agency: 'c' })
  ];
  expect(protectRows(both).hidden.agency).toBe(7);
});

test('a profile is hidden within its stratum, whose weights and population tell which it is, though no agency is named', () => {
  const given = [
    ...rows(3, { stratum: 'T1', agency: 'a', profile: ['f'] }),
    ...rows(2, { stratum: 'T2', agency: 'b', profile: ['m'] }),
    ...rows(2, { stratum: 'T2', agency: 'b', profile: ['f'] })
  ];
  expect(protectRows(given)).toMatchObject({ hidden: { agency: 7, profile: [7] }, left: 7 });
});

test('no cell stays small but by stratum and classes alone, and those are counted', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { minLength: 1, maxLength: 120 }), (given) => {
      const all = given.map((one) => ({ ...one, agency: `agency ${one.stratum}` }));
      const shown = protectRows(all);
      const cells = new Map<string, number>();
      shown.rows.forEach(({ agency, profile }, i) => {
        const key = JSON.stringify([all[i]!.stratum, agency, all[i]!.classes, profile]);
        cells.set(key, (cells.get(key) ?? 0) + 1);
      });
      const few = [...cells].filter(([, n]) => n < 5);
      expect(few.reduce((sum, [, n]) => sum + n, 0)).toBe(shown.left);
      // A stratum's name is told in all of its rows or in none.
      for (const stratum of ['T1', 'T2', 'T3'])
        expect(new Set(shown.rows.filter((_, i) => all[i]!.stratum === stratum).map(({ agency }) => agency)).size).toBeLessThanOrEqual(1);
    })
  );
});
