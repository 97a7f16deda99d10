/** What a report says of answers that are held or excluded: how many, why, and the figure of all valid answers where it gives nobody away. */
import type { Period } from '../../core/calendar/period';
import { isWithinSpan } from '../../core/calendar/period';
import { isRefusal } from '../../core/estimation/estimate';
import { toFigure } from '../../core/report/figure';
import type { DisclosurePattern, MonthCounts } from '../../core/report/disclosure-pattern';
import { ALL_ANSWERS_NAME, countGrounds } from '../../core/report/not-counted';
import type { PlacesNotCounted } from '../../core/report/not-counted';
import { continuousSample } from '../../core/report/overall-figures';
import type { Figure, NotCounted, NotCountedForms } from '../../core/report/report';
import { answersByUnit } from '../../core/scoring/answers-by-unit';
import { estimateFigure } from '../../core/scoring/satisfaction';
import { OVERALL } from '../../core/tally/layout';
import type { Db } from '../schema';
import type { NotCountedAnswer } from '../store/not-counted';
import { countNotCounted, listNotCounted } from '../store/not-counted';
import { groupBy } from './group-by';
import { notCountedPatternOf } from './pattern-of';
import { tallyOf } from './keep-tallies';
import { readDayTallies } from './read-cells';
import type { ReportSetting } from './report-setting';
import { figureOfWholeRound } from './whole-round';

type Setting = Pick<ReportSetting, 'found' | 'sums' | 'span' | 'places' | 'periods' | 'pattern'>;

/** Of a place in the shown days; null: every answer counts, or the survey is an imported table. */
export async function readNotCounted(db: Db, setting: Setting, place: number, period: Period, now: Date): Promise<NotCounted | null> {
  const { found, span, places } = setting;
  if (found.surveys.at(-1)!.psu === 'respondent') return null;
  const ids = found.surveys.map(({ id }) => id);
  const counters = places.countersOf(place);
  const counted = await countFormsNotCounted(db, setting, place, period);
  if (counted.held + counted.excluded === 0) return null;
  const answers = await listNotCounted(db, ids, span.from, span.to);
  const own = new Set(counters);
  const between = answers.filter(({ counterId, day }) => own.has(counterId) && isWithinSpan(day, period));
  const isNamed = period.kind !== 'range' && period.kind !== 'week';
  const may = isNamed && patternOfNotCounted(setting, answers).markOf(found.codes.overall, place, period.code).disclosure === 'shown';
  if (!may) return { ...counted, all: null };
  const isSampled = found.surveys.at(-1)!.psu === 'design';
  const all = isSampled
    ? await figureOfWholeRound(db, found, counters, period, now)
    : await figureOfAll(db, setting, { counters, answers, between }, period, now);
  return { ...counted, all };
}

/** Of many places in a named period; null: every answer counts everywhere, or the survey is a sample. */
export async function readPlacesNotCounted(
  db: Db,
  setting: Setting,
  wanted: readonly number[],
  period: Period
): Promise<PlacesNotCounted | null> {
  const { found, span, places } = setting;
  if (found.surveys.at(-1)!.psu !== 'day') return null;
  const answers = await listNotCounted(db, found.surveys.map(({ id }) => id), span.from, span.to); // prettier-ignore
  if (answers.length === 0) return null;
  const byCounter = groupBy(
    answers.filter(({ day }) => isWithinSpan(day, period)),
    ({ counterId }) => counterId
  );
  const at = new Map<number, NonNullable<ReturnType<PlacesNotCounted['formsAt']>>>();
  for (const place of wanted) {
    const between = places.countersOf(place).flatMap((counter) => byCounter.get(counter) ?? []);
    if (between.length === 0) continue;
    const held = between.filter(({ status }) => status === 'held').length;
    const cells = [{ unit: period.code, tally: tallyOf(between, found.layout) }];
    at.set(place, { held, excluded: between.length - held, answers: answersByUnit(found.layout, cells) });
  }
  return { formsAt: (place) => at.get(place), pattern: patternOfNotCounted(setting, answers) };
}

/** At a place, by ground. */
export async function countFormsNotCounted(db: Db, { found, places }: Setting, place: number, period: Period): Promise<NotCountedForms> {
  const ids = found.surveys.map(({ id }) => id);
  return countGrounds(await countNotCounted(db, ids, places.countersOf(place), period.from, period.to));
}

function patternOfNotCounted({ found, sums, places, periods, pattern }: Setting, answers: readonly NotCountedAnswer[]): DisclosurePattern {
  const { layout, codes, surveys } = found;
  const counts = surveys.map(({ id }) => {
    const months = groupBy(
      answers.filter(({ surveyId }) => surveyId === id),
      ({ counterId, day }) => `${counterId} ${day.slice(0, 7)}`
    );
    return [...months.values()].map((group): MonthCounts => {
      const counted = new Int32Array(codes.axis.size);
      codes.count(tallyOf(group, layout), counted, 0);
      return { counterId: group[0]!.counterId, month: group[0]!.day.slice(0, 7), counts: counted };
    });
  });
  return notCountedPatternOf(found, sums, places, periods, counts, pattern);
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
