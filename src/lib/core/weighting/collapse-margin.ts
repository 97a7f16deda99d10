/**
 * Post-strata and levels of a margin that are too thin to fit weights to are joined (docs/methods.md, "Weights of a round"): one with
 * fewer respondents than the minimum, or whose factor N/Σw exceeds the limit, goes with the level of the nearest factor, the one with
 * the fewest respondents first, until none is left or one level holds all. What was joined is listed.
 */
import type { Margin } from './margin';
import type { NonResponseLimits } from './non-response';

export interface CollapsedMargin {
  /** `a + b` names what was joined. */
  readonly margin: Margin;
  /** The level of each row. */
  readonly values: readonly string[];
  /** Levels that became one. */
  readonly joined: readonly (readonly string[])[];
}

interface Level {
  names: readonly string[];
  total: number;
  respondents: number;
  sum: number;
}

/** `values` and `weights` by row; every value is a level with population (`matchMargin` has been asked). */
export function collapseMargin(
  { variable, totals }: Margin,
  values: readonly string[],
  weights: ArrayLike<number>,
  { minimumRespondents, mostFactor }: NonResponseLimits
): CollapsedMargin {
  const found = new Map<string, Level>(
    [...totals].flatMap(([name, total]) => (total > 0 ? [[name, { names: [name], total, respondents: 0, sum: 0 }]] : []))
  );
  values.forEach((value, row) => {
    const level = found.get(value)!;
    level.respondents++;
    level.sum += weights[row]!;
  });
  let levels: readonly Level[] = [...found.values()];
  const factor = ({ total, sum }: Level) => total / sum;
  for (;;) {
    const weak = levels.filter((one) => one.respondents < minimumRespondents || factor(one) > mostFactor);
    if (weak.length === 0 || levels.length === 1) break;
    const smallest = weak.reduce((least, one) => (one.respondents < least.respondents ? one : least));
    const distance = (one: Level) => Math.abs(factor(one) - factor(smallest));
    const nearest = levels.filter((one) => one !== smallest).reduce((best, one) => (distance(one) < distance(best) ? one : best));
    const both: Level = {
      names: [...nearest.names, ...smallest.names].sort(),
      total: nearest.total + smallest.total,
      respondents: nearest.respondents + smallest.respondents,
      sum: nearest.sum + smallest.sum
    };
    levels = levels.filter((one) => one !== smallest).map((one) => (one === nearest ? both : one));
  }
  const nameOf = new Map(levels.flatMap(({ names }) => names.map((name) => [name, names.join(' + ')] as const)));
  return {
    margin: { variable, totals: new Map(levels.map(({ names, total }) => [names.join(' + '), total])) },
    values: values.map((value) => nameOf.get(value)!),
    joined: levels.filter(({ names }) => names.length > 1).map(({ names }) => names)
  };
}
