import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baseWeights } from '../../../src/lib/core/weighting/base-weights';
import { kishEffect } from '../../../src/lib/core/weighting/kish-effect';
import { matchMargin } from '../../../src/lib/core/weighting/margin';
import { adjustForNonResponse } from '../../../src/lib/core/weighting/non-response';
import { postStratify } from '../../../src/lib/core/weighting/post-stratify';
import { rake } from '../../../src/lib/core/weighting/rake';
import { trimWeights } from '../../../src/lib/core/weighting/trim';

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
const problem = (code: string, parameters = {}) =>
  expect.objectContaining({ code, parameters: expect.objectContaining(parameters) as unknown });
const margin = (variable: string, totals: Record<string, number>) => ({ variable, totals: new Map(Object.entries(totals)) });

describe('base weights', () => {
  test('1/π', () => expect([...baseWeights([0.5, 0.1, 1])]).toEqual([2, 10, 1]));
  test.each([0, -0.1, 1.01, NaN])('refuse an inclusion probability of %d', (probability) => {
    expect(() => baseWeights([0.5, probability])).toThrow(problem('inclusion-probability', { place: '2' }));
  });
});

test("Kish's effect: 1 for equal weights, nΣw²/(Σw)² otherwise", () => {
  expect(kishEffect([3, 3, 3])).toBeCloseTo(1, 15);
  expect(kishEffect([1, 3])).toBeCloseTo((2 * 10) / 16, 15);
});

describe('non-response by class', () => {
  const units = (adjustmentClass: string, sampled: number, responded: number, weight = 2) =>
    Array.from({ length: sampled }, (_, i) => ({ weight, responded: i < responded, adjustmentClass }));

  test('each class raises its respondents by the inverse of its response rate', () => {
    const { weights, classes } = adjustForNonResponse([...units('a', 100, 50), ...units('b', 50, 40)]);
    expect(classes).toEqual([
      { names: ['a'], sampled: 100, respondents: 50, factor: 2 },
      { names: ['b'], sampled: 50, respondents: 40, factor: 1.25 }
    ]);
    expect(sum(weights)).toBeCloseTo(300, 9);
    expect([weights[0], weights[60], weights[100]]).toEqual([4, 0, 2.5]);
  });

  test('a class under 20 respondents, or with a factor over 3, joins the one of the nearest response rate', () => {
    const few = adjustForNonResponse([...units('a', 100, 90), ...units('b', 20, 15), ...units('c', 100, 65)]);
    expect(few.classes.map(({ names }) => names)).toEqual([['a'], ['b', 'c']]);
    const rare = adjustForNonResponse([...units('a', 100, 90), ...units('b', 200, 40), ...units('c', 100, 70)]);
    expect(rare.classes.map(({ names }) => names)).toEqual([['a'], ['b', 'c']]);
    expect(rare.classes.every(({ factor }) => factor <= 3)).toBe(true);
    expect(sum(rare.weights)).toBeCloseTo(800, 9);
  });

  test('Σw holds whatever the classes, and who did not respond weighs nothing', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            weight: fc.double({ min: 0.1, max: 50, noNaN: true }),
            responded: fc.boolean(),
            adjustmentClass: fc.constantFrom('a', 'b', 'c', 'd')
          }),
          {
            minLength: 1,
            maxLength: 200
          }
        ),
        (sample) => {
          fc.pre(sample.some(({ responded }) => responded));
          const { weights } = adjustForNonResponse(sample);
          expect(sum(weights)).toBeCloseTo(sum(sample.map(({ weight }) => weight)), 6);
          sample.forEach(({ responded }, i) => expect(weights[i]! > 0).toBe(responded));
        }
      )
    );
  });

  test('nobody responded: refused', () => expect(() => adjustForNonResponse(units('a', 5, 0))).toThrow(problem('nobody-responded')));
});

describe('trimming', () => {
  test('cuts at the limit and shares the surplus out in proportion', () => {
    const { weights, trimmed } = trimWeights([1, 2, 9], 6);
    expect([...weights]).toEqual([expect.closeTo(2, 12), expect.closeTo(4, 12), 6]);
    expect(trimmed).toBe(1);
  });
  test('again, where sharing lifts another one over the limit; Σw holds and none exceeds it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (given, ratio) => {
          const largest = (ratio * sum(given)) / given.length;
          const { weights } = trimWeights(given, largest);
          expect(sum(weights)).toBeCloseTo(sum(given), 6);
          for (const weight of weights) expect(weight).toBeLessThanOrEqual(largest * (1 + 1e-12));
        }
      )
    );
  });
  test('a limit below the mean weight is refused', () =>
    expect(() => trimWeights([1, 2, 3], 1.9)).toThrow(problem('trim-too-low', { mean: 2 })));
  test.each([0, -2, NaN, Infinity])('a weight of %s: refused', (weight) => {
    expect(() => trimWeights([1, weight, 9], 5)).toThrow(problem('weight-not-positive', { place: '2', value: weight }));
    const asked = [1, weight].map((one) => ({ weight: one, responded: true, adjustmentClass: 'a' }));
    expect(() => adjustForNonResponse(asked)).toThrow(problem('weight-not-positive', { place: '2', value: weight }));
  });
});

describe('known totals', () => {
  const sex = matchMargin(margin('sex', { f: 60, m: 40 }), ['f', 'f', 'm', 'm']);
  const age = matchMargin(margin('age', { old: 30, young: 70 }), ['old', 'young', 'old', 'young']);

  test('post-stratified weights add to each total', () => expect([...postStratify([1, 2, 1, 1], sex)]).toEqual([20, 40, 20, 20]));

  test('raked weights meet every margin to 1e-10', () => {
    const weights = rake([1, 2, 1, 1], [sex, age], ['sex', 'age']);
    expect(Math.abs(weights[0]! + weights[1]! - 60) / 60).toBeLessThan(1e-9);
    expect(Math.abs(weights[0]! + weights[2]! - 30) / 30).toBeLessThan(1e-9);
    expect(weights.every((weight) => weight > 0)).toBe(true);
  });

  test('a level that nobody in the sample has, and one that the totals lack, are named', () => {
    expect(() => matchMargin(margin('sex', { f: 60, m: 40 }), ['f', 'f'])).toThrow(
      problem('margin-not-sampled', { variable: 'sex', level: 'm', total: 40 })
    );
    expect(() => matchMargin(margin('sex', { f: 60 }), ['f', 'm'])).toThrow(problem('margin-unknown', { variable: 'sex', level: 'm' }));
    expect(() => matchMargin(margin('sex', { f: -1 }), ['f'])).toThrow(problem('margin-total', { value: -1 }));
  });

  test('a level without population may be missing from the sample', () => {
    expect(matchMargin(margin('sex', { f: 60, m: 0 }), ['f']).totals).toEqual([60]);
  });

  test('margins that disagree, and margins that no weights can meet, are refused', () => {
    const other = matchMargin(margin('age', { old: 30, young: 71 }), ['old', 'young', 'old', 'young']);
    expect(() => rake([1, 1, 1, 1], [sex, other], ['sex', 'age'])).toThrow(problem('margins-disagree', { one: 'sex', other: 'age' }));
    // Every woman is old, but there are more women than old people.
    const nested = matchMargin(margin('age', { old: 30, young: 70 }), ['old', 'old', 'young', 'young']);
    expect(() => rake([1, 1, 1, 1], [sex, nested], ['sex', 'age'])).toThrow(problem('raking-impossible'));
  });
});
