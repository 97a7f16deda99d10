import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Conversion } from '../../../src/lib/core/scoring/par-points';
import {
  convertInterval,
  convertShare,
  faultsOfConversion,
  lostPoints,
  roundPoints,
  subtractPoints,
  sumPoints,
  toHundredths
} from '../../../src/lib/core/scoring/par-points';

const LINEAR: Conversion = { kind: 'linear' };
const BANDS: Conversion = {
  kind: 'bands',
  bands: [
    { from: 0, points: 0 },
    { from: 0.6, points: 0.5 },
    { from: 0.8, points: 0.75 },
    { from: 0.9, points: 1 }
  ]
};

describe('rounding to two decimals', () => {
  test.each([
    [8.985, 8.99],
    [1.005, 1.01],
    [10.075, 10.08],
    [0.285, 0.29],
    [8.9849999, 8.98],
    [8.9949, 8.99],
    [0.005, 0.01],
    [0.0049, 0],
    [100, 100],
    [-0.005, -0.01]
  ])('%d is printed %d', (points, printed) => {
    expect(roundPoints(points)).toBe(printed);
  });

  test.each([-0, 0, -0.001, 0.001])('%d is never −0', (points) => {
    expect(Object.is(roundPoints(points), 0)).toBe(true);
  });

  test('every tie of three decimals goes up', () => {
    const ties = Array.from({ length: 10_000 }, (_, i) => 10 * i + 5);
    expect(ties.filter((thousandths) => toHundredths(thousandths / 1000) !== (thousandths + 5) / 10)).toEqual([]);
  });

  test('what is no number is refused', () => {
    expect(() => toHundredths(NaN)).toThrow('NaN points');
    expect(() => toHundredths(Infinity)).toThrow();
  });

  test('printed points stay as they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 10_000 }), (hundredths) => {
        expect(toHundredths(hundredths / 100)).toBe(hundredths);
      })
    );
  });
});

describe('sums of printed points', () => {
  test('are exact', () => {
    expect(sumPoints([0.1, 0.2])).toBe(0.3);
    expect(lostPoints(11.5, 10.89)).toBe(0.61);
    expect(lostPoints(10, 8.985)).toBe(1.01);
    expect(Object.is(lostPoints(15.5, 15.5), 0)).toBe(true);
    expect(subtractPoints(94.52, 92.31)).toBe(2.21);
  });

  test('lost and printed points make up the maximum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (max, share) => {
        const points = convertShare(LINEAR, max / 100, share);
        expect(sumPoints([points, lostPoints(max / 100, points)])).toBe(max / 100);
      })
    );
  });
});

describe('linear', () => {
  test.each([
    [10, 0.899, 8.99],
    [10, 0.8985, 8.99],
    [10, 0.89849, 8.98],
    [2.5, 0.866, 2.17],
    [2.5, 0.8664, 2.17],
    [3.5, 0, 0],
    [3.5, 1, 3.5]
  ])('of %d points, a share of %d gives %d', (max, share, points) => {
    expect(convertShare(LINEAR, max, share)).toBe(points);
  });
});

describe('bands', () => {
  test.each([
    [0, 0],
    [0.5999, 0],
    [0.6, 5],
    [0.8, 7.5],
    [0.1 + 0.7, 7.5],
    [0.8999, 7.5],
    [0.9, 10],
    [1, 10]
  ])('a share of %d gives %d of 10 points', (share, points) => {
    expect(convertShare(BANDS, 10, share)).toBe(points);
  });

  test('limits go through the same bands', () => {
    expect(convertInterval(BANDS, 10, { lower: 0.79, upper: 0.91 })).toEqual({ lower: 5, upper: 10 });
  });

  test('good ones have no fault', () => {
    expect(faultsOfConversion(BANDS)).toEqual([]);
    expect(faultsOfConversion(LINEAR)).toEqual([]);
  });

  test.each([
    ['no bands', [], 'begin at 0'],
    ['not from 0', [{ from: 0.1, points: 0 }], 'begin at 0'],
    [
      'not ascending',
      [
        { from: 0, points: 0 },
        { from: 0.8, points: 0.5 },
        { from: 0.8, points: 1 }
      ],
      'begin above'
    ],
    [
      'falling',
      [
        { from: 0, points: 0.5 },
        { from: 0.8, points: 0.4 }
      ],
      'fewer points'
    ],
    ['over the maximum', [{ from: 0, points: 1.2 }], 'no part of the maximum'],
    [
      'per cent',
      [
        { from: 0, points: 0 },
        { from: 90, points: 1 }
      ],
      'no share'
    ],
    ['no number', [{ from: 0, points: NaN }], 'no part of the maximum']
  ])('%s', (_, bands, fault) => {
    expect(faultsOfConversion({ kind: 'bands', bands }).join('\n')).toContain(fault);
  });
});

const anyShare = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000)
);
const anyConversion = fc.oneof(
  fc.constant(LINEAR),
  fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { maxLength: 6 }), fc.array(anyShare, { minLength: 7, maxLength: 7 }))
    .map(([edges, parts]): Conversion => {
      const from = [0, ...edges.toSorted((a, b) => a - b)];
      const points = parts.toSorted((a, b) => a - b);
      return { kind: 'bands', bands: from.map((edge, i) => ({ from: edge / 100, points: points[i]! })) };
    })
);
const anyMax = fc.integer({ min: 1, max: 10_000 }).map((hundredths) => hundredths / 100);

test('every conversion is monotone, stays within the maximum and keeps the points in their interval', () => {
  fc.assert(
    fc.property(anyConversion, anyMax, fc.tuple(anyShare, anyShare, anyShare), (conversion, max, shares) => {
      expect(faultsOfConversion(conversion)).toEqual([]);
      const [lower, share, upper] = shares.toSorted((a, b) => a - b) as [number, number, number];
      const points = convertShare(conversion, max, share);
      const interval = convertInterval(conversion, max, { lower, upper });
      expect(interval.lower).toBeLessThanOrEqual(points);
      expect(points).toBeLessThanOrEqual(interval.upper);
      for (const each of [points, interval.lower, interval.upper]) {
        expect(each >= 0 && each <= max).toBe(true);
        expect(roundPoints(each)).toBe(each);
        expect(Object.is(each, -0)).toBe(false);
      }
    })
  );
});

test.each([-0.1, 1.0001, 89.9, NaN])('a share of %d is refused', (share) => {
  expect(() => convertShare(LINEAR, 10, share)).toThrow(`a share of ${share}`);
});
