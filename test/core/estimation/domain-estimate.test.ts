// What must hold for any sample: of estimates from respondents with their design.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { postStratifySample, rakeSample } from '../../../src/lib/core/estimation/calibrate-sample';
import { differenceOfDomains } from '../../../src/lib/core/estimation/difference-of-domains';
import type { DomainEstimate } from '../../../src/lib/core/estimation/domain-estimate';
import { estimateDomain } from '../../../src/lib/core/estimation/domain-estimate';
import type { SurveySample } from '../../../src/lib/core/estimation/survey-sample';
import { makeSurveySample } from '../../../src/lib/core/estimation/survey-sample';
import { matchMargin } from '../../../src/lib/core/weighting/margin';

interface Row {
  weight: number;
  stratum: string;
  psu: string;
  y: number;
  inDomain: boolean;
}
const anyRow: fc.Arbitrary<Row> = fc.record({
  weight: fc.double({ min: 0.5, max: 20, noNaN: true }),
  stratum: fc.constantFrom('a', 'b'),
  psu: fc.constantFrom('1', '2', '3', '4'),
  y: fc.integer({ min: 0, max: 5 }),
  inDomain: fc.boolean()
});
/** Two PSUs at least in each stratum. */
const BASE: readonly Row[] = ['a', 'b'].flatMap((stratum) =>
  ['1', '2'].map((psu, i) => ({ weight: 1 + i, stratum, psu, y: i, inDomain: true }))
);
const anyRows = fc.array(anyRow, { minLength: 0, maxLength: 40 }).map((rows) => [...BASE, ...rows]);

function sampleOf(rows: readonly Row[], more: { fpc?: number[] } = {}): SurveySample {
  return makeSurveySample({
    rows: rows.length,
    weights: rows.map(({ weight }) => weight),
    strata: rows.map(({ stratum }) => stratum),
    psus: rows.map(({ psu }) => psu),
    ...more
  });
}
const mean = (rows: readonly Row[]) => ({
  kind: 'ratios' as const,
  ratios: [{ y: rows.map(({ y }) => y), x: rows.map(() => 1) }],
  coefficients: [1]
});
const inDomain = (rows: readonly Row[]) => Uint8Array.from(rows, (row) => (row.inDomain ? 1 : 0));
const everyone = (rows: readonly Row[]) => new Uint8Array(rows.length).fill(1);
function estimated(outcome: ReturnType<typeof estimateDomain>): DomainEstimate {
  if ('missing' in outcome) throw new Error('no estimate');
  return outcome;
}
const estimate = (rows: readonly Row[], sample = sampleOf(rows), members = inDomain(rows)) =>
  estimated(estimateDomain(sample, mean(rows), members));

function expectSame(one: DomainEstimate, other: DomainEstimate) {
  expect(one.value).toBeCloseTo(other.value, 9);
  expect(one.variance).toBeCloseTo(other.variance!, 9);
  expect([one.degreesOfFreedom, one.n]).toEqual([other.degreesOfFreedom, other.n]);
}

test('weights scale out', () => {
  fc.assert(
    fc.property(anyRows, fc.double({ min: 0.01, max: 100, noNaN: true }), (rows, scale) => {
      expectSame(estimate(rows.map((row) => ({ ...row, weight: row.weight * scale }))), estimate(rows));
    })
  );
});

test('a permutation of the rows changes nothing', () => {
  fc.assert(
    fc.property(
      anyRows.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }))),
      ([rows, shuffled]) => expectSame(estimate(shuffled), estimate(rows))
    )
  );
});

test('census strata have no variance under fpc, and one PSU of a census is not lonely', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const units = new Map(
        ['a', 'b'].map((stratum) => [stratum, new Set(rows.filter((row) => row.stratum === stratum).map(({ psu }) => psu)).size])
      );
      const census = sampleOf(rows, { fpc: rows.map(({ stratum }) => units.get(stratum)!) });
      expect(estimate(rows, census).variance).toBe(0);
    })
  );
  const alone = BASE.filter(({ stratum, psu }) => stratum === 'a' || psu === '1');
  expect(estimate(alone, sampleOf(alone)).variance).toBeNull();
  expect(estimate(alone, sampleOf(alone, { fpc: alone.map(({ stratum }) => (stratum === 'a' ? 40 : 1)) })).variance).toBeGreaterThan(0);
});

test('the difference of a domain and itself is 0 without error, and turns its sign with the order', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const sample = sampleOf(rows);
      const [domain, all] = [estimate(rows, sample), estimate(rows, sample, everyone(rows))];
      const none = differenceOfDomains(sample, domain, domain, 0.95);
      expect([none.value, none.standardError]).toEqual([0, expect.closeTo(0, 12)]);
      const forth = differenceOfDomains(sample, domain, all, 0.95);
      const back = differenceOfDomains(sample, all, domain, 0.95);
      expect(forth.value).toBeCloseTo(-back.value, 12);
      expect(forth.interval!.lower).toBeCloseTo(-back.interval!.upper, 9);
      expect(Math.abs(forth.correlation ?? 0)).toBeLessThanOrEqual(1);
    })
  );
});

describe('what a design may not be', () => {
  const refused = (change: (row: Row, i: number) => Partial<Row>, code: string) =>
    expect(() => sampleOf(BASE.map((row, i) => ({ ...row, ...change(row, i) })))).toThrow(expect.objectContaining({ code }));
  test.each([0, -1, NaN, Infinity])('a weight of %d', (weight) => refused((_, i) => (i === 2 ? { weight } : {}), 'weight-not-positive'));
  test('an fpc that differs within a stratum, or is smaller than the sample, or not positive', () => {
    const fpc = (values: number[], code: string) =>
      expect(() => sampleOf(BASE, { fpc: values })).toThrow(expect.objectContaining({ code }));
    fpc([10, 11, 10, 10], 'fpc-varies');
    fpc([1.5, 1.5, 10, 10], 'fpc-too-small');
    fpc([0, 0, 10, 10], 'fpc-too-small');
  });
  test('without weights an fpc says them: N_h/n_h, also as a fraction', () => {
    const strata = ['a', 'a', 'b', 'b'];
    expect([...makeSurveySample({ rows: 4, strata, fpc: [10, 10, 4, 4] }).weights]).toEqual([5, 5, 2, 2]);
    expect([...makeSurveySample({ rows: 4, strata, fpc: [0.2, 0.2, 0.5, 0.5] }).weights]).toEqual([5, 5, 2, 2]);
    expect([...makeSurveySample({ rows: 4, strata }).weights]).toEqual([1, 1, 1, 1]);
  });
});

describe('an estimate that does not exist', () => {
  test('an empty domain, and a ratio without a denominator', () => {
    expect(estimateDomain(sampleOf(BASE), mean(BASE), new Uint8Array(BASE.length))).toEqual({ missing: [0] });
    const nothing = { kind: 'ratios' as const, ratios: [{ y: [0, 0, 0, 0], x: [0, 0, 0, 0] }], coefficients: [1] };
    expect(estimateDomain(sampleOf(BASE), nothing, everyone(BASE))).toEqual({ missing: [0] });
    expect(estimateDomain(sampleOf(BASE), { kind: 'total', y: [1, 1, 1, 1] }, new Uint8Array(BASE.length))).toEqual({ missing: [0] });
  });
});

describe('weights fitted to totals', () => {
  const rows: readonly Row[] = Array.from({ length: 24 }, (_, i) => ({
    weight: 1 + (i % 3),
    stratum: 'a',
    psu: `${i % 8}`,
    y: i % 2,
    inDomain: true
  }));
  const group = (i: number) => (i % 2 === 0 ? 'even' : 'odd');
  const margin = (values: readonly string[], totals: Record<string, number>) =>
    matchMargin({ variable: 'g', totals: new Map(Object.entries(totals)) }, values);

  test('a variable that is the post-stratum itself has no variance left', () => {
    const sample = postStratifySample(
      sampleOf(rows),
      margin(
        rows.map((_, i) => group(i)),
        { even: 30, odd: 70 }
      )
    );
    const { value, variance } = estimate(rows, sample);
    expect(value).toBeCloseTo(0.7, 12);
    expect(variance).toBeCloseTo(0, 15);
  });

  test('margins that repeat each other are fitted once', () => {
    const values = rows.map((_, i) => group(i));
    const twice = [margin(values, { even: 30, odd: 70 }), margin(values, { even: 30, odd: 70 })];
    const sample = rakeSample(sampleOf(rows), twice, ['one', 'again']);
    expect(estimate(rows, sample).variance).toBeCloseTo(0, 15);
  });

  test('a category that lies in one PSU has no jackknife: the linearised variance stands, and that is said', () => {
    const values = rows.map((_, i) => (i % 8 === 0 ? 'rare' : 'common'));
    const sample = rakeSample(sampleOf(rows), [margin(values, { rare: 10, common: 90 })], ['g']);
    const outcome = estimate(rows, sample);
    expect(outcome.varianceFrom).toBe('linearisation');
    expect(outcome.jackknifeRefused).not.toBeNull();
  });
});
