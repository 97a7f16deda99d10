/**
 * What the Korn–Graubard interval is held to, with e = n(1 − p) dissatisfied respondents expected:
 *
 *   e ≥ 10        92–98 %, and 94–98 % where the ICC is 0.02 or less
 *   5 ≤ e < 10    at least 90 %          1 ≤ e < 5    at least 85 %; here more than 95 % is no fault
 *   everywhere    one item alone at least 90 %; never more than 0.5 points below Wald
 */
import type { Condition, Outcome } from './outcome';
import { coverage, expectedDissatisfied } from './outcome';

/** The intervals that are held to the bounds. */
export const HELD = ['default', 'page'] as const;

export type HeldInterval = (typeof HELD)[number];

/** Standard errors of the simulation. */
const NEAR = 3;
const BELOW_WALD = 0.005;

export interface Bounds {
  /** 0: none. */
  readonly least: number;
  /** 1: none. */
  readonly greatest: number;
}

export function boundsOf(condition: Condition): Bounds {
  const e = expectedDissatisfied(condition);
  const least = e >= 10 ? (condition.icc <= 0.02 ? 0.94 : 0.92) : e >= 5 ? 0.9 : e >= 1 ? 0.85 : 0;
  return { least: condition.items === 1 ? Math.max(least, 0.9) : least, greatest: e >= 10 ? 0.98 : 1 };
}

export type Breach = 'under' | 'over' | 'below Wald';

export function breachesOf(outcome: Outcome, name: HeldInterval): readonly Breach[] {
  return checksOf(outcome, name).flatMap(({ breach, inside }) => (inside < 0 ? [breach] : []));
}

/** So near a bound that more draws may change the side. */
export function isNearBound(outcome: Outcome, name: HeldInterval): boolean {
  return checksOf(outcome, name).some(({ inside, standardError }) => Math.abs(inside) < NEAR * standardError);
}

interface Check {
  readonly breach: Breach;
  /** How far inside the bound, as a share; negative outside. */
  readonly inside: number;
  readonly standardError: number;
}

function checksOf(outcome: Outcome, name: HeldInterval): readonly Check[] {
  const { least, greatest } = boundsOf(outcome.condition);
  const { draws } = outcome;
  const covered = coverage(outcome, name);
  const standardError = Math.sqrt((covered * (1 - covered)) / draws);
  const { alone, waldAlone } = outcome.besideWald[name];
  const ahead = (alone - waldAlone) / draws;
  const checks: Check[] = [
    { breach: 'below Wald', inside: ahead + BELOW_WALD, standardError: Math.sqrt(((alone + waldAlone) / draws - ahead ** 2) / draws) }
  ];
  if (least > 0) checks.push({ breach: 'under', inside: covered - least, standardError });
  if (greatest < 1) checks.push({ breach: 'over', inside: greatest - covered, standardError });
  return checks;
}
