// Four groups by quartiles of R's type 7, by hand.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GroupedUnit } from '../../../src/lib/core/scoring/quartile-groups';
import { groupByQuartile } from '../../../src/lib/core/scoring/quartile-groups';

const unit = (value: number, halfWidth: number | null = 0.1) => ({
  value,
  interval: halfWidth === null ? null : { lower: value - halfWidth, upper: value + halfWidth }
});
const grouped = (...values: number[]) =>
  groupByQuartile(
    values.map((value) => unit(value)),
    4
  );
const groups = (found: readonly GroupedUnit[] | null) => found?.map(({ group }) => group);

test('a unit on a bound is in the higher group', () => {
  // P25 = 2, P50 = 3, P75 = 4.
  expect(groups(grouped(1, 2, 3, 4, 10))).toEqual(['lowest', 'lower-middle', 'upper-middle', 'highest', 'highest']);
  expect(groups(grouped(10, 1, 4, 3, 2))).toEqual(['highest', 'lowest', 'highest', 'upper-middle', 'lower-middle']);
});

test('units that differ by rounding only are in one group', () => {
  const [one, other] = [6.5125, 6.512500000000001];
  const found = groups(grouped(3, one, other, 9, 9.5));
  expect(found![1]).toBe(found![2]);
  expect(groups(grouped(3, other, one, 9, 9.5))).toEqual(found);
});

test('bounds between units', () => {
  // Of 1 … 8: 2.75, 4.5 and 6.25, two in each group.
  expect(groups(grouped(1, 2, 3, 4, 5, 6, 7, 8))).toEqual([
    ...Array<string>(2).fill('lowest'),
    ...Array<string>(2).fill('lower-middle'),
    ...Array<string>(2).fill('upper-middle'),
    ...Array<string>(2).fill('highest')
  ]);
  expect(groups(grouped(1, 2, 3, 4))).toEqual(['lowest', 'lower-middle', 'upper-middle', 'highest']);
});

test('units that are all alike are on every bound, so in the highest group', () => {
  expect(groups(grouped(7, 7, 7, 7))).toEqual(Array(4).fill('highest'));
  expect(groups(grouped(7, 7, 7, 9))).toEqual(['upper-middle', 'upper-middle', 'upper-middle', 'highest']); // P75 = 7.5
});

test('fewer units than the minimum make no groups', () => {
  expect(grouped(1, 2, 3)).toBeNull();
  expect(groupByQuartile([], 0)).toBeNull();
  expect(
    groupByQuartile(
      [1, 2, 3].map((value) => unit(value)),
      3
    )
  ).toHaveLength(3);
});

test('an interval that holds a bound is marked, the group being uncertain', () => {
  // Bounds 2.75, 4.5 and 6.25.
  const marked = (halfWidth: number | null) =>
    groupByQuartile(
      [1, 2, 3, 4, 5, 6, 7, 8].map((value) => unit(value, halfWidth)),
      4
    )!.map(({ nearBound }) => nearBound);
  expect(marked(0.2)).toEqual(Array(8).fill(false));
  expect(marked(0.3)).toEqual([false, false, true, false, false, true, false, false]);
  expect(marked(0.6)).toEqual([false, false, true, true, true, true, false, false]);
  expect(marked(0.8)).toEqual([false, true, true, true, true, true, true, false]);
  // Wide enough for another group's bound beyond its own.
  expect(marked(2)).toEqual(Array(8).fill(true));
  expect(marked(null)).toEqual(Array(8).fill(false));
});

test('a unit on the bound is near it', () => {
  expect(grouped(1, 2, 3, 4, 10)!.map(({ nearBound }) => nearBound)).toEqual([false, true, true, true, false]);
});

test('an interval cut off at a bound holds it', () => {
  // P25 = 9, P50 = 9.5, P75 = 10, the end of the scale: a unit of 10 whose limits are 9.6 and 10 is in the highest group by a hair.
  const units = [8, 9, 9.5, 10, 10].map((value) => ({
    value,
    interval: value === 10 ? { lower: 9.6, upper: 10 } : { lower: value, upper: value }
  }));
  expect(
    groupByQuartile(units, 4)!
      .slice(3)
      .map(({ group, nearBound }) => [group, nearBound])
  ).toEqual([
    ['highest', true],
    ['highest', true]
  ]);
});

test('groups follow the order of the values and say nothing of the order of the units', () => {
  const rank = ['lowest', 'lower-middle', 'upper-middle', 'highest'];
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 10, max: 100 }), { minLength: 4, maxLength: 20 }), (tenths) => {
      const values = tenths.map((value) => value / 10);
      const found = groups(grouped(...values))!;
      values.forEach((one, j) =>
        values.forEach((other, k) => {
          if (one >= other) expect(rank.indexOf(found[j]!)).toBeGreaterThanOrEqual(rank.indexOf(found[k]!));
        })
      );
      expect(groups(grouped(...values.toReversed()))).toEqual(found.toReversed());
      // A quarter and no less are the highest.
      expect(found.filter((group) => group === 'highest').length).toBeGreaterThanOrEqual(values.length / 4);
    })
  );
});
