import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceOfShares } from '../../../src/lib/core/estimation/difference';

const now = { value: 0.9, interval: { lower: 0.85, upper: 0.94 } };
const before = { value: 0.8, interval: { lower: 0.74, upper: 0.85 } };

describe('differenceOfShares', () => {
  test('Zou and Donner by hand: 0.1 with −√(0.05² + 0.05²) and +√(0.04² + 0.06²)', () => {
    const { value, interval, beyondError } = differenceOfShares(now, before);
    expect(value).toBeCloseTo(0.1, 15);
    expect(interval.lower).toBeCloseTo(0.0292893218813453, 12);
    expect(interval.upper).toBeCloseTo(0.1721110255092798, 12);
    expect(beyondError).toBe(true);
  });

  test('a correlation of 0.5 narrows it', () => {
    const { interval } = differenceOfShares(now, before, 0.5);
    expect(interval.lower).toBeCloseTo(0.05, 12);
    expect(interval.upper).toBeCloseTo(0.1 + Math.sqrt(0.0016 - 0.0024 + 0.0036), 12);
  });

  test('covers zero: no change beyond the error', () => {
    const wide = { value: 0.85, interval: { lower: 0.7, upper: 0.93 } };
    expect(differenceOfShares(now, wide).beyondError).toBe(false);
    expect(differenceOfShares(before, now).beyondError).toBe(true);
  });

  const anyShare = fc
    .tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true })
    )
    .map((limits) => limits.toSorted((a, b) => a - b) as [number, number, number])
    .map(([lower, value, upper]) => ({ value, interval: { lower, upper } }));

  test('contains the difference, lies in [−1, 1], and turns its sign with the order', () => {
    fc.assert(
      fc.property(anyShare, anyShare, (first, second) => {
        const forth = differenceOfShares(first, second);
        const back = differenceOfShares(second, first);
        expect(forth.interval.lower).toBeLessThanOrEqual(forth.value);
        expect(forth.interval.upper).toBeGreaterThanOrEqual(forth.value);
        expect(forth.interval.lower).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(forth.interval.upper).toBeLessThanOrEqual(1 + 1e-12);
        expect(back.interval.lower).toBeCloseTo(-forth.interval.upper, 12);
      })
    );
  });
});
