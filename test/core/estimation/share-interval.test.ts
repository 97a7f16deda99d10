import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SHARE_INTERVALS, shareInterval } from '../../../src/lib/core/estimation/share-interval';

const figure = { share: 0.9, variance: 0.0015, degreesOfFreedom: 19, n: 200, level: 0.95 };

/** Shares as they come, and as near to the ends as one answer in a million. */
const anyFigure = fc
  .tuple(
    fc.oneof(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), fc.constantFrom(0, 1, 1e-6, 1 - 1e-6)),
    fc.oneof(fc.double({ min: 1e-4, max: 50, noNaN: true }), fc.constant(0)),
    fc.integer({ min: 1, max: 400 }),
    fc.integer({ min: 0, max: 100_000 }),
    fc.constantFrom(0.5, 0.9, 0.95, 0.999)
  )
  .map(([share, effect, degreesOfFreedom, more, level]) => {
    const n = degreesOfFreedom + 1 + more;
    return { share, variance: (effect * share * (1 - share)) / n, degreesOfFreedom, n, level };
  });

describe.each(SHARE_INTERVALS.filter((method) => method !== 'mean'))('%s', (method) => {
  test('contains the share and lies in [0, 1]', () => {
    fc.assert(
      fc.property(anyFigure, (given) => {
        const interval = shareInterval(given, method);
        if (!interval) return;
        expect(interval.lower).toBeGreaterThanOrEqual(0);
        expect(interval.lower).toBeLessThanOrEqual(given.share);
        expect(interval.upper).toBeGreaterThanOrEqual(given.share);
        expect(interval.upper).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 }
    );
  });
});

test('Wald: the share ± t·√v, also past 1', () => {
  const { lower, upper } = shareInterval(figure, 'mean')!;
  expect(lower).toBeCloseTo(0.9 - 2.093024054408263 * Math.sqrt(0.0015), 12);
  expect(shareInterval({ ...figure, share: 0.99 }, 'mean')!.upper).toBeGreaterThan(1);
  expect(upper - 0.9).toBeCloseTo(0.9 - lower, 12);
});

test('Wilson by hand: n_e = 60, t = 2.093', () => {
  const [size, t] = [0.09 / 0.0015, 2.093024054408263];
  const middle = (0.9 + (t * t) / (2 * size)) / (1 + (t * t) / size);
  const { lower, upper } = shareInterval(figure, 'wilson')!;
  expect((lower + upper) / 2).toBeCloseTo(middle, 12);
});

test('the arcsine’s angle is clipped, so that a limit never folds back', () => {
  const { lower, upper } = shareInterval({ ...figure, share: 0.99, variance: 0.001 }, 'asin')!;
  expect(upper).toBe(1);
  expect(lower).toBeLessThan(0.99);
});

describe('at 0, at 1, and without variance', () => {
  test.each(['mean', 'xlogit', 'logit', 'asin'] as const)('%s does not exist', (method) => {
    for (const share of [0, 1]) expect(shareInterval({ ...figure, share }, method)).toBeNull();
    expect(shareInterval({ ...figure, variance: 0 }, method)).toBeNull();
  });

  test.each(['beta', 'wilson'] as const)('%s takes the respondents for the effective size', (method) => {
    const all = shareInterval({ ...figure, share: 1, variance: 0 }, method)!;
    expect(all.upper).toBe(1);
    expect(all.lower).toBeGreaterThan(0.96);
    expect(all.lower).toBeLessThan(1);
    const none = shareInterval({ ...figure, share: 0, variance: 0 }, method)!;
    expect(none.lower).toBe(0);
    expect(none.upper).toBeCloseTo(1 - all.lower, 12);
    const same = shareInterval({ ...figure, share: 0.5, variance: 0 }, method)!;
    expect(same.upper - same.lower).toBeGreaterThan(0.1);
  });
});
