/**
 * Everything a report may show or withhold for one place and period, as one list: forms received, the overall figure, the factors
 * and PAPI-style scores, every item with levels or that is an indicator, the experience rates; what adds to what among them (an item's
 * answers to its factor's, a factor's to the overall figure); what follows from what (a score from its indicators); and how many
 * respondents each has in a tally.
 */
import type { FigureLayout, ItemScores, TallyLayout } from '../tally/layout';
import { OVERALL } from '../tally/layout';
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
  /** Codes that are withheld wherever this one is: the scores an indicator is in, since the others of it are shown. */
  followersOf(code: number): readonly number[];
  /** Adds a tally's respondents to `into`, one entry a code, from `at` on. */
  count(tally: Tally, into: Float64Array | Int32Array, at: number): void;
}

export function figureCodes(layout: TallyLayout): FigureCodes {
  const forms = 0;
  const figures = new Map(layout.figures.map((figure, f) => [figure.code, 1 + f]));
  const scores = layout.figures.flatMap((figure, f) =>
    figure.measure === 'component-score' && figure.code !== OVERALL ? [{ figure, f }] : []
  );
  const scoresOf = (item: number) => scores.flatMap(({ figure, f }) => (figure.items.includes(item) ? [1 + f] : []));
  const indicators = indicatorScores(scores.map(({ figure }) => figure));
  const levelItems = layout.items.flatMap((item, i) => (item.satisfiedFrom === null && !indicators.has(i) ? [] : [i]));
  const followers = new Map<number, readonly number[]>();
  const firstItem = 1 + layout.figures.length;
  const items = new Map(levelItems.map((item, k) => [layout.items[item]!.code, firstItem + k]));
  const firstRate = firstItem + levelItems.length;
  const rates = new Map(layout.rates.map((rate, r) => [rate.code, firstRate + r]));

  levelItems.forEach((item, k) => followers.set(firstItem + k, scoresOf(item)));
  // What withholds a sub-dimension withholds the dimension: the other sub-dimensions are shown.
  for (const { figure, f } of scores)
    followers.set(
      1 + f,
      scores.flatMap((other) => (other.f !== f && figure.items.every((item) => other.figure.items.includes(item)) ? [1 + other.f] : []))
    );

  const factors = layout.figures.slice(1).filter((figure) => figure.measure === 'satisfied-share');
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
    followersOf: (code) => followers.get(code) ?? [],
    count(tally, into, at) {
      into[at]! += tally.respondents;
      layout.figures.forEach((figure, f) => (into[at + 1 + f]! += tally.answered[figure.code] ?? 0));
      levelItems.forEach((item, k) => {
        const { n } = tally.items[item]!;
        const counted = layout.items[item]!.satisfiedFrom === null ? indicators.get(item)!.denominator : null;
        for (let position = 1; position < n.length; position++)
          if (!counted || counted[position]) into[at + firstItem + k]! += n[position]!;
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

/** By item, the answers that count for an indicator. */
function indicatorScores(figures: readonly FigureLayout[]): ReadonlyMap<number, ItemScores> {
  return new Map(figures.flatMap(({ parts }) => parts.map(({ items, scores }) => [items[0]!, scores[0]!] as const)));
}
