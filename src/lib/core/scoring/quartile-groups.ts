/**
 * Four groups of agencies by a PAPI-style score: from P75 on the highest, from P50 upper middle, from P25 lower middle, the lowest
 * below (R's quantile type 7; a unit on a bound is in the higher group; docs/methods.md, "PAPI-style component scores"). An interval
 * that holds a bound is marked: the group is not certain.
 *
 * Refused (null): fewer ranked units than the map's minimum.
 */
import type { Interval } from '../estimation/estimate';
import { sampleQuantile } from '../estimation/sample-quantile';

export type QuartileGroup = 'highest' | 'upper-middle' | 'lower-middle' | 'lowest';

export interface GroupedUnit {
  readonly group: QuartileGroup;
  /** The interval holds a bound between two groups. */
  readonly nearBound: boolean;
}

const BOUNDS = [0.25, 0.5, 0.75] as const;
const GROUPS: readonly QuartileGroup[] = ['lowest', 'lower-middle', 'upper-middle', 'highest'];

/** Relative: equal figures may differ by the order in which their parts were added. */
const ROUNDING = 1e-12;

export function groupByQuartile(
  units: readonly { readonly value: number; readonly interval: Interval | null }[],
  minimumUnits: number
): readonly GroupedUnit[] | null {
  if (units.length < minimumUnits || units.length === 0) return null;
  const bounds = BOUNDS.map((p) =>
    sampleQuantile(
      units.map(({ value }) => value),
      p
    )
  );
  return units.map(({ value, interval }) => ({
    group: GROUPS[bounds.filter((bound) => value >= bound - ROUNDING * Math.max(1, Math.abs(bound))).length]!,
    nearBound: interval !== null && bounds.some((bound) => interval.lower <= bound && bound <= interval.upper)
  }));
}
