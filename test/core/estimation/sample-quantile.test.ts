// R: quantile(x, p, type = 7), worked out by hand: at = (n − 1)·p, linear between the order statistics around it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleQuantile } from '../../../src/lib/core/estimation/sample-quantile';

const quartiles = (values: readonly number[]) => [0.25, 0.5, 0.75].map((p) => sampleQuantile(values, p));

test.each<[values: number[], quartiles: number[]]>([
  [
    [1, 2, 3, 4, 10],
    [2, 3, 4]
  ],
  [
    [1, 2, 3, 4],
    [1.75, 2.5, 3.25]
  ],
  [
    [1, 2, 3, 4, 5, 6],
    [2.25, 3.5, 4.75]
  ],
  [
    [2, 10],
    [4, 6, 8]
  ],
  [
    [7, 7, 7, 9],
    [7, 7, 7.5]
  ],
  [
    [-3, -1, 0],
    [-2, -1, -0.5]
  ],
  [[5], [5, 5, 5]]
])('quartiles of %j', (values, expected) => {
  expect(quartiles(values)).toEqual(expected);
});

test('other shares, and the ends', () => {
  expect(sampleQuantile([1, 2, 3, 4, 10], 0.9)).toBeCloseTo(7.6, 12); // 3.6 places up: 4 + 0.6·6
  expect(sampleQuantile([1, 2, 3, 4, 10], 0.05)).toBeCloseTo(1.2, 12);
  expect(sampleQuantile([1, 2, 3, 4, 10], 0)).toBe(1);
  expect(sampleQuantile([1, 2, 3, 4, 10], 1)).toBe(10);
});

test('values come in any order, are numbers and no texts, and stay as they were', () => {
  const values = [100, 9, 10, 2];
  expect(quartiles(values)).toEqual([7.25, 9.5, 32.5]);
  expect(values).toEqual([100, 9, 10, 2]);
});

test('of no value there is none', () => {
  expect(() => sampleQuantile([], 0.5)).toThrow('no value');
});

test('it lies between the ends, rises with the share, and is turned round with the values', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const values = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(values, share, share, (sample, one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const [lower, upper] = [sampleQuantile(sample, low), sampleQuantile(sample, high)];
      expect(lower).toBeGreaterThanOrEqual(Math.min(...sample) - 1e-9);
      expect(upper).toBeLessThanOrEqual(Math.max(...sample) + 1e-9);
      expect(upper - lower).toBeGreaterThanOrEqual(-1e-9);
      const turned = sample.map((value) => -value);
      expect(sampleQuantile(turned, 1 - low)).toBeCloseTo(-lower, 6);
    })
  );
});
