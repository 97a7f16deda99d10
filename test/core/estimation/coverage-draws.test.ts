import { describe, expect, test } from 'vitest';
import { boundsOf } from '../../../bench/coverage/bounds';
import type { Population } from '../../../bench/coverage/draw';
import { cellDrawer, fillTable, ITEMS, WITHIN_PERSON } from '../../../bench/coverage/draw';
import { drawGamma, seededGenerator, xoshiro128 } from '../../../bench/coverage/generator';
import { coverage, meanWidth } from '../../../bench/coverage/outcome';
import { simulate } from '../../../bench/coverage/simulate';

const take = (count: number, next: () => number) => Array.from({ length: count }, () => next());
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('generator', () => {
  test('xoshiro128** gives the words of its authors’ C program from the state 1, 2, 3, 4', () => {
    const words = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804];
    expect(take(10, xoshiro128([1, 2, 3, 4]))).toEqual(words);
  });

  test('the same seed and stream repeat, another of either differs', () => {
    const first = take(5, seededGenerator(1, 2));
    expect(take(5, seededGenerator(1, 2))).toEqual(first);
    expect(take(5, seededGenerator(2, 2))).not.toEqual(first);
    expect(take(5, seededGenerator(1, 3))).not.toEqual(first);
    expect(take(5, seededGenerator(2, 1))).not.toEqual(first);
  });

  test.each([0.045, 0.5, 1, 4.5, 48])('gamma of shape %d has its mean and variance', (shape) => {
    const random = seededGenerator(7, 1);
    const drawn = take(100_000, () => drawGamma(shape, random));
    expect(Math.abs(mean(drawn) - shape)).toBeLessThan(4 * Math.sqrt(shape / drawn.length));
    expect(mean(drawn.map((value) => (value - shape) ** 2)) / shape).toBeCloseTo(1, shape < 0.1 ? 0 : 1);
  });
});

test.each([
  { size: 22, q: 0.005, correlation: 0.5 },
  { size: 13, q: 0.2, correlation: 0.1 },
  { size: 20, q: 0.5, correlation: 0 }
])('a table of $size with share $q and correlation $correlation is beta-binomial', ({ size, q, correlation }) => {
  const table = new Float64Array(size + 1);
  fillTable(table, q, correlation);
  const shares = [...table].map((sum, k) => sum - (k > 0 ? table[k - 1]! : 0));
  const moment = (of: (k: number) => number) => shares.reduce((sum, share, k) => sum + share * of(k), 0);
  expect(table[size]).toBeCloseTo(1, 12);
  expect(moment((k) => k)).toBeCloseTo(size * q, 12);
  expect(moment((k) => (k - size * q) ** 2)).toBeCloseTo(size * q * (1 - q) * (1 + (size - 1) * correlation), 12);
});

test.each<readonly [string, Population]>([
  ['one item, ICC 0', { items: 1, p: 0.8, icc: 0 }],
  ['one item, ICC 0.1', { items: 1, p: 0.9, icc: 0.1 }],
  ['index, ICC 0', { items: ITEMS, p: 0.8, icc: 0 }],
  ['index, ICC 0.02', { items: ITEMS, p: 0.9, icc: 0.02 }],
  ['index, ICC 0.1', { items: ITEMS, p: 0.9, icc: 0.1 }]
])('drawn cells have the mean and the correlations claimed: %s', (_, { items, p, icc }) => {
  const draw = cellDrawer({ items, p, icc }, 200, seededGenerator(11, 1));
  const ofPerson = icc + WITHIN_PERSON * (1 - icc);
  const sizes = new Set<number>();
  const totals = new Set<number>();
  let [satisfied, answers, squares, expected] = [0, 0, 0, 0];
  for (let count = 0; count < 3_000; count++) {
    const cells = draw();
    totals.add(cells.members.reduce((sum, size) => sum + size, 0));
    cells.members.forEach((size, cell) => {
      sizes.add(size);
      satisfied += cells.satisfied[cell]!;
      answers += cells.valid[cell]!;
      squares += (cells.satisfied[cell]! - p * cells.valid[cell]!) ** 2;
      // Each answer with itself, with the person's others, with the others of the cell.
      expected += p * (1 - p) * size * items * (1 + (items - 1) * ofPerson + (size - 1) * items * icc);
    });
  }
  expect([...totals]).toEqual([200]);
  expect([...sizes].sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_unused, more) => 5 + more));
  expect(answers).toBe(3_000 * 200 * items);
  expect(satisfied / answers).toBeCloseTo(p, 2);
  expect(Math.abs(squares / expected - 1)).toBeLessThan(0.04);
});

test('without clusters Wilson covers as often as the binomial distribution says', () => {
  // The interval of k of 30 holds 0.9 for k = 24 … 30, which has this probability.
  const outcome = simulate({ items: 1, p: 0.9, icc: 0, n: 30, stream: 1 }, 5);
  expect(coverage(outcome, 'wilson')).toBeCloseTo(0.9742, 2);
  expect(meanWidth(outcome, 'default')).toBeGreaterThan(meanWidth(outcome, 'wilson'));
});

test('100 respondents and a share of 0.9 expect ten dissatisfied, however 1 − 0.9 is rounded', () => {
  const condition = { items: ITEMS, p: 0.9, icc: 0.02, n: 100, stream: 0 } as const;
  expect(boundsOf(condition)).toEqual({ least: 0.94, greatest: 0.98 });
  expect(boundsOf({ ...condition, icc: 0.1 })).toEqual({ least: 0.92, greatest: 0.98 });
  expect(boundsOf({ ...condition, n: 60 })).toEqual({ least: 0.9, greatest: 1 });
  expect(boundsOf({ ...condition, p: 0.995, n: 200 })).toEqual({ least: 0.85, greatest: 1 });
  expect(boundsOf({ ...condition, p: 0.995, n: 100 })).toEqual({ least: 0, greatest: 1 });
  expect(boundsOf({ ...condition, items: 1, p: 0.995, n: 100 })).toEqual({ least: 0.9, greatest: 1 });
});
