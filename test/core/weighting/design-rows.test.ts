import { describe, expect, test } from 'vitest';
import { designRows } from '../../../src/lib/core/weighting/design-rows';
import { releasedWeights } from '../../../src/lib/core/weighting/released-weights';
import type { WeightedUnit } from '../../../src/lib/core/weighting/weighted-unit';
import { unit, units } from './round';

const designOf = (sample: readonly WeightedUnit[], isOneStage: boolean) =>
  designRows(sample, releasedWeights(sample, isOneStage), isOneStage);

describe('one stage', () => {
  test('the respondent is the PSU of a population of N_h, whoever did not answer', () => {
    const sample = [...units(6, { inclusionProbability: 0.06 }), ...units(2, { inclusionProbability: 0.06, outcome: 'silent' })];
    const { rows, joined } = designOf(
      sample.map((one, i) => ({ ...one, id: `u${i}` })),
      true
    );
    expect(rows.slice(0, 6)).toEqual(Array.from({ length: 6 }, (_, i) => ({ stratum: 'a', psu: `u${i}`, fpc: 8 / 0.06 })));
    expect(rows.slice(6)).toEqual([null, null]);
    expect(joined).toEqual([]);
  });
  test('counts are whole where the probabilities are those of a count', () => {
    expect(designOf(units(7, { inclusionProbability: 7 / 93 }), true).rows[0]!.fpc).toBe(93);
  });
  test('with replacement where the probabilities of a stratum differ', () => {
    const sample = units(4, (i) => ({ inclusionProbability: i < 2 ? 0.1 : 0.2 }));
    expect(designOf(sample, true).rows.map((row) => row!.fpc)).toEqual([null, null, null, null]);
  });
});

describe('several stages', () => {
  const village = (psu: string, given: Partial<WeightedUnit> = {}) =>
    unit({ psu, psuProbability: 0.3, cluster: '1', inclusionProbability: 0.05, ...given });

  test('the first stage’s unit, with replacement', () => {
    expect(designOf([village('x'), village('x'), village('y')], false).rows).toEqual([
      { stratum: 'a', psu: 'x', fpc: null },
      { stratum: 'a', psu: 'x', fpc: null },
      { stratum: 'a', psu: 'y', fpc: null }
    ]);
  });
  test('where whole PSUs were taken with one probability, their number', () => {
    const whole = { psuProbability: 0.25, inclusionProbability: 0.25 };
    expect(designOf([village('x', whole), village('x', whole), village('y', whole)], false).rows[0]!.fpc).toBe(8);
    const mixed = [village('x', whole), village('y', { psuProbability: 0.5, inclusionProbability: 0.5 })];
    expect(designOf(mixed, false).rows[0]!.fpc).toBeNull();
  });
  test('a PSU that was certain is a stratum of its own, of its clusters or its respondents', () => {
    const certain = (cluster: string) => village('z', { psuProbability: 1, cluster, inclusionProbability: 0.1 });
    const sample = [village('x'), village('y'), certain('1'), certain('2')];
    expect(designOf(sample, false).rows.slice(2)).toEqual([
      { stratum: 'a · z', psu: '1', fpc: null },
      { stratum: 'a · z', psu: '2', fpc: null }
    ]);
    const alone = [village('x'), village('y'), { ...certain('z'), id: 'p' }, { ...certain('z'), id: 'q' }];
    expect(designOf(alone, false).rows.slice(2)).toEqual([
      { stratum: 'a · z', psu: 'p', fpc: 20 },
      { stratum: 'a · z', psu: 'q', fpc: 20 }
    ]);
  });
  test('one cluster taken in a certain PSU is one PSU, whoever answered in it: it is joined, never taken for as many as its people', () => {
    const inside = (psu: string, id: string) => village(psu, { id, psuProbability: 1, cluster: `${psu}|1`, inclusionProbability: 0.01 });
    const { rows, joined } = designOf([...['p', 'q', 'r'].map((id) => inside('y', id)), ...['s', 't'].map((id) => inside('z', id))], false);
    expect(joined).toEqual([['a · y', 'a · z']]);
    expect(new Set(rows.map((row) => row!.psu))).toEqual(new Set(['a · y / y|1', 'a · z / z|1']));
    expect(rows[0]!.fpc).toBeNull();
  });
});

describe('a stratum left with one PSU', () => {
  const inStratum = (stratum: string, count: number) => units(count, (i) => ({ id: `${stratum}${i}`, stratum }));

  test('is joined to the next, the last one to the one before; the populations add', () => {
    const { rows, joined } = designOf([...inStratum('a', 1), ...inStratum('b', 2), ...inStratum('c', 3), ...inStratum('d', 1)], true);
    expect(joined).toEqual([
      ['a', 'b'],
      ['c', 'd']
    ]);
    expect(rows[0]).toEqual({ stratum: 'a + b', psu: 'a / a0', fpc: 6 });
    expect(rows[1]).toEqual({ stratum: 'a + b', psu: 'b / b0', fpc: 6 });
    expect(rows.at(-1)).toEqual({ stratum: 'c + d', psu: 'd / d0', fpc: 8 });
  });
  test('is joined to the one before where that is of the same agency and the next is not', () => {
    const strata = ['xa-1 · dat-dai', 'xa-1 · ho-tich', 'xa-2 · dat-dai', 'xa-2 · ho-tich', 'xa-3 · dat-dai'] as const;
    const sample = [3, 1, 2, 3, 1].flatMap((count, i) => inStratum(strata[i]!, count));
    expect(designOf(sample, true).joined).toEqual([strata.slice(0, 2), strata.slice(3)]);
    const certain = ['q', 'r', 's'].map((psu) => unit({ id: psu, stratum: 'xa-1', psu, cluster: psu, psuProbability: 1 }));
    const next = [0, 1].map((i) => unit({ id: `n${i}`, stratum: 'xa-2', psu: `n${i}`, psuProbability: 0.5 }));
    expect(designOf([...certain, ...next], false).joined).toEqual([['xa-1 · q', 'xa-1 · r', 'xa-1 · s']]);
  });
  test('but not where it is the whole population, or there is no other', () => {
    const census = [...units(1, { stratum: 'z', inclusionProbability: 1 }), ...inStratum('b', 2)];
    expect(designOf(census, true).joined).toEqual([]);
    expect(designOf(inStratum('a', 1), true).rows).toEqual([{ stratum: 'a', psu: 'a0', fpc: 2 }]);
  });
});
