/**
 * The kinds of indicator in the shipped component maps. Bounds are those of the question, whatever was answered. Answers that
 * are no judgement ("don't know", "does not apply") are never named, so they leave the indicator.
 */
import type { Indicator } from './component-map';

/** Five levels, 5 the best; for level items and for choices whose values are '1' to '5'. */
export function fiveLevels(item: string): Indicator {
  return { item, values: { '1': 1, '2': 2, '3': 3, '4': 4, '5': 5 }, min: 1, max: 5 };
}

/** The share of "yes". */
export function yesNo(item: string): Indicator {
  return shareOf(item, ['yes'], ['no']);
}

/** How often something happens, from never (0) to often (3). */
export function frequency(item: string): Indicator {
  return { item, values: { '0': 0, '1': 1, '2': 2, '3': 3 }, min: 0, max: 3 };
}

/** The share of `counted` among the answers in `counted` and `others`. */
export function shareOf(item: string, counted: readonly string[], others: readonly string[]): Indicator {
  const values = Object.fromEntries([...counted.map((value) => [value, 1]), ...others.map((value) => [value, 0])]) as Record<
    string,
    number
  >;
  return { item, values, min: 0, max: 1 };
}

/** Less of it is better. */
export function reversed(indicator: Indicator): Indicator {
  return { ...indicator, reversed: true };
}
