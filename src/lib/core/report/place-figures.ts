/** The overall figure of what lies below, beside and before a report: parts, months, sister agencies, the period before. */
import type { Period, Span } from '../calendar/period';
import { overlapOf, periodsWithin } from '../calendar/period';
import type { Method } from '../method/method';
import type { CellMark } from './disclosure-pattern';
import { toFigure } from './figure';
import type { OverallFigures } from './overall-figures';
import type { Comparison, Figure, MonthFigure, PlaceFigure } from './report';
import type { ReportPlaces } from './report-places';

export interface PlaceQuestion {
  readonly places: ReportPlaces;
  readonly overall: OverallFigures;
  readonly method: Method;
  readonly period: Span;
  /** The overall figure's mark of a place in these days. */
  markOf(place: number): CellMark;
}

export function placeFigures(question: PlaceQuestion, places: readonly number[]): readonly PlaceFigure[] {
  return places.map((place) => {
    const { code, name } = question.places.places[place]!;
    const figure = overallOf(question, place, code, name);
    return { ...figure, thin: isThin(figure, question.method) };
  });
}

/**
 * Sisters with the report's own agency among them, by value. Unnamed ones carry their value and nothing else. Null where fewer
 * than two can be shown.
 */
export function compareSisters(question: PlaceQuestion, own: number, sisters: readonly number[], named: boolean): Comparison | null {
  const figures = placeFigures(question, sisters).map((figure, i) => ({ figure, own: sisters[i] === own }));
  const units = figures.flatMap(({ figure, own: isOwn }) => {
    if (!figure.estimate) return [];
    const open = named || isOwn;
    return [
      {
        code: open ? figure.code : null,
        name: open ? figure.name : null,
        own: isOwn,
        // Every digit of an unnamed share would tell which counts it is made of, and so whose it is.
        value: open ? figure.estimate.value : Math.round(figure.estimate.value * 1_000) / 1_000,
        interval: open ? figure.estimate.interval : null,
        n: open ? figure.n : null,
        thin: figure.thin
      }
    ];
  });
  if (units.length < 2) return null;
  return {
    named,
    units: units.toSorted((a, b) => b.value - a.value || (a.code ?? '').localeCompare(b.code ?? '')),
    withheld: figures.filter(({ figure }) => !['shown', 'none'].includes(figure.disclosure)).length
  };
}

/**
 * The months of the period, or the twelve up to its end where it is shorter than a year, of the whole line for the whole survey; none
 * before or after the line's days. `line`: of the surveys by any method, up to those shown.
 */
export function trendMonths(period: Period, line: Span): readonly Period[] {
  const shown = overlapOf(period, line);
  if (!shown) return [];
  if (period.kind === 'year') return periodsWithin('month', shown);
  const months = periodsWithin('month', { from: line.from, to: shown.to });
  return period.kind === 'survey' ? months : months.slice(-12);
}

export function trendFigures(
  months: readonly Period[],
  method: number,
  markOf: (month: Period) => CellMark,
  estimate: (month: Period) => ReturnType<OverallFigures['estimate']>
): readonly MonthFigure[] {
  return months.map((month) => ({
    ...toFigure(month.code, { vi: month.code, en: month.code }, markOf(month), () => estimate(month)),
    month: month.code,
    method
  }));
}

function overallOf({ places, overall, period, markOf }: PlaceQuestion, place: number, code: string, name: Figure['name']): Figure {
  return toFigure(code, name, markOf(place), () => overall.estimate(places.countersOf(place), period));
}

/** Too few respondents or degrees of freedom to be compared. */
export function isThin({ estimate }: Pick<Figure, 'estimate'>, method: Method): boolean {
  return !estimate || estimate.n < method.minimumForRanking || estimate.degreesOfFreedom < method.minimumDegreesOfFreedom;
}
