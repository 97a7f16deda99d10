/** Sizes against the figures of the guidance, with what is said beside them. */
import { describe, expect, test } from 'vitest';
import type { SamplingDesign } from '../../../src/lib/core/sampling/design';
import { bandSize, sampleSize, slovinSize } from '../../../src/lib/core/sampling/sample-size';

const parameters = { expectedShare: 0.5, confidence: 0.95, designEffect: 1, response: 1 } as const;
const proportion = (population: number, more: Partial<SamplingDesign> = {}) =>
  sampleSize(population, { ...parameters, size: { kind: 'proportion', margin: 0.05 }, ...more });

describe('Slovin', () => {
  test.each([
    [200, 134],
    [1_000, 286],
    [5_000, 371],
    [20_000, 393],
    [1, 1]
  ])('%d at 5 per cent: %d', (population, n) => expect(slovinSize(population, 0.05).n).toBe(n));

  test('shows its steps and says what it assumes', () => {
    const { steps, warnings } = slovinSize(1_000, 0.05);
    const values = { N: 1_000, e: 0.05 };
    expect(steps[0]).toEqual({ symbol: 'n', formula: '{N} ÷ (1 + {N} × {e}²)', values, result: expect.closeTo(1_000 / 3.5, 9) as number });
    expect(steps[1]).toMatchObject({ result: 286, rounding: 'up' });
    expect(warnings).toEqual([{ kind: 'slovin-assumes' }]);
  });
});

describe('proportion', () => {
  test('n₀ → n₁ → n₂ → n, as by hand', () => {
    const { n, steps, warnings } = proportion(10_000, { designEffect: 1.5, response: 0.8 });
    // 1.96²·0.25/0.05² = 384.16; /(1 + 383.16/10000) = 369.9836; ·1.5 = 554.9754; /0.8 = 693.7193
    expect(steps.map(({ symbol, result }) => [symbol, Math.round(result * 1e4) / 1e4])).toEqual([
      ['n₀', 384.16],
      ['n₁', 369.9837],
      ['n₂', 554.9756],
      ['n', 694]
    ]);
    expect(n).toBe(694);
    expect(warnings).toEqual([]);
  });

  test('a speck of a binary fraction adds nobody', () => {
    // n₁ = 1 exactly where N = 1; 3 ÷ 0.1 is 30 and not 31.
    expect(proportion(1).n).toBe(1);
    expect(sampleSize(30, { ...parameters, size: { kind: 'bands', bands: [{ upTo: null, share: 0.1 }] } }).n).toBe(3);
  });

  test('where all are taken the margin that can be reached is given, and its formula turned round gives N again', () => {
    const { n, warnings } = proportion(300, { designEffect: 2, response: 0.5 });
    expect(n).toBe(300);
    // 300·0.5/2 = 75 effective; n₀ = 75·299/225 = 99.67; 1.96·√(0.25/99.67) = 9.816 points
    expect(warnings).toEqual([{ kind: 'all-taken', margin: expect.closeTo(0.09816, 4) as number }]);
    const again = proportion(300, { designEffect: 2, response: 0.5, size: { kind: 'proportion', margin: 0.09817 } });
    expect(again).toMatchObject({ n: 300, warnings: [] });
  });

  test('other confidences', () => {
    expect(proportion(1e9, { confidence: 0.9 }).n).toBe(271);
    expect(proportion(1e9, { confidence: 0.99 }).n).toBe(664);
  });
});

describe('bands by volume', () => {
  const bands = [
    { upTo: 200, share: 1 },
    { upTo: 1_000, share: 0.3 },
    { upTo: null, share: 0.2 }
  ] as const;

  test.each([
    [200, 200],
    [201, 61],
    [1_000, 300],
    [1_001, 201],
    [5_000, 1_000]
  ])('%d: %d', (population, n) => expect(bandSize(population, bands).n).toBe(n));

  test('just over an edge a warning says what is lost, and beyond that none', () => {
    expect(bandSize(201, bands).warnings).toEqual([{ kind: 'band-edge', at: 200, takes: 200, then: 61 }]);
    expect(bandSize(1_001, bands).warnings).toEqual([{ kind: 'band-edge', at: 1_000, takes: 300, then: 201 }]);
    expect([bandSize(200, bands), bandSize(700, bands), bandSize(5_000, bands)].map(({ warnings }) => warnings)).toEqual([[], [], []]);
  });
});

test('a number that was set is capped by the list, and says so', () => {
  const size = { kind: 'fixed', count: 500 } as const;
  expect(sampleSize(2_000, { ...parameters, size })).toMatchObject({ n: 500, warnings: [] });
  expect(sampleSize(300, { ...parameters, size })).toMatchObject({ n: 300, warnings: [{ kind: 'all-taken', margin: 0 }] });
  expect(sampleSize(0, { ...parameters, size }).n).toBe(0);
});
