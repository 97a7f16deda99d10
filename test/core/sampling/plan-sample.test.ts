/** A design on a list before anything is drawn: the numbers a page shows, and the promises by agency. */
import { describe, expect, test } from 'vitest';
import type { SamplingDesign } from '../../../src/lib/core/sampling/design';
import { drawSample } from '../../../src/lib/core/sampling/draw-sample';
import { expectedMargins } from '../../../src/lib/core/sampling/expected-margin';
import type { FrameGroup } from '../../../src/lib/core/sampling/plan-sample';
import { clustersOf, planSample, stratumOf } from '../../../src/lib/core/sampling/plan-sample';
import { FrameBuilder } from '../../../src/lib/core/sampling/sampling-frame';
import { villageFrame } from './made-frame';

const group = (agency: string, field: string, units: number, more: Partial<FrameGroup> = {}): FrameGroup => ({
  ...{ agency, level: 'commune', field, area: '', village: '', personKind: '', units },
  ...more
});
const design: SamplingDesign = {
  strata: ['agency'],
  stages: [],
  size: { kind: 'fixed', count: 300 },
  sizeOf: 'all',
  allocation: 'proportional',
  power: 0.5,
  minimumPerStratum: 30,
  selection: 'srs',
  reserveShare: 0.2,
  expectedShare: 0.5,
  expectedShares: {},
  confidence: 0.95,
  designEffect: 1,
  response: 1
};
const three = [group('A', 'land', 6_000), group('A', 'civil', 2_000), group('B', 'land', 1_900), group('C', 'civil', 100)];

describe('the expected margin', () => {
  test('of one stratum: z·√(p(1 − p)/n·(1 − n/N))', () => {
    const [only] = expectedMargins([{ agency: 'A', stratum: 'A', units: 1_000 }], new Map([['A', { units: 1_000, n: 100 }]]), design);
    expect(only).toMatchObject({ agency: 'A', units: 1_000, sampled: 100, answers: 100 });
    expect(only!.margin).toBeCloseTo(1.96 * Math.sqrt((0.25 / 100) * 0.9), 12);
  });
  test('design effect, response and a known share are in it', () => {
    const more = { ...design, designEffect: 1.5, response: 0.8, expectedShares: { A: 0.9 } };
    const [only] = expectedMargins([{ agency: 'A', stratum: 'A', units: 1_000 }], new Map([['A', { units: 1_000, n: 100 }]]), more);
    expect(only!.margin).toBeCloseTo(1.96 * Math.sqrt(((0.09 * 1.5) / 80) * 0.92), 12);
  });
  test('of an agency in two strata: each with its part squared; all asked: none; nobody: no margin', () => {
    const strata = new Map([['x', { units: 400, n: 40 }], ['y', { units: 100, n: 50 }], ['z', { units: 9, n: 9 }], ['none', { units: 5, n: 0 }]]); // prettier-ignore
    const parts = [
      { agency: 'A', stratum: 'x', units: 300 },
      { agency: 'A', stratum: 'y', units: 100 },
      { agency: 'B', stratum: 'z', units: 9 },
      { agency: 'C', stratum: 'none', units: 5 }
    ];
    const [a, b, c] = expectedMargins(parts, strata, design);
    const v = (0.75 ** 2 * 0.25 * (1 - 30 / 300)) / 30 + (0.25 ** 2 * 0.25 * (1 - 50 / 100)) / 50;
    expect(a!.margin).toBeCloseTo(1.96 * Math.sqrt(v), 12);
    expect([b!.margin, c!.margin]).toEqual([0, null]);
  });
});

describe('a plan', () => {
  test('and a draw call strata and clusters alike, also where a name holds a separator: nobody is left out', () => {
    const byField: SamplingDesign = { ...design, strata: ['field'], stages: [{ by: 'village', count: 2, method: 'srs' }], size: { kind: 'fixed', count: 40 }, minimumPerStratum: 2 }; // prettier-ignore
    const rows = Array.from({ length: 200 }, (_, i) => group('A', i < 100 ? 'land|building' : 'civil', 1, { village: `1|${i % 4}` }));
    const plan = planSample(rows, byField);
    const builder = new FrameBuilder(false);
    for (const [i, row] of rows.entries())
      builder.add({ unitNo: i + 1, stratum: stratumOf(row, byField.strata), clusters: clustersOf(row, byField.stages), size: 1 });
    const quotas = Object.fromEntries(plan.strata.map(({ name, n }) => [name, n]));
    expect(drawSample(builder.build(), { ...byField, reserveShare: 0 }, quotas, '1').length).toBe(plan.n);
  });
  test('by agency, with a minimum: exact total, reserves, margins', () => {
    const plan = planSample(three, design);
    expect(plan.strata.map(({ name, units, n, reserve, held }) => [name, units, n, reserve, held])).toEqual([
      ['A', 8_000, 218, 44, null],
      ['B', 1_900, 52, 11, null],
      ['C', 100, 30, 6, 'minimum']
    ]);
    expect([plan.population, plan.n, plan.reserve]).toEqual([10_000, 300, 61]);
    expect(plan.margins.map(({ agency, sampled }) => [agency, sampled])).toEqual([['A', 218], ['B', 52], ['C', 30]]); // prettier-ignore
    expect(plan.margin).toBeGreaterThan(0.056);
    expect(plan.margins[2]!.margin).toBeCloseTo(1.96 * Math.sqrt((0.25 / 30) * 0.7), 12);
  });

  test('a rule for each stratum by itself', () => {
    const plan = planSample(three, { ...design, size: { kind: 'slovin', margin: 0.05 }, sizeOf: 'stratum' });
    expect(plan.strata.map(({ n, size }) => [n, size?.n])).toEqual([[381, 381], [331, 331], [80, 80]]); // prettier-ignore
    expect(plan.size).toBeNull();
    const bands = { kind: 'bands', bands: [{ upTo: null, share: 0.01 }] } as const;
    const banded = planSample(three, { ...design, size: bands, sizeOf: 'stratum' });
    expect(banded.strata.map(({ n, held }) => [n, held])).toEqual([[80, null], [30, 'minimum'], [30, 'minimum']]); // prettier-ignore
  });

  test('names its strata by their parts, in order', () => {
    expect(planSample(three, { ...design, strata: ['agency', 'field'] }).strata.map(({ name }) => name)).toEqual([
      'A · land',
      'A · civil',
      'B · land',
      'C · civil'
    ]);
    expect(planSample(three, { ...design, strata: [] }).strata.map(({ name, n }) => [name, n])).toEqual([['', 300]]);
  });

  test('a share for a stratum that there is not counts for nothing, and is named', () => {
    const plan = planSample(three, { ...design, allocation: 'neyman', expectedShares: { A: 0.9, 'Xã A': 0.9 } });
    expect(plan.warnings).toEqual([{ kind: 'shares-of-none', names: ['Xã A'] }]);
    expect(planSample(three, { ...design, expectedShares: { A: 0.9 } }).warnings).toEqual([]);
  });

  test('by villages: counts of clusters, and what may go wrong', () => {
    const villages = ['a', 'b', 'c'].flatMap((area) =>
      [8, 50, 60].map((units, v) => group('A', '', units, { area, village: `${area}.${v}` }))
    );
    const stages = [
      { by: 'area', count: 1, method: 'pps' },
      { by: 'village', count: 2, method: 'pps' }
    ] as const;
    const plan = planSample(villages, { ...design, stages, size: { kind: 'fixed', count: 40 } });
    expect(plan.strata[0]).toMatchObject({ n: 40, clusters: [1, 2], firstStage: 3, reserve: 8 });
    expect(plan.warnings).toEqual([
      { kind: 'one-cluster', strata: 1 },
      { kind: 'small-clusters', clusters: 3, take: 20 }
    ]);
    const drawn = drawSample(
      villageFrame({ a: [8, 50, 60], b: [8, 50, 60] }, true),
      { stages, selection: 'srs', reserveShare: 0.2 },
      { S: 40 },
      '3'
    );
    expect(drawn.filter(({ role }) => role === 'main').length).toBeLessThanOrEqual(40);
    const thin = planSample(villages, {
      ...design,
      stages: [{ by: 'village', count: 9, method: 'srs' }],
      size: { kind: 'fixed', count: 5 },
      minimumPerStratum: 0
    });
    expect(thin.warnings).toContainEqual({ kind: 'more-clusters-than-units', strata: 1 });
  });
});
