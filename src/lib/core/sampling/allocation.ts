/**
 * A sample shared out over strata (docs/methods.md, "Allocation"): proportional (n_h ∝ N_h), equal, Neyman (1934; n_h ∝ N_h·S_h with
 * S_h = √(p_h(1 − p_h)), p_h held within 0.05 and 0.95) and power (Bankier 1988; n_h ∝ N_h^q·CV_h with CV_h = √((1 − p_h)/p_h)). Each
 * stratum gets at least the minimum, never under two of those that have two, never more than it holds; whole numbers by largest
 * remainder, so that the total is exact. Refused: a total under the sum of the minimums.
 */
import { Problem } from '../problem';
import type { SamplingDesign } from './design';

export interface StratumToFill {
  readonly name: string;
  readonly units: number;
}

export interface StratumShare extends StratumToFill {
  readonly n: number;
  /** Its part before limits and rounding, 0–1 of all. */
  readonly part: number;
  /** It stands at its minimum or at all it holds, whatever its part. */
  readonly held: 'minimum' | 'all' | null;
}

type AllocationParameters = Pick<SamplingDesign, 'allocation' | 'power' | 'minimumPerStratum' | 'expectedShare' | 'expectedShares'>;

/** Returns as many as `total`, or all there are. Throws sampling-too-few. */
export function allocate(strata: readonly StratumToFill[], total: number, parameters: AllocationParameters): readonly StratumShare[] {
  const parts = strata.map((stratum) => partOf(stratum, parameters));
  const sum = parts.reduce((all, part) => all + part, 0);
  const low = strata.map(({ units }) => Math.min(Math.max(2, parameters.minimumPerStratum), units));
  const high = strata.map(({ units }) => units);
  const least = low.reduce((all, n) => all + n, 0);
  const most = high.reduce((all, n) => all + n, 0);
  if (total < least) throw new Problem('sampling-too-few', { count: total, least, strata: strata.length });
  const shares = roundToTotal(shareWithin(parts, low, high, Math.min(total, most)), Math.min(total, most));
  return strata.map(({ name, units }, h) => ({
    name,
    units,
    n: shares[h]!,
    part: parts[h]! / sum,
    held: shares[h] === units ? 'all' : shares[h] === low[h] && (parts[h]! / sum) * total < low[h]! ? 'minimum' : null
  }));
}

function partOf({ name, units }: StratumToFill, { allocation, power, expectedShare, expectedShares }: AllocationParameters): number {
  if (units === 0) return 0;
  const p = Math.min(0.95, Math.max(0.05, expectedShares[name] ?? expectedShare));
  if (allocation === 'equal') return 1;
  if (allocation === 'proportional') return units;
  return allocation === 'neyman' ? units * Math.sqrt(p * (1 - p)) : units ** power * Math.sqrt((1 - p) / p);
}

/** Reals in proportion to the parts, each within its limits, that add up to the total: those beyond a limit are set to it in turn. */
function shareWithin(parts: readonly number[], low: readonly number[], high: readonly number[], total: number): readonly number[] {
  const fixed = new Map<number, number>();
  for (;;) {
    const free = parts.map((_, h) => h).filter((h) => !fixed.has(h));
    const left = total - [...fixed.values()].reduce((sum, n) => sum + n, 0);
    const sum = free.reduce((all, h) => all + parts[h]!, 0);
    const wanted = new Map(free.map((h) => [h, sum > 0 ? (left * parts[h]!) / sum : 0]));
    const within = (h: number) => Math.min(high[h]!, Math.max(low[h]!, wanted.get(h)!));
    const excess = free.reduce((all, h) => all + within(h) - wanted.get(h)!, 0);
    // Where raising to the minimum outweighs, what is at its minimum stays there; and the other way round.
    const beyond = free.filter((h) => (excess >= 0 ? wanted.get(h)! < low[h]! : wanted.get(h)! > high[h]!));
    if (beyond.length === 0) return parts.map((_, h) => fixed.get(h) ?? within(h));
    for (const h of beyond) fixed.set(h, within(h));
  }
}

/** Largest remainder (Hamilton); of equal remainders the earlier first. The reals add up to the total, which is whole. */
export function roundToTotal(shares: readonly number[], total: number): readonly number[] {
  const floors = shares.map((share) => Math.floor(share + 1e-9));
  const left = total - floors.reduce((sum, n) => sum + n, 0);
  const order = shares.map((share, h) => ({ h, rest: share - floors[h]! })).sort((a, b) => b.rest - a.rest || a.h - b.h);
  const more = new Set(order.slice(0, left).map(({ h }) => h));
  return floors.map((n, h) => n + (more.has(h) ? 1 : 0));
}
