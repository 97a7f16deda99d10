/**
 * The population that the coverage bench draws from, a survey of n respondents on several days ("cells", the PSUs):
 *
 *   sizes      5 … 20 respondents a cell: each in turn even over the sizes that leave nobody, or at least 5, to the rest; n is exact
 *   cell       its share π ~ Beta with mean p and a + b = 1/ρ − 1 (ρ = 0: π = p): the intra-cell correlation is ρ
 *   one item   a respondent of the cell is satisfied with probability π: the cell's number of satisfied is beta-binomial
 *   index      22 items, all answered. A person's share θ ~ Beta with mean π and a + b = 1/0.5 − 1, and given θ the 22 answers are
 *              independent: their sum is beta-binomial, with the correlation 0.5 between answers of one person, given the cell.
 *              Over all cells it is ρ + 0.5(1 − ρ); between answers of two persons of one cell ρ, of different cells 0
 *
 * E θ = E π = p, so p is the probability of each answer exactly, whatever ρ. Sums are drawn by inversion of their exact distributions.
 */
import type { Random } from './generator';
import { drawGamma } from './generator';

export const ITEMS = 22;
/** Correlation of two answers of one person, given the cell. */
export const WITHIN_PERSON = 0.5;
const SMALLEST_CELL = 5;
const LARGEST_CELL = 20;

export interface Population {
  /** Items of the figure: 1, or the index's 22. */
  readonly items: 1 | typeof ITEMS;
  /** The share that is to be covered. */
  readonly p: number;
  /** ρ: correlation of answers of two respondents of one cell. */
  readonly icc: number;
}

/** One row a cell. Overwritten by the next draw. */
export interface Cells {
  readonly satisfied: Float64Array;
  readonly valid: Float64Array;
  readonly members: Float64Array;
}

/** Draws samples of `n` respondents, one after the other. */
export function cellDrawer(population: Population, n: number, random: Random): () => Cells {
  const most = Math.floor(n / SMALLEST_CELL);
  const [satisfied, valid, members] = [new Float64Array(most), new Float64Array(most), new Float64Array(most)] as const;
  const drawSatisfied = population.items === 1 ? oneItemDrawer(population, random) : indexDrawer(population, random);
  return () => {
    let cell = 0;
    for (let left = n; left > 0; cell++) {
      const size = drawSize(left, random);
      left -= size;
      members[cell] = size;
      valid[cell] = size * population.items;
      satisfied[cell] = drawSatisfied(size);
    }
    return { satisfied: satisfied.subarray(0, cell), valid: valid.subarray(0, cell), members: members.subarray(0, cell) };
  };
}

function drawSize(left: number, random: Random): number {
  const largest = Math.min(LARGEST_CELL, left);
  for (;;) {
    const size = SMALLEST_CELL + Math.floor(random() * (largest - SMALLEST_CELL + 1));
    if (size === left || left - size >= SMALLEST_CELL) return size;
  }
}

/** Satisfied respondents of a cell of the given size. */
function oneItemDrawer({ p, icc }: Population, random: Random): (size: number) => number {
  const tables = Array.from({ length: LARGEST_CELL + 1 }, (_, size) => {
    const table = new Float64Array(size + 1);
    fillTable(table, 1 - p, icc);
    return table;
  });
  return (size) => size - lookUp(tables[size]!, random());
}

/** Satisfied answers of a cell of the given size. */
function indexDrawer({ p, icc }: Population, random: Random): (size: number) => number {
  const person = new Float64Array(ITEMS + 1);
  const precision = 1 / icc - 1;
  fillTable(person, 1 - p, WITHIN_PERSON);
  return (size) => {
    if (icc > 0) {
      const content = drawGamma(p * precision, random);
      const discontent = drawGamma((1 - p) * precision, random);
      fillTable(person, discontent / (content + discontent), WITHIN_PERSON);
    }
    let missing = 0;
    for (let one = 0; one < size; one++) missing += lookUp(person, random());
    return size * ITEMS - missing;
  };
}

/**
 * Distribution function of the number dissatisfied of table.length − 1, beta-binomial with mean share `q` and the given correlation
 * (0: binomial). Dissatisfaction is counted since it is the rarer, and its small shares keep their digits.
 */
export function fillTable(table: Float64Array, q: number, correlation: number): void {
  const size = table.length - 1;
  // Pólya's urn: of `drawn` before, `black` dissatisfied, the next one is with probability (q + black·step)/(1 + drawn·step).
  const step = correlation / (1 - correlation);
  let probability = 1;
  for (let drawn = 0; drawn < size; drawn++) probability *= (1 - q + drawn * step) / (1 + drawn * step);
  let sum = 0;
  for (let k = 0; k <= size; k++) {
    sum += probability;
    table[k] = sum;
    probability *= ((size - k) / (k + 1)) * ((q + k * step) / (1 - q + (size - k - 1) * step));
  }
}

function lookUp(table: Float64Array, u: number): number {
  let k = 0;
  while (k < table.length - 1 && u > table[k]!) k++;
  return k;
}
