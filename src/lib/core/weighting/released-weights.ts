/**
 * Base weights with released reserves (docs/methods.md, "Weights of a round"): 1/π times n/(n + k) in each pool of a stratum and
 * last-stage cluster, with n units drawn for the main sample and k reserves released in their order. Main and released units together
 * are then a random sample of n + k of the pool, whoever they stand in for, and none is taken out: the unit that was given up stays as
 * one that did not respond. Σw of a pool is what it was before a reserve was released.
 *
 * Refused: an inclusion probability outside (0, 1].
 */
import { baseWeights } from './base-weights';
import type { WeightedUnit } from './weighted-unit';

/** What decides it. */
type DrawnUnit = Pick<WeightedUnit, 'stratum' | 'psu' | 'cluster' | 'inclusionProbability' | 'role'>;

/** Throws inclusion-probability. */
export function releasedWeights(units: readonly DrawnUnit[], isOneStage: boolean): Float64Array {
  const poolOf = ({ stratum, psu, cluster }: DrawnUnit) => (isOneStage ? stratum : JSON.stringify([stratum, psu, cluster]));
  const pools = new Map<string, { main: number; all: number }>();
  for (const unit of units) {
    const pool = pools.get(poolOf(unit)) ?? { main: 0, all: 0 };
    pools.set(poolOf(unit), pool);
    pool.all++;
    if (unit.role === 'main') pool.main++;
  }
  const drawn = baseWeights(units.map(({ inclusionProbability }) => inclusionProbability));
  return drawn.map((weight, row) => {
    const { main, all } = pools.get(poolOf(units[row]!))!;
    // A pool of reserves alone stands for itself: there is nobody whose share it took over.
    return main === 0 ? weight : (weight * main) / all;
  });
}
