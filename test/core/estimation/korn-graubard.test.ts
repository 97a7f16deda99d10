import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kornGraubardInterval } from '../../../src/lib/core/estimation/korn-graubard';
import { tQuantile } from '../../../src/lib/core/estimation/quantiles';

describe('kornGraubardInterval', () => {
  test('equals the formula worked out with SciPy 1.17: p̂ = 0.9, v = 0.0015, n = 200, 19 degrees of freedom', () => {
    const interval = kornGraubardInterval({ share: 0.9, variance: 0.0015, degreesOfFreedom: 19, n: 200, level: 0.95 });
    expect(interval.effectiveSize).toBeCloseTo(53.25954987874429, 9);
    expect(interval.lower).toBeCloseTo(0.7865877854741751, 12);
    expect(interval.upper).toBeCloseTo(0.9652207877815783, 12);
    expect(interval.zeroVariance).toBe(false);
  });

  test('everybody satisfied: n* from the rule, limits (α/2)^(1/n*) and 1; nobody: mirrored', () => {
    const figure = { variance: 0, degreesOfFreedom: 9, n: 30, level: 0.95 };
    const all = kornGraubardInterval({ share: 1, ...figure });
    expect(all.effectiveSize).toBeCloseTo(24.522224460823608, 10);
    expect(all.lower).toBeCloseTo(0.8603379084565128, 12);
    expect(all.upper).toBe(1);
    const none = kornGraubardInterval({ share: 0, ...figure });
    expect([none.lower, none.upper]).toEqual([0, expect.closeTo(1 - 0.8603379084565128, 12)]);
    expect([all.zeroVariance, none.zeroVariance]).toEqual([true, true]);
  });

  test('no variation between PSUs, inside 0 and 1: the same effective size', () => {
    const interval = kornGraubardInterval({ share: 0.5, variance: 1e-18, degreesOfFreedom: 9, n: 30, level: 0.95 });
    expect(interval.zeroVariance).toBe(true);
    expect(interval.effectiveSize).toBeCloseTo(24.522224460823608, 10);
    expect(kornGraubardInterval({ share: 0.5, variance: 1e-12, degreesOfFreedom: 9, n: 30, level: 0.95 }).zeroVariance).toBe(false);
  });

  test('the cap holds n* at the valid answers and widens the interval', () => {
    const figure = { share: 0.9, variance: 1e-6, degreesOfFreedom: 19, n: 200, level: 0.95 };
    const free = kornGraubardInterval(figure);
    const capped = kornGraubardInterval({ ...figure, largestEffectiveSize: 4400 });
    expect(free.effectiveSize).toBeGreaterThan(4400);
    expect(capped.effectiveSize).toBe(4400);
    expect(capped.lower).toBeLessThan(free.lower);
    expect(capped.upper).toBeGreaterThan(free.upper);
  });

  test('the t correction takes n − 1 over the design’s degrees of freedom', () => {
    const figure = { share: 0.7, variance: 0.21 / 100, n: 100, level: 0.9 };
    const { effectiveSize } = kornGraubardInterval({ ...figure, degreesOfFreedom: 4 });
    expect(effectiveSize).toBeCloseTo(100 * (tQuantile(0.95, 99) / tQuantile(0.95, 4)) ** 2, 9);
  });

  test('contains the share and lies in [0, 1]', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), fc.constantFrom(0, 1, 1e-6, 1 - 1e-6)),
        fc.double({ min: 1e-4, max: 50, noNaN: true }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.constantFrom(0.9, 0.95, 0.99),
        (share, designEffect, degreesOfFreedom, more, level) => {
          const n = degreesOfFreedom + 1 + more;
          const variance = (designEffect * share * (1 - share)) / n;
          const { lower, upper } = kornGraubardInterval({ share, variance, degreesOfFreedom, n, level });
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(lower).toBeLessThanOrEqual(share);
          expect(upper).toBeGreaterThanOrEqual(share);
          expect(upper).toBeLessThanOrEqual(1);
          expect(upper - lower).toBeGreaterThan(0);
        }
      ),
      { numRuns: 500 }
    );
  });

  test('refuses no degrees of freedom', () => {
    expect(() => kornGraubardInterval({ share: 0.5, variance: 0.01, degreesOfFreedom: 0, n: 30, level: 0.95 })).toThrow(
      /0 degrees of freedom/
    );
  });
});
