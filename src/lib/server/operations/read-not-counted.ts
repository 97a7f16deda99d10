/** What a report says of answers that are held or excluded: how many, why, and the figure of all valid answers where it gives nobody away. */
import type { Period } from '../../core/calendar/period';
import { isWithinSpan } from '../../core/calendar/period';
import { isRefusal } from '../../core/estimation/estimate';
import { toFigure } from '../../core/report/figure';
import { ALL_ANSWERS_NAME, countGrounds, mayShowAll } from '../../core/report/not-counted';
import type { MonthNotCounted, PlaceNotCounted } from '../../core/report/not-counted';
import { continuousSample } from '../../core/report/overall-figures';
import type { Figure, NotCounted } from '../../core/report/report';
import { answersByUnit } from '../../core/scoring/answers-by-unit';
import { estimateFigure } from '../../core/scoring/satisfaction';
import { OVERALL } from '../../core/tally/layout';
import type { Db } from '../schema';
import type { NotCountedAnswer } from '../store/not-counted';
import { countNotCounted, listNotCounted } from '../store/not-counted';
import { groupBy } from './group-by';
import { tallyOf } from './keep-tallies';
import { readDayTallies } from './read-cells';
import type { ReportSetting } from './report-setting';

type Setting = Pick<ReportSetting, 'found' | 'sums' | 'span' | 'places' | 'periods' | 'pattern'>;

/** Of a place in the shown days; null: every answer counts, or the survey is a sample. */
export async function readNotCounted(db: Db, setting: Setting, place: number, period: Period, now: Date): Promise<NotCounted | null> {
  const { found, span, places } = setting;
  if (found.surveys.at(-1)!.psu !== 'day') return null;
  const ids = found.surveys.map(({ id }) => id);
  const counters = places.countersOf(place);
  const counted = countGrounds(await countNotCounted(db, ids, counters, period.from, period.to));
  if (counted.held + counted.excluded === 0) return null;
  const answers = await listNotCounted(db, ids, span.from, span.to);
  const own = new Set(counters);
  const between = answers.filter(({ counterId, day }) => own.has(counterId) && isWithinSpan(day, period));
  const isNamed = period.kind !== 'range' && period.kind !== 'week';
  const may = isNamed && mayShow(setting, answers)(place, period.code);
  return { ...counted, all: may ? await figureOfAll(db, setting, { counters, answers, between }, period, now) : null };
}

/**
 * Of many places in a named period, those with an answer that does not count. `withAll`: what is shown is the overall figure, beside which
 * the second one may stand.
 */
export async function readPlacesNotCounted(
  db: Db,
  setting: Setting,
  wanted: readonly number[],
  period: Period,
  withAll: boolean,
  now: Date
): Promise<ReadonlyMap<number, PlaceNotCounted>> {
  const { found, span, places } = setting;
  const at = new Map<number, PlaceNotCounted>();
  if (found.surveys.at(-1)!.psu !== 'day') return at;
  const answers = await listNotCounted(db, found.surveys.map(({ id }) => id), span.from, span.to); // prettier-ignore
  if (answers.length === 0) return at;
  const may = mayShow(setting, answers);
  for (const place of wanted) {
    const counters = places.countersOf(place);
    const own = new Set(counters);
    const between = answers.filter(({ counterId, day }) => own.has(counterId) && isWithinSpan(day, period));
    if (between.length === 0) continue;
    const held = between.filter(({ status }) => status === 'held').length;
    const isShown = withAll && may(place, period.code);
    const all = isShown ? await figureOfAll(db, setting, { counters, answers, between }, period, now) : null;
    at.set(place, {
      ...{ held, excluded: between.length - held },
      all: all?.estimate ? { value: all.estimate.value, n: all.estimate.n } : null
    });
  }
  return at;
}

function mayShow({ found, places, periods, pattern }: Setting, answers: readonly NotCountedAnswer[]) {
  const { layout, codes, method } = found;
  const surveys = found.surveys.map(({ id }) => {
    const months = groupBy(
      answers.filter(({ surveyId }) => surveyId === id),
      ({ counterId, day }) => `${counterId} ${day.slice(0, 7)}`
    );
    return [...months.values()].map((group): MonthNotCounted => {
      const { counterId, day } = group[0]!;
      return { counterId, month: day.slice(0, 7), answered: tallyOf(group, layout).answered[OVERALL] ?? 0 };
    });
  });
  const isShown = (at: number, of: string) => pattern.markOf(codes.overall, at, of).disclosure === 'shown';
  return mayShowAll(places, periods, surveys, isShown, method.content);
}

interface NotCountedHere {
  readonly counters: readonly string[];
  /** Of the survey at any counter, and those at these counters in the period. */
  readonly answers: readonly NotCountedAnswer[];
  readonly between: readonly NotCountedAnswer[];
}

/** The sample is the days on which the survey received any valid answer at any counter, counted or not, as if nothing had been taken out. */
async function figureOfAll(
  db: Db,
  { found, sums }: Setting,
  { counters, answers, between }: NotCountedHere,
  period: Period,
  now: Date
): Promise<Figure | null> {
  const { layout, method, surveys } = found;
  const days = [...new Set([...sums.activeDays, ...answers.map(({ day }) => day)])].toSorted();
  const { sample, unitOf } = continuousSample(days, period, method.content);
  const counted = await readDayTallies(db, surveys, layout, counters, period, now);
  const cells = [
    ...[...counted].map(([day, tally]) => ({ unit: unitOf(day), tally })),
    ...[...groupBy(between, ({ day }) => day)].map(([day, group]) => ({ unit: unitOf(day), tally: tallyOf(group, layout) }))
  ];
  const estimate = estimateFigure(layout, method.content, answersByUnit(layout, cells), sample, OVERALL);
  if (isRefusal(estimate)) return null;
  return toFigure('overall_all', ALL_ANSWERS_NAME, { disclosure: 'shown', respondents: estimate.n }, () => estimate);
}
