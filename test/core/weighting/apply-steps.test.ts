import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleQuantile } from '../../../src/lib/core/estimation/sample-quantile';
import { applySteps } from '../../../src/lib/core/weighting/apply-steps';
import { describeWeights } from '../../../src/lib/core/weighting/distribution';
import { kishEffect } from '../../../src/lib/core/weighting/kish-effect';
import type { WeightingStep } from '../../../src/lib/core/weighting/steps';
import { nextSteps, USUAL_LIMITS } from '../../../src/lib/core/weighting/steps';
import { sum, unit, units } from './round';

const BASE: WeightingStep = { kind: 'base' };
const RAISE: WeightingStep = { kind: 'non-response', classes: ['stratum'], limits: USUAL_LIMITS };
const problem = (code: string, parameters = {}) =>
  expect.objectContaining({ code, parameters: expect.objectContaining(parameters) as unknown });

describe('the order of steps', () => {
  test('base, non-response, trim, then one of the two fits; some may be left out', () => {
    expect(nextSteps([])).toEqual(['base']);
    expect(nextSteps([BASE])).toEqual(['non-response', 'trim', 'post-stratify', 'rake']);
    expect(nextSteps([BASE, { kind: 'trim' }])).toEqual(['post-stratify', 'rake']);
    expect(nextSteps([BASE, { kind: 'rake' }])).toEqual([]);
  });
  test.each([[[RAISE]], [[BASE, BASE]], [[BASE, { kind: 'trim', timesMean: 2 } as const, RAISE]]])('%j is refused', (steps) => {
    expect(() => applySteps([unit()], steps, true)).toThrow(problem('weighting-order'));
  });
});

describe('base weights', () => {
  test('a released reserve shares the weight of its stratum, and whoever it stands in for stays in it', () => {
    const sample = [
      ...units(4, { stratum: 'a', inclusionProbability: 0.1 }),
      unit({ stratum: 'a', inclusionProbability: 0.1, outcome: 'silent' }),
      unit({ stratum: 'a', inclusionProbability: 0.1, role: 'reserve' }),
      ...units(3, { stratum: 'b', inclusionProbability: 0.2 })
    ];
    const { base, results, respondents } = applySteps(sample, [BASE], true);
    // 50 members stood for by five, now by six.
    expect(base).toEqual([...Array.from({ length: 5 }, () => expect.closeTo(50 / 6, 12) as number), 5, 5, 5]);
    expect(respondents).toEqual([0, 1, 2, 3, 5, 6, 7, 8]);
    expect(results[0]!.distribution).toMatchObject({ n: 9, sum: expect.closeTo(65, 9) });
  });

  test('of several stages within its cluster alone', () => {
    const village = (cluster: string, role: 'main' | 'reserve' = 'main') =>
      unit({ psu: 'xa', psuProbability: 0.5, cluster, inclusionProbability: 0.1, role });
    const { base } = applySteps([village('1'), village('1', 'reserve'), village('2')], [BASE], false);
    expect(base).toEqual([5, 5, 10]);
  });

  test('Σw of every pool is that of its main sample, whatever was released', () => {
    const anyUnit = fc.record({
      stratum: fc.constantFrom('a', 'b'),
      role: fc.constantFrom('main' as const, 'reserve' as const),
      outcome: fc.constantFrom('responded' as const, 'silent' as const, 'unknown' as const, 'ineligible' as const)
    });
    fc.assert(
      fc.property(fc.array(anyUnit, { minLength: 1, maxLength: 40 }), (given) => {
        const sample = given.map((one) => unit({ ...one, inclusionProbability: one.stratum === 'a' ? 0.25 : 0.1 }));
        const mains = sample.filter(({ role }) => role === 'main');
        fc.pre(['a', 'b'].every((h) => mains.some(({ stratum }) => stratum === h) || !sample.some(({ stratum }) => stratum === h)));
        const { distribution } = applySteps(sample, [BASE], true).results[0]!;
        expect(distribution.sum).toBeCloseTo(sum(mains.map(({ inclusionProbability }) => 1 / inclusionProbability)), 8);
      })
    );
  });
});

describe('non-response', () => {
  test('the unknown are shared between known, the silent between respondents; who is no member keeps their part out', () => {
    const sample = [
      ...units(60, { inclusionProbability: 0.1 }),
      ...units(20, { inclusionProbability: 0.1, outcome: 'silent' }),
      ...units(10, { inclusionProbability: 0.1, outcome: 'ineligible' }),
      ...units(10, { inclusionProbability: 0.1, outcome: 'unknown' })
    ];
    const { weights, results } = applySteps(sample, [BASE, RAISE], true);
    // 1000 members: 100 of unknown standing over 90 known, of whom 80 of 90 are eligible.
    expect(sum(weights)).toBeCloseTo((1000 * 80) / 90, 8);
    expect(results[1]!.classes.map(({ variable, respondents, of }) => [variable, respondents, of])).toEqual([
      ['eligibility', 90, 100],
      ['response', 60, 80]
    ]);
  });
  test('thin classes are joined and listed', () => {
    const part = (area: string, answered: number, silent: number) => [
      ...units(answered, { traits: { area } }),
      ...units(silent, { traits: { area }, outcome: 'silent' })
    ];
    const step: WeightingStep = { kind: 'non-response', classes: ['area'], limits: USUAL_LIMITS };
    const { results } = applySteps([...part('1', 40, 10), ...part('2', 5, 5), ...part('3', 30, 25)], [BASE, step], true);
    expect(results[1]!.classes.map(({ names }) => names)).toEqual([['1'], ['2', '3']]);
  });
  test('nobody responded: refused, once more than base weights are asked for', () => {
    const silent = units(3, { outcome: 'silent' });
    expect(applySteps(silent, [BASE], true).respondents).toEqual([]);
    expect(() => applySteps(silent, [BASE, RAISE], true)).toThrow(problem('nobody-responded'));
  });
});

describe('known totals', () => {
  const people = units(90, (i) => ({ traits: { 'item.sex': i % 3 === 0 ? 'f' : 'm', age: i < 30 ? 'old' : 'young' } }));
  const SEX = { variable: 'item.sex', totals: { f: 90, m: 90 } };

  test('after trimming; the last weights, and those before, by respondent', () => {
    const fit: WeightingStep = { kind: 'post-stratify', margin: SEX, limits: USUAL_LIMITS };
    const { results, weights, fitted } = applySteps(people, [BASE, { kind: 'trim', timesMean: 2 }, fit], true);
    expect(results.map(({ kind }) => kind)).toEqual(['base', 'trim', 'post-stratify']);
    expect(results[1]!.trimmed).toEqual({ rows: 0, largest: 4 });
    expect([weights[0], weights[1]]).toEqual([expect.closeTo(3, 12), expect.closeTo(1.5, 12)]);
    expect(fitted).toMatchObject({ kind: 'post-stratified', variables: ['item.sex'], before: expect.arrayContaining([2]) as unknown });
    expect(results[2]!.classes).toEqual([
      { variable: 'item.sex', names: ['f'], respondents: 30, of: 90, factor: 1.5 },
      { variable: 'item.sex', names: ['m'], respondents: 60, of: 90, factor: 0.75 }
    ]);
    expect(results[2]!.farthest).toBeLessThan(1e-12);
  });

  test('raking says how near every total is, and names a level that is missing on either side', () => {
    const rake = (totals: Record<string, number>): WeightingStep => ({
      kind: 'rake',
      margins: [SEX, { variable: 'age', totals }],
      limits: USUAL_LIMITS
    });
    const { results, weights } = applySteps(people, [BASE, rake({ old: 50, young: 130 })], true);
    expect(results[1]!.farthest).toBeLessThan(1e-9);
    expect(results[1]!.distribution.kish).toBeCloseTo(kishEffect(weights), 12);
    expect(() => applySteps(people, [BASE, rake({ old: 180 })], true)).toThrow(problem('margin-unknown', { level: 'young' }));
    expect(() => applySteps(people, [BASE, rake({ old: 50, young: 120, none: 10 })], true)).toThrow(problem('margin-not-sampled'));
  });

  test('a thin level joins that of the nearest factor, and is listed', () => {
    const area = (i: number) => (i < 4 ? 'c' : i < 40 ? 'a' : 'b');
    const sample = units(90, (i) => ({ traits: { area: area(i) } }));
    const margin = { variable: 'area', totals: { a: 72, b: 300, c: 9 } };
    const { results, fitted } = applySteps(sample, [BASE, { kind: 'post-stratify', margin, limits: USUAL_LIMITS }], true);
    expect(results[1]!.classes.map(({ names, of }) => [names, of])).toEqual([
      [['a', 'c'], 81],
      [['b'], 300]
    ]);
    expect(fitted!.margins[0]!.levels).toEqual(['a + c', 'b']);
  });

  test('an item left empty is a level of its own, and the totals must know it', () => {
    const sample = [...units(20, { traits: { 'item.sex': 'f' } }), unit({ traits: { 'item.sex': '' } })];
    const step: WeightingStep = { kind: 'post-stratify', margin: { variable: 'item.sex', totals: { f: 40 } }, limits: USUAL_LIMITS };
    expect(() => applySteps(sample, [BASE, step], true)).toThrow(problem('margin-unknown', { level: '–' }));
  });
});

describe('a distribution', () => {
  test('quartiles of type 7 and twelve bars that hold every weight once', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 }), (weights) => {
        const { bins, n, smallest, largest, lowerQuartile, median, upperQuartile } = describeWeights(weights);
        expect(sum(bins.map((bin) => bin.n))).toBe(n);
        expect([bins[0]!.from, bins.at(-1)!.to]).toEqual([smallest, largest]);
        const quartiles = [0.25, 0.5, 0.75].map((p) => expect.closeTo(sampleQuantile(weights, p), 9) as number);
        expect([lowerQuartile, median, upperQuartile]).toEqual(quartiles);
      })
    );
    expect(describeWeights([1, 2, 3, 4])).toMatchObject({ lowerQuartile: 1.75, median: 2.5, upperQuartile: 3.25, kish: 1.2 });
    expect(describeWeights([2, 2]).bins).toEqual([{ from: 2, to: 2, n: 2 }]);
  });
});
