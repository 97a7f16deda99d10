/**
 * Answers that are held or excluded, beside the figure that leaves them out (docs/decisions/0017): how many and why, and the figure of
 * all valid answers. Whoever reads both figures can work out the sum of the answers between them, so the second one is held to the
 * rule of withheld cells as if it were that sum: over places and named periods, by the respondents who are not counted.
 */
import type { LocalizedText } from '../questionnaire/questionnaire';
import type { Limits } from './disclosure-pattern';
import type { PeriodAxis } from './period-axis';
import type { NotCountedForms } from './report';
import type { ReportPlaces } from './report-places';
import { SHOWN, withhold } from './withhold';

/** At a place in a period. */
export interface PlaceNotCounted {
  readonly held: number;
  readonly excluded: number;
  /** The overall figure of all valid answers; null where it would give away the answers of a few, and beside another index. */
  readonly all: { readonly value: number; readonly n: number } | null;
}

/** Respondents of the overall figure who are not counted, at a counter in a month. */
export interface MonthNotCounted {
  readonly counterId: string;
  /** `2026-11` */
  readonly month: string;
  readonly answered: number;
}

/**
 * Whether the figure of all valid answers may stand beside the counted one, by place (index) and named period (code). `surveys`: one list
 * a survey of a series; where a figure over several differs from one survey's own by a few it is withheld. `isShown`: the counted figure is there.
 */
export function mayShowAll(
  places: ReportPlaces,
  periods: PeriodAxis,
  surveys: readonly (readonly MonthNotCounted[])[],
  isShown: (place: number, period: string) => boolean,
  { minimumRespondents: minimum }: Pick<Limits, 'minimumRespondents'>
): (place: number, period: string) => boolean {
  const size = periods.axis.size;
  const bySurvey = surveys.map((months) => addUp(months, places, periods));
  const counts = new Int32Array(places.axis.size * size);
  for (const one of bySurvey) for (let cell = 0; cell < counts.length; cell++) counts[cell]! += one[cell]!;
  const codes = periods.named.map(({ code }) => code);
  const differsByFew = (cell: number) =>
    bySurvey.length > 1 &&
    bySurvey.some((one) => {
      const rest = counts[cell]! - one[cell]!;
      return (rest > 0 && rest < minimum) || (rest > 0 && one[cell]! > 0 && one[cell]! < minimum);
    });
  const marks = withhold(
    { axes: [places.axis, periods.axis], counts },
    { minimum, together: 2 * minimum, given: (cell) => differsByFew(cell) || !isShown(Math.floor(cell / size), codes[cell % size]!) }
  );
  return (place, period) => {
    const node = periods.nodeOf(period);
    return node !== undefined && counts[place * size + node]! > 0 && marks[place * size + node] === SHOWN;
  };
}

function addUp(months: readonly MonthNotCounted[], places: ReportPlaces, periods: PeriodAxis): Int32Array {
  const size = periods.axis.size;
  const sums = new Int32Array(places.axis.size * size);
  for (const { counterId, month, answered } of months)
    for (let place = places.indexOf(counterId) ?? -1; place !== -1; place = places.axis.parent[place]!)
      for (let node = periods.nodeOf(month) ?? -1; node !== -1; node = periods.axis.parent[node]!) sums[place * size + node]! += answered;
  return sums;
}

/** Counted by ground. */
export function countGrounds(
  forms: readonly { readonly status: 'held' | 'excluded'; readonly ground: string; readonly forms: number }[]
): NotCountedForms {
  const grounds = new Map<string, { held: number; excluded: number }>();
  for (const { status, ground, forms: n } of forms) {
    const own = grounds.get(ground) ?? { held: 0, excluded: 0 };
    grounds.set(ground, own);
    own[status] += n;
  }
  const listed = [...grounds].map(([ground, counts]) => ({ ground, ...counts }));
  return {
    held: listed.reduce((sum, { held }) => sum + held, 0),
    excluded: listed.reduce((sum, { excluded }) => sum + excluded, 0),
    grounds: listed.toSorted((a, b) => b.held + b.excluded - a.held - a.excluded || (a.ground < b.ground ? -1 : 1))
  };
}

export const ALL_ANSWERS_NAME: LocalizedText = { vi: 'Tất cả phiếu hợp lệ', en: 'All valid answers' };
