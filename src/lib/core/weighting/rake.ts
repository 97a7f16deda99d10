/**
 * Raking: weights fitted to several margins in turn until every one is met to 1e-10 of its total (Deming and Stephan 1940; R: rake,
 * calibrate with calfun "raking"; docs/methods.md, "Weights"). It runs over the cells of the margins, not over respondents.
 *
 * Refused: margins whose totals differ from each other; margins that no weights can meet.
 */
import { Problem } from '../problem';
import type { MatchedMargin } from './margin';

const MET = 1e-10;
const SAME_POPULATION = 1e-6;
const MOST_ROUNDS = 10_000;

/** Throws margins-disagree, raking-impossible. */
export function rake(weights: ArrayLike<number>, margins: readonly MatchedMargin[], names: readonly string[]): Float64Array {
  const population = margins.map(({ totals }) => totals.reduce((sum, total) => sum + total, 0));
  const other = population.findIndex((total) => Math.abs(total - population[0]!) > SAME_POPULATION * population[0]!);
  if (other > 0)
    throw new Problem('margins-disagree', { one: names[0]!, total: population[0]!, other: names[other]!, otherTotal: population[other]! });

  const { cellOf, cells } = cellsOf(margins, weights.length);
  const sums = new Float64Array(cells.length);
  for (let row = 0; row < weights.length; row++) sums[cellOf[row]!]! += weights[row]!;
  const factors = new Float64Array(cells.length).fill(1);

  for (let round = 0; round < MOST_ROUNDS; round++) {
    let farthest = 0;
    for (const [m, { totals }] of margins.entries()) {
      const reached = new Float64Array(totals.length);
      cells.forEach((levels, cell) => (reached[levels[m]!]! += sums[cell]! * factors[cell]!));
      reached.forEach((sum, level) => (farthest = Math.max(farthest, Math.abs(sum / totals[level]! - 1))));
      cells.forEach((levels, cell) => (factors[cell]! *= totals[levels[m]!]! / reached[levels[m]!]!));
    }
    // What was measured at the beginning of each margin's turn holds for all of them at once only when none moved.
    if (farthest <= MET) return Float64Array.from(weights, (weight, row) => weight * factors[cellOf[row]!]!);
    if (!Number.isFinite(farthest)) break;
  }
  throw new Problem('raking-impossible', { margins: names.join(', ') });
}

function cellsOf(margins: readonly MatchedMargin[], rows: number) {
  const indexes = new Map<string, number>();
  const cells: (readonly number[])[] = [];
  const cellOf = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const levels = margins.map(({ levelOf }) => levelOf[row]!);
    const key = levels.join(' ');
    const cell = indexes.get(key) ?? cells.length;
    if (cell === cells.length) {
      indexes.set(key, cell);
      cells.push(levels);
    }
    cellOf[row] = cell;
  }
  return { cellOf, cells };
}
