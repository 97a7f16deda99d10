// Holm's step-down rule: by hand, and against the closed test it stands for.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holm } from '../../../src/lib/core/estimation/holm';

describe('by hand', () => {
  test('bounds rise from α/m to α, and the first that fails ends it', () => {
    // 0.005 ≤ 0.05/4, 0.01 ≤ 0.05/3, 0.03 > 0.05/2.
    expect(holm([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true]);
    // 0.02 > 0.05/3, so nothing, although 0.024 ≤ 0.05/2 and 0.03 ≤ 0.05.
    expect(holm([0.03, 0.02, 0.024], 0.05)).toEqual([false, false, false]);
    // 0.016 ≤ 0.05/3, 0.024 ≤ 0.05/2, 0.049 ≤ 0.05: Bonferroni would stop after the first.
    expect(holm([0.024, 0.049, 0.016], 0.05)).toEqual([true, true, true]);
  });

  test('a p-value on its bound is significant', () => {
    expect(holm([0.025, 0.05], 0.05)).toEqual([true, true]);
    expect(holm([0.025 + 1e-12, 0.05], 0.05)).toEqual([false, false]);
  });

  test('one test is a plain test; none is none', () => {
    expect(holm([0.05], 0.05)).toEqual([true]);
    expect(holm([0.0501], 0.05)).toEqual([false]);
    expect(holm([], 0.05)).toEqual([]);
  });

  test('the level is the caller’s', () => {
    expect(holm([0.004, 0.006], 0.01)).toEqual([true, true]);
    expect(holm([0.006, 0.006], 0.01)).toEqual([false, false]);
  });
});

/** Often just about a bound of few tests at 5 %, often equal. */
const anyP = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 0.008, 0.01, 0.0125, 0.013, 0.0166, 0.02, 0.025, 0.03, 0.05)
);
const anyTests = fc.array(anyP, { minLength: 1, maxLength: 7 });
const ALPHA = 0.05;

describe('whatever the tests', () => {
  test('it finds what Bonferroni finds, and nothing over α', () => {
    fc.assert(
      fc.property(anyTests, (pValues) => {
        const found = holm(pValues, ALPHA);
        pValues.forEach((p, i) => {
          if (p <= ALPHA / pValues.length) expect(found[i]).toBe(true);
          if (p > ALPHA) expect(found[i]).toBe(false);
        });
      })
    );
  });

  test('it is the closed test by Bonferroni: significant in every set of tests that holds it', () => {
    fc.assert(
      fc.property(anyTests, (pValues) => {
        const sets = Array.from({ length: 2 ** pValues.length }, (_, set) => pValues.flatMap((_p, i) => ((set >> i) & 1 ? [i] : [])));
        const closed = pValues.map((_, i) =>
          sets.filter((set) => set.includes(i)).every((set) => Math.min(...set.map((j) => pValues[j]!)) <= ALPHA / set.length)
        );
        expect(holm(pValues, ALPHA)).toEqual(closed);
      }),
      { numRuns: 400 }
    );
  });

  test('it is monotone: a smaller p-value is found where a greater one is, and the same one alike', () => {
    fc.assert(
      fc.property(anyTests, (pValues) => {
        const found = holm(pValues, ALPHA);
        const greatest = Math.max(-1, ...pValues.filter((_, i) => found[i]));
        expect(found).toEqual(pValues.map((p) => p <= greatest));
      })
    );
  });

  test('another test never makes a finding, a smaller p-value never takes one away', () => {
    fc.assert(
      fc.property(anyTests, anyP, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (pValues, more, at, times) => {
        const found = holm(pValues, ALPHA);
        holm([...pValues, more], ALPHA)
          .slice(0, -1)
          .forEach((one, i) => expect(one && !found[i]).toBe(false));
        const smaller = pValues.map((p, i) => (i === at % pValues.length ? p * times : p));
        holm(smaller, ALPHA).forEach((one, i) => expect(!one && found[i]).toBe(false));
      })
    );
  });

  test('the order of the tests is of no matter', () => {
    fc.assert(
      fc.property(anyTests, (pValues) => {
        expect(holm(pValues.toReversed(), ALPHA)).toEqual(holm(pValues, ALPHA).toReversed());
      })
    );
  });
});
