// Fisher's exact test, one-sided, against R 4.x: fisher.test(matrix(c(a, n − a, b, m − b), 2), or = times, alternative = "greater")$p.value.
import { expect, test } from 'vitest';
import { fisherUpperTail } from '../../../src/lib/core/estimation/fisher-exact';

const p = (a: number, n: number, b: number, m: number, times?: number) =>
  fisherUpperTail({ part: a, whole: n }, { part: b, whole: m }, times);

test('agrees with R, of equal odds and of odds so many times as high', () => {
  const cases: readonly (readonly [found: number, expected: number])[] = [
    [p(3, 3, 0, 3), 0.05],
    [p(7, 10, 20, 100), 0.00190938070362],
    [p(7, 10, 20, 100, 2), 0.0313776000387],
    [p(5, 6, 1, 9, 2), 0.0542569940656],
    [p(240, 600, 900, 4_000, 1.5), 2.57583874652e-6],
    [p(400, 5_000, 2_000, 40_000, 1.5), 0.0486751666931]
  ];
  for (const [found, expected] of cases) expect(found / expected).toBeCloseTo(1, 6);
});

test('none of some, nothing on either side, and nobody to compare with say nothing', () => {
  expect(p(0, 4, 3, 9)).toBe(1);
  expect(p(4, 4, 9, 9)).toBe(1);
  expect(p(4, 4, 0, 0)).toBe(1);
  expect(p(0, 0, 0, 0)).toBe(1);
});
