/** Sampled units as weighting gets them. */
import type { WeightedUnit } from '../../../src/lib/core/weighting/weighted-unit';

let next = 0;

/** Of one stage, of a stratum with N = 1/π·n where all are equal. */
export function unit(given: Partial<WeightedUnit> = {}): WeightedUnit {
  const id = given.id ?? `${++next}`;
  const inclusionProbability = given.inclusionProbability ?? 0.5;
  return {
    id,
    stratum: 'a',
    psu: id,
    psuProbability: inclusionProbability,
    cluster: '',
    inclusionProbability,
    role: 'main',
    outcome: 'responded',
    traits: {},
    ...given
  };
}

export const units = (count: number, given: Partial<WeightedUnit> | ((i: number) => Partial<WeightedUnit>) = {}): WeightedUnit[] =>
  Array.from({ length: count }, (_, i) => unit(typeof given === 'function' ? given(i) : given));

export const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);
