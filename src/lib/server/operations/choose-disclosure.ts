/** Which rule a report's days fall under: a named period's pattern, or the cuts of a free range or week. */
import type { Day } from '../../core/calendar/day';
import { isWithinSpan } from '../../core/calendar/period';
import type { Period, Span } from '../../core/calendar/period';
import type { DisclosurePattern } from '../../core/report/disclosure-pattern';
import { namedDisclosure } from '../../core/report/period-disclosure';
import type { PeriodDisclosure } from '../../core/report/period-disclosure';
import type { PeriodAxis } from '../../core/report/period-axis';
import { noRangeDisclosure, rangeDisclosure } from '../../core/report/range-disclosure';
import type { DayCounts } from '../../core/report/range-ends';
import type { ReportPlaces } from '../../core/report/report-places';
import type { Db } from '../schema';
import type { ReportSurvey } from './find-report-survey';
import { tallyOfCell } from './read-cells';
import { readReportCells } from './read-report-answers';
import type { SurveySums } from './read-survey-sums';

export interface DisclosureQuestion {
  readonly found: ReportSurvey;
  readonly sums: SurveySums;
  readonly places: ReportPlaces;
  readonly place: number;
  readonly pattern: DisclosurePattern;
  readonly periods: PeriodAxis;
  readonly asked: Period;
  readonly span: Span;
}

export async function chooseDisclosure(db: Db, question: DisclosureQuestion, now: Date): Promise<PeriodDisclosure> {
  const { found, sums, places, place, pattern, periods, asked, span } = question;
  const { codes, method } = found;
  if (asked.kind !== 'range' && asked.kind !== 'week') return namedDisclosure(pattern, codes, place, asked);
  const twin = periods.named.find((named) => haveSameAnswers(sums.activeDays, named, asked));
  if (twin) return namedDisclosure(pattern, codes, place, asked, twin.code);

  const counts = await countByDay(db, question, now);
  if (found.surveys.length > 1) return noRangeDisclosure({ place, asked, codes, countsOf: counts });
  return rangeDisclosure({ place, asked, span, bounds: periods.bounds, codes, places, pattern, limits: method.content, countsOf: counts });
}

/** No day with answers lies in one and not in the other. */
function haveSameAnswers(activeDays: readonly Day[], one: Span, other: Span): boolean {
  return activeDays.every((day) => isWithinSpan(day, one) === isWithinSpan(day, other));
}

/** The overall figure's respondents from the light sums; other figures' from the cells of the agency, if it has no agencies below. */
async function countByDay(
  db: Db,
  { found, sums, places, place, span }: DisclosureQuestion,
  now: Date
): Promise<(place: number, code: number) => DayCounts> {
  const { codes } = found;
  const agency = places.places[place]!.counter ? places.axis.parent[place]! : place;
  const isWide = places.axis.children[agency]!.some((part) => places.places[part]!.agency);

  const others = new Map<string, Map<Day, Int32Array>>();
  const cells = isWide ? [] : await readReportCells(db, found, places.countersOf(agency), span, now);
  for (const cell of cells) {
    const days = dayMap(others, cell.counterId);
    const counts = days.get(cell.day) ?? new Int32Array(codes.axis.size);
    codes.count(tallyOfCell(found.layout, cell), counts, 0);
    days.set(cell.day, counts);
  }

  const known = new Map<string, DayCounts>();
  return (of, code) => {
    const key = `${of} ${code}`;
    const counted = known.get(key);
    if (counted) return counted;
    const total = new Map<Day, number>();
    const addTo = (day: Day, n: number) => total.set(day, (total.get(day) ?? 0) + n);
    for (const id of places.countersOf(of)) {
      if (code === codes.overall) sums.byCounter.get(id)?.forEach(({ day, answered }) => addTo(day, answered));
      else others.get(id)?.forEach((all, day) => addTo(day, all[code]!));
    }
    known.set(key, total);
    return total;
  };
}

function dayMap<T>(byCounter: Map<string, Map<Day, T>>, counterId: string): Map<Day, T> {
  const days = byCounter.get(counterId) ?? new Map<Day, T>();
  byCounter.set(counterId, days);
  return days;
}
