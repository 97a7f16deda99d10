import { describe, expect, test } from 'vitest';
import type { Estimate } from '../../../src/lib/core/estimation/estimate';
import { SHIPPED_METHODS } from '../../../src/lib/core/method/methods';
import type { Measure, Sample } from '../../../src/lib/core/scoring/estimate-figure';
import { estimateFigureTotals } from '../../../src/lib/core/scoring/estimate-figure';
import { differenceOfFigures } from '../../../src/lib/core/scoring/figure-difference';
import type { FigureTotals } from '../../../src/lib/core/scoring/linearise-figure';

const METHOD = SHIPPED_METHODS[0]!;
const SAMPLE: Sample = { psus: 6, capEffectiveSize: false };

/** Of mean answers by PSU, ten people in each. */
function domain(means: readonly number[], sample: Sample, measure: Measure = 'component-score', weight = 1) {
  const totals: FigureTotals = {
    ratios: [{ code: 'x', coefficient: 1, y: means.map((mean) => weight * 10 * mean), x: means.map(() => weight * 10) }],
    members: Float64Array.from(means, () => 10),
    units: means.map((_, psu) => `${psu}`),
    valid: 10 * means.length
  };
  return { totals, sample, estimate: estimateFigureTotals(totals, sample, METHOD, measure, [1, 10]) as Estimate };
}

describe('the difference of an index between two domains', () => {
  const [first, second] = [
    [4, 5, 6, 7, 8, 9],
    [3, 4.1, 4.9, 6, 7.1, 7.9]
  ] as const;

  test('of one sample is as sure as its PSUs agree on it; of two samples it is not', () => {
    const one = differenceOfFigures(domain(first, SAMPLE), domain(second, SAMPLE), 'component-score', METHOD)!;
    const two = differenceOfFigures(domain(first, { ...SAMPLE }), domain(second, SAMPLE), 'component-score', METHOD)!;
    expect([one.value, two.value]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
    expect([one.beyondError, two.beyondError]).toEqual([true, false]);
  });

  test('is of a score that is the same everywhere no more certain than the rule for that makes each interval', () => {
    const [now, before] = [domain([8, 8, 8, 8, 8, 8], SAMPLE), domain([7.5, 7.5, 7.5, 7.5, 7.5, 7.5], { ...SAMPLE })];
    expect([now.estimate.standardError, now.estimate.notes]).toEqual([0, expect.arrayContaining(['zero-variance'])]);
    const { interval, beyondError } = differenceOfFigures(now, before, 'component-score', METHOD)!;
    expect(interval.lower).toBeLessThan(0);
    expect(interval.upper).toBeGreaterThan(0.5);
    expect(beyondError).toBe(false);
  });

  test('of a month that does not vary takes nothing from rounding: weights scale out', () => {
    const means = [0.7, 0.5, 0.9, 0.6, 0.8, 0.4];
    const difference = (weight: number) => {
      const weighted = (values: readonly number[]) => domain(values, SAMPLE, 'satisfied-share', weight);
      return differenceOfFigures(weighted(Array<number>(6).fill(0.7)), weighted(means), 'satisfied-share', METHOD)!.interval;
    };
    const plain = difference(1);
    for (const weight of [1.7, 3, 0.1]) {
      expect(difference(weight).lower).toBeCloseTo(plain.lower, 9);
      expect(difference(weight).upper).toBeCloseTo(plain.upper, 9);
    }
  });

  test('is none where either has no interval', () => {
    expect(differenceOfFigures(domain([8], SAMPLE), domain(second, SAMPLE), 'component-score', METHOD)).toBeNull();
    expect(differenceOfFigures(domain([0.8], SAMPLE, 'case-share'), domain([0.5], SAMPLE, 'case-share'), 'case-share', METHOD)).toBeNull();
  });
});
