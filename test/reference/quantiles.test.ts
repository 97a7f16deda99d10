// The quantile functions against R's qt, qbeta and qnorm over a grid (test/data/expected.json), and against closed forms further out.
import { expect, test } from 'vitest';
import { betaQuantile, normalQuantile, tQuantile, twoSidedTail } from '../../src/lib/core/estimation/quantiles';
import { isSame, readFigures } from './read-reference';

interface Point {
  p: number;
  value: number;
}
const { quantiles } = readFigures<{
  quantiles: { normal: Point[]; t: { df: number; at: Point[] }[]; beta: { a: number; b: number; at: Point[] }[] };
}>('expected.json');

test.each(quantiles.t)('qt(p, $df)', ({ df, at }) => {
  const apart = at.filter(({ p, value }) => !isSame(tQuantile(p, df), value));
  expect(at.length).toBe(10);
  expect(apart).toEqual([]);
});

test.each(quantiles.beta)('qbeta(p, $a, $b)', ({ a, b, at }) => {
  const apart = at.filter(({ p, value }) => !isSame(betaQuantile(p, a, b), value));
  expect(at.length).toBe(10);
  expect(apart).toEqual([]);
});

test('qnorm(p)', () => {
  expect(quantiles.normal.length).toBe(10);
  expect(quantiles.normal.filter(({ p, value }) => !isSame(normalQuantile(p), value))).toEqual([]);
});

test.each(quantiles.t)('the two-sided tail with $df degrees of freedom takes quantiles back', ({ df, at }) => {
  const apart = at.filter(({ p, value }) => !isSame(twoSidedTail(value, df), 2 * Math.min(p, 1 - p), 1e-8));
  expect(apart).toEqual([]);
});

test('with infinite degrees of freedom t is the normal distribution', () => {
  expect(tQuantile(0.975, Infinity)).toBe(normalQuantile(0.975));
  expect(isSame(twoSidedTail(1.959963984540054, Infinity), 0.05)).toBe(true);
});

// By hand: t with 2 degrees of freedom is (2p−1)·√(2/(4p(1−p))); beta(a, 1) has the quantile p^(1/a), beta(1, b) 1−(1−p)^(1/b).
test.each([0.0005, 0.025, 0.2, 0.9, 0.9995])('closed form of t with 2 degrees of freedom at %d', (p) => {
  expect(isSame(tQuantile(p, 2), (2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p))))).toBe(true);
});

test.each([0.001, 0.4, 1, 30, 4_567.8, 22_000_000])('closed forms of beta with one shape 1 and the other %d', (shape) => {
  for (const p of [0.0005, 0.025, 0.5, 0.975]) {
    expect(isSame(betaQuantile(p, shape, 1), p ** (1 / shape))).toBe(true);
    expect(isSame(betaQuantile(p, 1, shape), -Math.expm1(Math.log1p(-p) / shape))).toBe(true);
  }
});

test('no quantile is NaN in silence', () => {
  expect(() => tQuantile(0.975, 0)).toThrow(/0 degrees of freedom/);
  expect(() => betaQuantile(0.025, 0, 1)).toThrow(/shapes 0 and 1/);
});
