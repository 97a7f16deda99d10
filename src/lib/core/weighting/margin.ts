/**
 * A population's known totals by the levels of one variable, matched with a sample (docs/methods.md, "Weights"). Refused: a level
 * with population that nobody in the sample has, a sampled level without population, a total that is negative or no number.
 */
import { Problem } from '../problem';

export interface Margin {
  readonly variable: string;
  /** Members of the population by level. */
  readonly totals: ReadonlyMap<string, number>;
}

export interface MatchedMargin {
  /** By row of the sample, from 0. */
  readonly levelOf: Int32Array;
  readonly levels: readonly string[];
  /** By level; every one is positive and sampled. */
  readonly totals: readonly number[];
}

/** `values`: the variable by row of the sample. Throws margin-not-sampled, margin-unknown, margin-total. */
export function matchMargin({ variable, totals }: Margin, values: readonly string[]): MatchedMargin {
  for (const [level, total] of totals)
    if (!(total >= 0 && total < Infinity)) throw new Problem('margin-total', { variable, level, value: total });
  const levels = [...totals.keys()].filter((level) => totals.get(level)! > 0);
  const indexes = new Map(levels.map((level, index) => [level, index]));
  const sampled = new Uint8Array(levels.length);
  const levelOf = Int32Array.from(values, (value) => {
    const index = indexes.get(value);
    if (index === undefined) throw new Problem('margin-unknown', { variable, level: value });
    sampled[index] = 1;
    return index;
  });
  const missing = sampled.indexOf(0);
  if (missing >= 0) throw new Problem('margin-not-sampled', { variable, level: levels[missing]!, total: totals.get(levels[missing]!)! });
  return { levelOf, levels, totals: levels.map((level) => totals.get(level)!) };
}
