/** What a report of one place and period may show. Two kinds: a named period's, and a range's (range-disclosure.ts). */
import type { Period } from '../calendar/period';
import type { CellMark, DisclosurePattern } from './disclosure-pattern';
import type { FigureCodes } from './figure-codes';

export interface PeriodDisclosure {
  /** The days that are shown: those asked for, or a range around them. */
  readonly period: Period;
  /** By index of `FigureCodes`, at the report's own place. */
  markOf(code: number): CellMark;
  /** Whether an item may be split by level at the report's own place. */
  maySplit(item: number): boolean;
  /** The overall figure of another place in the same days. */
  overallAt(place: number): CellMark;
}

/** A month, quarter, year or whole survey: the survey's pattern says it all. `pattern` may stand for other days without more answers. */
export function namedDisclosure(
  pattern: DisclosurePattern,
  codes: FigureCodes,
  place: number,
  period: Period,
  patternOf: string = period.code
): PeriodDisclosure {
  return {
    period,
    markOf: (code) => pattern.markOf(code, place, patternOf),
    maySplit: (item) => pattern.maySplit(item, place, patternOf),
    overallAt: (other) => pattern.markOf(codes.overall, other, patternOf)
  };
}

/** Of a place where the survey does not run. */
export function nothingDisclosed(period: Period): PeriodDisclosure {
  const nobody = { disclosure: 'none', respondents: 0 } as const;
  return { period, markOf: () => nobody, maySplit: () => false, overallAt: () => nobody };
}
