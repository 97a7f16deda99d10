// The variance that an agency does not owe to luck, by hand: g = Σ n·v / Σ R(1 − R), v₀ = R̃(1 − R̃)/(n/g + 2), R̃ = (R·n/g + 1)/(n/g + 2).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { steadyVariances } from '../../../src/lib/core/scoring/steady-variance';

const SHARE = [0, 1] as const;
const variances = (...figures: Parameters<typeof steadyVariances>[0]) =>
  steadyVariances(figures, SHARE).map((one) => one?.variance ?? null);

test('by hand: all of 30 satisfied beside 90 of 100, whose design effect is 1', () => {
  // g = (100·0.0009 + 30·0)/(0.9·0.1 + 0) = 1. R̃ = 91/102 and 31/32.
  const found = steadyVariances(
    [
      { value: 0.9, variance: 0.0009, n: 100 },
      { value: 1, variance: 0, n: 30 }
    ],
    SHARE
  );
  expect(found[0]!.variance).toBeCloseTo((91 * 11) / 102 ** 3, 12);
  expect(found[1]!.variance).toBeCloseTo(31 / 32 ** 3, 12);
  expect(found.map((one) => one!.isAssumed)).toEqual([true, true]);
});

test('by hand: the design effect is that of the agencies together, and divides everybody’s respondents', () => {
  // g = (100·0.01 + 50·0.002)/(0.25 + 0.16) = 1.1/0.41; n/g = 41/1.1 and 20.5/1.1.
  const found = steadyVariances(
    [
      { value: 0.5, variance: 0.01, n: 100 },
      { value: 0.8, variance: 0.002, n: 50 }
    ],
    SHARE
  );
  expect(found[0]).toEqual({ variance: 0.01, isAssumed: false }); // 0.25/(37.27 + 2) is less
  const [size, middle] = [20.5 / 1.1, (0.8 * (20.5 / 1.1) + 1) / (20.5 / 1.1 + 2)];
  expect(found[1]!.variance).toBeCloseTo((middle * (1 - middle)) / (size + 2), 12);
  expect(found[1]!.variance).toBeGreaterThan(0.002);
  expect(found[1]!.isAssumed).toBe(true);
});

test('no spread anywhere: respondents count as drawn one by one', () => {
  const all = 31 / 32 ** 3;
  expect(variances({ value: 1, variance: 0, n: 30 }, { value: 1, variance: 0, n: 30 })).toEqual([
    expect.closeTo(all, 15),
    expect.closeTo(all, 15)
  ]);
  // Nobody satisfied is as lucky; half satisfied on every day alike: 0.25/(30 + 2).
  expect(variances({ value: 0, variance: 0, n: 30 }, { value: 0.5, variance: 0, n: 30 })).toEqual([
    expect.closeTo(all, 15),
    expect.closeTo(0.25 / 32, 15)
  ]);
  expect(steadyVariances([], SHARE)).toEqual([]);
});

test('a figure without variance has none, and leaves the design effect of the others alone', () => {
  const known = { value: 0.9, variance: 0.0009, n: 100 };
  const alone = variances(known, { value: 1, variance: 0, n: 30 });
  expect(variances(known, { value: 0.4, variance: null, n: 5000 }, { value: 1, variance: 0, n: 30 })).toEqual([alone[0], null, alone[1]]);
});

test('where nearly nothing varies, all satisfied and none satisfied still have a variance, and the same one', () => {
  const [none, all] = variances({ value: 0, variance: 0, n: 30 }, { value: 1, variance: 0, n: 30 }, { value: 0.5, variance: 1e-19, n: 30 });
  expect(none).toBeGreaterThan(0);
  expect(all).toBe(none);
});

test('it is never less than the figure’s own, never 0, and that of a score is the share’s times the square of its range', () => {
  const figure = fc.record({
    value: fc.integer({ min: 0, max: 1000 }).map((permille) => permille / 1000),
    variance: fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 0.02, noNaN: true })),
    n: fc.integer({ min: 1, max: 2000 })
  });
  fc.assert(
    fc.property(fc.array(figure, { minLength: 1, maxLength: 6 }), (shares) => {
      const found = steadyVariances(shares, SHARE);
      found.forEach((one, i) => {
        expect(one!.variance).toBeGreaterThan(0);
        expect(one!.variance).toBeGreaterThanOrEqual(shares[i]!.variance);
        expect(one!.isAssumed).toBe(one!.variance > shares[i]!.variance);
      });
      const scores = shares.map(({ value, variance, n }) => ({ value: 1 + 9 * value, variance: 81 * variance, n }));
      steadyVariances(scores, [1, 10]).forEach((one, i) => {
        expect(one!.variance / 81 / found[i]!.variance).toBeCloseTo(1, 6);
      });
    })
  );
});
