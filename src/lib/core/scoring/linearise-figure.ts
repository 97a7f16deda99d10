/**
 * A figure of one domain, linearised and added up by primary sampling unit: the step before its variance, and before its covariance
 * with another domain's figure (docs/methods.md, "Standard error"). Refused: a ratio without valid answers, unless the method leaves
 * absent parts out of a mean.
 */
import type { Refusal } from '../estimation/estimate';
import { lineariseRatios } from '../estimation/ratio';
import type { RatioTotals } from '../estimation/ratio';
import type { Squares } from '../tally/tally';
import type { FittedRows } from './fitted-sample';
import { residualsByUnit } from './fitted-sample';

/** A linear combination of ratios of one domain. */
export interface FigureTotals {
  /** `code` names the ratio where it is missing. */
  readonly ratios: readonly (RatioTotals & { readonly code: string; readonly coefficient: number })[];
  /** Added to the combination; left out: 0. */
  readonly constant?: number;
  /** Respondents of the domain by row. */
  readonly members: Float64Array;
  /** The PSU of each row. */
  readonly units: readonly string[];
  /** By row, where every row is a respondent. */
  readonly weights?: Float64Array | null;
  /** Where weights were fitted to known totals: the rows' places in the whole sample. */
  readonly fitted?: FittedRows;
  /** Of one ratio made of days: sums over its respondents. */
  readonly squares?: Squares | null;
  /** Valid answers, unweighted. */
  readonly valid: number;
}

export interface LinearisedFigure {
  readonly value: number;
  /** u by row of the totals. */
  readonly rows: Float64Array;
  /** By PSU with a member of the domain (of a fitted sample: every one), in any order: its label, u and respondents. */
  readonly units: readonly string[];
  readonly u: Float64Array;
  readonly members: Float64Array;
  /** Parts left out of a mean. */
  readonly absent: readonly string[];
}

export function lineariseFigure(totals: FigureTotals, absentParts: 'refuse' | 'leave-out' = 'refuse'): LinearisedFigure | Refusal {
  const { ratios, constant = 0 } = totals;
  const coefficients = ratios.map((ratio) => ratio.coefficient);
  const linearised = lineariseRatios(ratios, coefficients);
  if (!('missing' in linearised))
    return { ...byUnit(totals, linearised.u), value: constant + linearised.value, rows: linearised.u, absent: [] };

  const absent = linearised.missing.map((j) => ratios[j]!.code);
  if (absent.length === ratios.length) return { refused: 'empty', missing: [] };
  if (absentParts === 'refuse') return { refused: 'missing-part', missing: absent };
  const present = ratios.filter(({ code }) => !absent.includes(code));
  // A mean over those that are there: their coefficients are raised to the same sum.
  const raise = sum(coefficients) / sum(present.map((ratio) => ratio.coefficient));
  const rest = { ...totals, ratios: present.map((ratio) => ({ ...ratio, coefficient: ratio.coefficient * raise })) };
  const outcome = lineariseFigure(rest);
  return 'refused' in outcome ? outcome : { ...outcome, absent };
}

/** A part that was answered in one sampling unit alone adds nothing to the variance, as if it were certain. */
export function restsOnOneUnit({ ratios, units }: FigureTotals): boolean {
  return ratios.some(({ x }) => new Set(units.filter((_, row) => x[row]! > 0)).size < 2);
}

function byUnit({ units, members, fitted }: FigureTotals, rows: Float64Array): Pick<LinearisedFigure, 'units' | 'u' | 'members'> {
  if (fitted) return residualsByUnit(fitted, rows, members);
  const indexOf = new Map<string, number>();
  const u: number[] = [];
  const counts: number[] = [];
  units.forEach((unit, row) => {
    const index = indexOf.get(unit) ?? indexOf.size;
    indexOf.set(unit, index);
    u[index] = (u[index] ?? 0) + rows[row]!;
    counts[index] = (counts[index] ?? 0) + members[row]!;
  });
  return { units: [...indexOf.keys()], u: Float64Array.from(u), members: Float64Array.from(counts) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
