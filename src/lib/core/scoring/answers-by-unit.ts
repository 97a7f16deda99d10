/**
 * One domain's answers by primary sampling unit: what every figure of the domain is estimated from, whether the unit is a day
 * (tallies) or the rows are respondents (answers-by-respondent.ts; docs/methods.md, "Which primary sampling unit"). Units without a
 * member of the domain have no row.
 */
import type { ItemScores, TallyLayout } from '../tally/layout';
import type { FittedRows } from './fitted-sample';
import { mergeTallies } from '../tally/merge-tallies';
import type { Squares, Tally } from '../tally/tally';

/** Totals by row: weighted numerator and denominator, and the unweighted number of answers in the denominator. */
export interface ItemTotals {
  readonly y: Float64Array;
  readonly x: Float64Array;
  readonly n: Float64Array;
}

export interface AnswersByUnit {
  readonly rows: number;
  /** The PSU of each row; several rows may have one. */
  readonly units: readonly string[];
  /** By row, where every row is a respondent; else null. */
  readonly weights: Float64Array | null;
  /** Where weights were fitted to known totals. */
  readonly fitted?: FittedRows;
  /** Any respondent counts for more or less than one. */
  readonly isWeighted: boolean;
  /** Adds the answers to one item, row by row. */
  addItem(item: number, scores: ItemScores, into: ItemTotals): void;
  /** By row: respondents (unweighted) with a valid answer to at least one item of the figure. */
  answered(figure: string): Float64Array;
  /** Over respondents of all rows, of a figure that is one pooled share; null where the rows are respondents, answers are weighted, or it is not kept. */
  squares(figure: string): Squares | null;
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
  const byUnit = tallyByUnit(layout, cells);
  const units = [...byUnit.keys()];
  const tallies = [...byUnit.values()];
  const isWeighted = tallies.some(({ weight, respondents, items }) => weight !== respondents || items.some((item) => item.w));
  return {
    rows: tallies.length,
    units,
    weights: null,
    isWeighted,
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
    },
    squares(figure) {
      let [yy, xy, xx] = [0, 0, 0];
      if (isWeighted) return null;
      for (const { squares } of tallies) {
        const one = squares[figure];
        if (!one) return null;
        yy += one[0];
        xy += one[1];
        xx += one[2];
      }
      return [yy, xy, xx];
    }
  };
}

/** One tally a unit. A unit of one cell keeps it as it is. */
function tallyByUnit(layout: TallyLayout, cells: Iterable<UnitTally>): ReadonlyMap<string, Tally> {
  const cellsOf = new Map<string, Tally[]>();
  for (const { unit, tally } of cells) {
    if (tally.items.length !== layout.items.length)
      throw new Error(`a tally of ${tally.items.length} items, where there are ${layout.items.length}`);
    const others = cellsOf.get(unit);
    if (others) others.push(tally);
    else cellsOf.set(unit, [tally]);
  }
  return new Map([...cellsOf].map(([unit, tallies]) => [unit, tallies.length === 1 ? tallies[0]! : mergeTallies(layout, tallies)]));
}

export function emptyTotals(rows: number): ItemTotals {
  return { y: new Float64Array(rows), x: new Float64Array(rows), n: new Float64Array(rows) };
}
