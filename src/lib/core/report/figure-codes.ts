/**
 * Everything a report may show or withhold for one place and period, as one list: forms received, the overall figure and the
 * factors, every item with levels, the experience rates; what adds to what among them (an item's answers to its factor's, a
 * factor's to the overall figure); and how many respondents each has in a tally.
 */
import type { FigureLayout, TallyLayout } from '../tally/layout';
import type { Tally } from '../tally/tally';
import type { Axis } from './axis';
import { makeAxis } from './axis';

export interface FigureCodes {
  readonly axis: Axis;
  /** Index of all forms received. */
  readonly forms: number;
  readonly overall: number;
  /** Index by figure code (`overall` or a factor's), item code, rate code. */
  readonly figures: ReadonlyMap<string, number>;
  readonly items: ReadonlyMap<string, number>;
  readonly rates: ReadonlyMap<string, number>;
  /** Adds a tally's respondents to `into`, one entry a code, from `at` on. */
  count(tally: Tally, into: Float64Array | Int32Array, at: number): void;
}

export function figureCodes(layout: TallyLayout): FigureCodes {
  const forms = 0;
  const figures = new Map(layout.figures.map((figure, f) => [figure.code, 1 + f]));
  const levelItems = layout.items.flatMap((item, i) => (item.satisfiedFrom === null ? [] : [i]));
  const firstItem = 1 + layout.figures.length;
  const items = new Map(levelItems.map((item, k) => [layout.items[item]!.code, firstItem + k]));
  const firstRate = firstItem + levelItems.length;
  const rates = new Map(layout.rates.map((rate, r) => [rate.code, firstRate + r]));

  const factors = layout.figures.slice(1);
  const parent = [
    -1,
    ...layout.figures.map((figure, f) => (f === 0 || !figure.inOverall ? -1 : 1)),
    ...levelItems.map((item) => factorOf(factors, item, figures)),
    ...layout.rates.map(() => -1)
  ];

  return {
    axis: makeAxis(parent),
    forms,
    overall: 1,
    figures,
    items,
    rates,
    count(tally, into, at) {
      into[at]! += tally.respondents;
      layout.figures.forEach((figure, f) => (into[at + 1 + f]! += tally.answered[figure.code] ?? 0));
      levelItems.forEach((item, k) => {
        const { n } = tally.items[item]!;
        for (let level = 1; level < n.length; level++) into[at + firstItem + k]! += n[level]!;
      });
      layout.rates.forEach(({ item, leftOut }, r) => {
        tally.items[item]!.n.forEach((count, position) => {
          if (!leftOut.includes(position)) into[at + firstRate + r]! += count;
        });
      });
    }
  };
}

function factorOf(factors: readonly FigureLayout[], item: number, figures: ReadonlyMap<string, number>): number {
  const factor = factors.find((candidate) => candidate.items.includes(item));
  return factor ? figures.get(factor.code)! : -1;
}
