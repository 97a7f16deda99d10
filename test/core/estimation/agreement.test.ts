import { expect, test } from 'vitest';
import { measureAgreement } from '../../../src/lib/core/estimation/agreement';

// Gwet (2008), by hand: 100 pairs on 2 levels, (a, b, c, d) = (45, 15, 25, 15).
const table = [
  ...Array<[number, number]>(45).fill([1, 1]),
  ...Array<[number, number]>(15).fill([1, 2]),
  ...Array<[number, number]>(25).fill([2, 1]),
  ...Array<[number, number]>(15).fill([2, 2])
];

test('kappa and AC1 of a table of four cells, by hand', () => {
  const agreement = measureAgreement(table, 2);
  expect(agreement.exact).toBeCloseTo(0.6, 12);
  expect(agreement.withinOne).toBeCloseTo(1, 12);
  // p_e = 0.6·0.7 + 0.4·0.3 = 0.54; π₁ = 0.65, p_e of AC1 = 2·0.65·0.35 = 0.455.
  expect(agreement.kappa).toBeCloseTo((0.6 - 0.54) / 0.46, 12);
  expect(agreement.ac1).toBeCloseTo((0.6 - 0.455) / 0.545, 12);
  expect(agreement.weightedKappa).toBeCloseTo(agreement.kappa!, 12);
});

test('when everybody says 5 twice, kappa is undefined and agreement and AC1 stand beside it', () => {
  const agreement = measureAgreement(Array<[number, number]>(30).fill([5, 5]), 5);
  expect([agreement.kappa, agreement.weightedKappa]).toEqual([null, null]);
  expect([agreement.exact, agreement.ac1]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
});

test('at high prevalence kappa is near 0 while nearly all agree', () => {
  const pairs = [...Array<[number, number]>(96).fill([5, 5]), [5, 4], [4, 5], [5, 4], [4, 5]] as [number, number][];
  const agreement = measureAgreement(pairs, 5);
  expect(agreement.exact).toBeCloseTo(0.96, 12);
  expect(agreement.kappa).toBeLessThan(0);
  expect(agreement.ac1).toBeGreaterThan(0.95);
});

test('no pair and a rating off the scale are refused', () => {
  expect(() => measureAgreement([], 5)).toThrow('no pair');
  expect(() => measureAgreement([[0, 3]], 5)).toThrow('0 and 3');
});
