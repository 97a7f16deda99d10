// Tails of counts: closed forms where there are some, else the sum of the probabilities.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { upperQuantile, upperTail } from '../../../src/lib/core/quality/negative-binomial';

const near = (value: number) => expect.closeTo(value, 12);

describe('closed forms', () => {
  test('size 1 is geometric: P(X ≥ x) = (m/(1 + m))^x', () => {
    for (const mean of [0.05, 1, 7])
      for (const x of [0, 1, 4, 30]) expect(upperTail(x, mean, mean + mean ** 2)).toEqual(near((mean / (1 + mean)) ** x));
  });

  test('Poisson where the variance is at most the mean', () => {
    expect(upperTail(1, 0.3, 0.3)).toEqual(near(1 - Math.exp(-0.3)));
    expect(upperTail(2, 1.5, 0)).toEqual(near(1 - 2.5 * Math.exp(-1.5)));
  });

  test('far tails keep their digits', () => {
    expect(upperTail(400, 1, 2) / 0.5 ** 400).toBeCloseTo(1, 9);
    expect(upperTail(2000, 1, 2)).toBeGreaterThanOrEqual(0);
    expect(upperTail(3000, 2000, 2000)).toBeLessThan(1e-90);
    expect(upperTail(1000, 2000, 2000)).toEqual(near(1));
  });
});

const anyCount = fc.record({
  mean: fc.double({ min: 0.01, max: 60, noNaN: true }),
  factor: fc.oneof(fc.constant(1), fc.double({ min: 1.01, max: 8, noNaN: true })),
  x: fc.integer({ min: 0, max: 80 })
});

test('the tail is what the probabilities below leave', () => {
  fc.assert(
    fc.property(anyCount, ({ mean, factor, x }) => {
      const variance = factor * mean;
      const size = mean ** 2 / (variance - mean);
      let term = variance > mean ? (1 + mean / size) ** -size : Math.exp(-mean);
      let below = 0;
      for (let count = 0; count < x; count++) {
        below += term;
        term *= variance > mean ? ((size + count) / (count + 1)) * (mean / (mean + size)) : mean / (count + 1);
      }
      expect(upperTail(x, mean, variance)).toBeCloseTo(1 - below, 6);
    })
  );
});

test('the quantile is the first count that is passed rarely enough', () => {
  fc.assert(
    fc.property(anyCount, fc.double({ min: 0.001, max: 0.5, noNaN: true }), ({ mean, factor }, tail) => {
      const count = upperQuantile(tail, mean, factor * mean);
      expect(upperTail(count + 1, mean, factor * mean)).toBeLessThanOrEqual(tail + 1e-9);
      if (count > 0) expect(upperTail(count, mean, factor * mean)).toBeGreaterThan(tail - 1e-9);
    })
  );
});

test('a mean that is none is refused', () => {
  for (const mean of [0, -1, NaN, Infinity]) expect(() => upperTail(1, mean, 2)).toThrow('mean');
});
