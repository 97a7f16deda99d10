/**
 * One domain's answers by primary sampling unit: what every figure of the domain is estimated from, whether the unit is a day
 * (tallies) or a respondent (answers-by-respondent.ts). Units without a member of the domain have no row.
 */
import type { TallyLayout } from '../tally/layout';
import { mergeTallies } from '../tally/merge-tallies';
import type { Tally } from '../tally/tally';

/** What an answer adds to a ratio's numerator and denominator; index = position, 0 is "does not apply". */
export interface ItemScores {
  readonly numerator: readonly number[];
  readonly denominator: readonly number[];
}

/** Totals by row: weighted numerator and denominator, and the unweighted number of answers in the denominator. */
export interface ItemTotals {
  readonly y: Float64Array;
  readonly x: Float64Array;
  readonly n: Float64Array;
}

export interface AnswersByUnit {
  /** Units with a row. */
  readonly rows: number;
  /** Adds the answers to one item, row by row. */
  addItem(item: number, scores: ItemScores, into: ItemTotals): void;
  /** By row: respondents (unweighted) with a valid answer to at least one item of the figure. */
  answered(figure: string): Float64Array;
}

/** A part of the domain in one PSU: one cell, or cells already merged. */
export interface UnitTally {
  /** The PSU's label (`samplingUnits(…).of(day)`). */
  readonly unit: string;
  readonly tally: Tally;
}

/**
 * Answers by day or week. Tallies with the same unit are added up before anything is squared: neighbouring counters of one day
 * are one PSU.
 */
export function answersByUnit(layout: TallyLayout, cells: Iterable<UnitTally>): AnswersByUnit {
  const tallies = tallyByUnit(layout, cells);
  return {
    rows: tallies.length,
    addItem(item, { numerator, denominator }, { y, x, n }) {
      tallies.forEach((tally, row) => {
        const counts = tally.items[item]!;
        const weights = counts.w ?? counts.n;
        for (let position = 0; position < weights.length; position++) {
          const weight = weights[position]!;
          y[row]! += numerator[position]! * weight;
          x[row]! += denominator[position]! * weight;
          if (denominator[position] !== 0) n[row]! += counts.n[position]!;
        }
      });
    },
    answered(figure) {
      return Float64Array.from(tallies, (tally) => tally.answered[figure] ?? 0);
    }
  };
}

/** One tally a unit. A unit of one cell keeps it as it is. */
function tallyByUnit(layout: TallyLayout, cells: Iterable<UnitTally>): readonly Tally[] {
  const cellsOf = new Map<string, Tally[]>();
  for (const { unit, tally } of cells) {
    if (tally.items.length !== layout.items.length)
      throw new Error(`a tally of ${tally.items.length} items, where there are ${layout.items.length}`);
    const others = cellsOf.get(unit);
    if (others) others.push(tally);
    else cellsOf.set(unit, [tally]);
  }
  return [...cellsOf.values()].map((tallies) => (tallies.length === 1 ? tallies[0]! : mergeTallies(layout, tallies)));
}

export function emptyTotals(rows: number): ItemTotals {
  return { y: new Float64Array(rows), x: new Float64Array(rows), n: new Float64Array(rows) };
}
