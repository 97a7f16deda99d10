/**
 * The difference of two shares with the interval of Zou and Donner (2008, "MOVER"; docs/methods.md, "Difference of two figures"),
 * built from each share's own interval:
 *
 *   L = d − √((p̂₁−l₁)² − 2ρ(p̂₁−l₁)(u₂−p̂₂) + (u₂−p̂₂)²)        U = d + √((u₁−p̂₁)² − 2ρ(u₁−p̂₁)(p̂₂−l₂) + (p̂₂−l₂)²)
 *
 * ρ is the correlation of the two estimates; 0 for disjoint periods, which share no PSU. The limits lie in [−1, 1] by themselves.
 */
import type { Interval } from './estimate';

export interface ShareWithInterval {
  /** 0–1. */
  readonly value: number;
  readonly interval: Interval;
}

export interface Difference {
  /** first − second, in shares: 0.01 is one percentage point. */
  readonly value: number;
  readonly interval: Interval;
  /** The interval does not cover zero. */
  readonly beyondError: boolean;
}

export function differenceOfShares(first: ShareWithInterval, second: ShareWithInterval, correlation = 0): Difference {
  const value = first.value - second.value;
  const below = combine(first.value - first.interval.lower, second.interval.upper - second.value, correlation);
  const above = combine(first.interval.upper - first.value, second.value - second.interval.lower, correlation);
  const interval = { lower: value - below, upper: value + above };
  return { value, interval, beyondError: interval.lower > 0 || interval.upper < 0 };
}

/** The root of a quadratic form that is never negative for |ρ| ≤ 1; rounding may take it just below zero. */
function combine(a: number, b: number, correlation: number): number {
  return Math.sqrt(Math.max(0, a * a - 2 * correlation * a * b + b * b));
}
