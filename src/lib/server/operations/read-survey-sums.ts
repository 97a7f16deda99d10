/**
 * What every report of a survey needs of all its answers: the overall figure's sums by counter and day, and how many respondents
 * each figure has by counter and month. A process remembers them month by month. Before each report the database adds up the
 * kept sums of each counter and month, and what no longer agrees with them is read again; days that are not kept yet, and months
 * with a marked cell, are read every time.
 */
import type { Day } from '../../core/calendar/day';
import { addDays, localDay } from '../../core/calendar/day';
import { overlapOf, periodOf } from '../../core/calendar/period';
import { byCounter, daysOf } from '../../core/report/day-sums';
import type { ByCounter, CounterDaySums } from '../../core/report/day-sums';
import type { MonthCounts } from '../../core/report/disclosure-pattern';
import type { FigureCodes } from '../../core/report/figure-codes';
import type { TallyLayout } from '../../core/tally/layout';
import type { Db } from '../schema';
import { listKeptDays } from '../store/kept-tallies';
import { listMonthSums } from '../store/report-sums';
import type { MonthSums } from '../store/report-sums';
import type { ReportSurvey } from './find-report-survey';
import { groupBy } from './group-by';
import { keepTallies, overallSums } from './keep-tallies';
import { readCells } from './read-cells';
import type { Cell, ReadSurvey } from './read-cells';

export interface SurveySums {
  /** Of every survey, counter and day with answers. */
  readonly byCounter: ByCounter<CounterDaySums>;
  /** Days on which anybody answered, in order. */
  readonly activeDays: readonly Day[];
  /** One list a survey. */
  readonly counts: readonly (readonly MonthCounts[])[];
}

interface CounterMonth {
  readonly sums: readonly CounterDaySums[];
  readonly counts: MonthCounts;
}

type Remembered = Map<string, CounterMonth & { readonly mark: string }>;

/** Surveys that a process remembers: a province's year takes a few megabytes. */
const MOST_SURVEYS = 20;
const remembered = new WeakMap<object, Map<string, Remembered>>();

export async function readSurveySums(db: Db, { surveys, layout, codes }: ReportSurvey, now: Date): Promise<SurveySums> {
  const read: CounterMonth[][] = [];
  for (const survey of surveys) read.push(await readCounterMonths(db, survey, layout, codes, now));
  const sums = byCounter(read.flat().flatMap((month) => month.sums));
  return { byCounter: sums, activeDays: daysOf(sums), counts: read.map((months) => months.map((month) => month.counts)) };
}

async function readCounterMonths(db: Db, survey: ReadSurvey, layout: TallyLayout, codes: FigureCodes, now: Date): Promise<CounterMonth[]> {
  const today = localDay(now);
  await keepTallies(db, survey.id, layout, survey.opens_on, today, now);
  const settled = await lastKeptInARow(db, survey, today);
  const known = monthsOf(db, survey.id);
  const kept = await listMonthSums(db, survey.id, survey.opens_on, settled);
  const keptKeys = new Set(kept.map((row) => keyOf(row)));
  for (const key of known.keys()) if (!keptKeys.has(key)) known.delete(key);

  const changed = kept.filter((row) => row.dirty > 0 || known.get(keyOf(row))?.mark !== row.mark);
  for (const [month, rows] of groupBy(changed, (row) => row.month)) {
    const days = overlapOf(periodOf('month', `${month}-01`), { from: survey.opens_on, to: settled })!;
    const every = rows.length === kept.filter((row) => row.month === month).length;
    const counterIds = every ? null : rows.map((row) => row.counterId);
    const cells = groupBy(await readCells(db, survey, layout, counterIds, days.from, days.to, now), (cell) => cell.counterId);
    for (const row of rows)
      known.set(keyOf(row), { ...countMonth(row, cells.get(row.counterId) ?? [], layout, codes), mark: row.dirty > 0 ? '' : row.mark });
  }

  const open = settled < today ? await readCells(db, survey, layout, null, addDays(settled, 1), today, now) : [];
  const openMonths = [...groupBy(open, (cell) => keyOf({ counterId: cell.counterId, month: cell.day.slice(0, 7) })).values()];
  return [
    ...known.values(),
    ...openMonths.map((cells) => countMonth({ counterId: cells[0]!.counterId, month: cells[0]!.day.slice(0, 7) }, cells, layout, codes))
  ];
}

/** The last day of those that are kept without a gap from the survey's first on; the day before that, if none is. */
async function lastKeptInARow(db: Db, survey: ReadSurvey, today: Day): Promise<Day> {
  let last = addDays(survey.opens_on, -1);
  for (const day of await listKeptDays(db, survey.id, survey.opens_on, today)) {
    if (day !== addDays(last, 1)) break;
    last = day;
  }
  return last;
}

function countMonth(
  { counterId, month }: Pick<MonthSums, 'counterId' | 'month'>,
  cells: readonly Cell[],
  layout: TallyLayout,
  codes: FigureCodes
): CounterMonth {
  const counts = new Int32Array(codes.axis.size);
  const sums = cells.map(({ day, tally }) => {
    codes.count(tally, counts, 0);
    return { counterId, day, ...overallSums(tally, layout) };
  });
  return { sums, counts: { counterId, month, counts } };
}

function monthsOf(db: Db, surveyId: string): Remembered {
  const surveys = remembered.get(db) ?? new Map<string, Remembered>();
  remembered.set(db, surveys);
  const known: Remembered = surveys.get(surveyId) ?? new Map();
  // Last used, last to go.
  surveys.delete(surveyId);
  surveys.set(surveyId, known);
  if (surveys.size > MOST_SURVEYS) surveys.delete(surveys.keys().next().value!);
  return known;
}

const keyOf = ({ counterId, month }: Pick<MonthSums, 'counterId' | 'month'>): string => `${month} ${counterId}`;
