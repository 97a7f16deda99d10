/**
 * What every report of a survey needs of all its answers: the overall figure's sums by counter and day, and how many respondents
 * each figure has by counter and month. A process remembers them month by month, each with the tokens of its kept days
 * (store/kept-tallies.ts), read before its cells: a late write changes a token in its own transaction, so what is remembered
 * under the same tokens is right. Days that are not kept yet are read every time.
 */
import type { Day } from '../../core/calendar/day';
import { addDays, localDay } from '../../core/calendar/day';
import { byCounter, daysOf } from '../../core/report/day-sums';
import type { ByCounter, CounterDaySums } from '../../core/report/day-sums';
import type { MonthCounts } from '../../core/report/disclosure-pattern';
import type { FigureCodes } from '../../core/report/figure-codes';
import { TallyAccumulator } from '../../core/tally/accumulate-tally';
import type { TallyLayout } from '../../core/tally/layout';
import type { Tally } from '../../core/tally/tally';
import type { Db } from '../schema';
import { listKeptDays } from '../store/kept-tallies';
import type { ReportSurvey } from './find-report-survey';
import { groupBy } from './group-by';
import { keepTallies } from './keep-tallies';
import { readCells } from './read-cells';
import type { Cell, ReadSurvey } from './read-cells';

export interface SurveySums {
  /** Of every survey, counter and day with answers. */
  readonly byCounter: ByCounter<CounterDaySums>;
  /** Days on which anybody answered, in order. */
  readonly activeDays: readonly Day[];
  /** One list a survey. */
  readonly counts: readonly (readonly MonthCounts[])[];
  /** All answers of all counters by day; of each day one tally a survey. */
  readonly days: readonly (readonly [Day, Tally])[];
  /** By id of a questionnaire version, the days on which an answer to it came in, in order. */
  readonly versions: ReadonlyMap<string, readonly Day[]>;
}

/** A month's kept days, or the days that are not kept. */
interface Part {
  /** The same mark, the same answers. */
  readonly mark: string;
  readonly sums: readonly CounterDaySums[];
  readonly counts: readonly MonthCounts[];
  readonly days: readonly (readonly [Day, Tally])[];
  /** Each questionnaire version with each of its days. */
  readonly versions: readonly (readonly [string, Day])[];
}

interface Remembered {
  /** By month, `2026-11`; the days that are not kept under `OPEN`. */
  readonly parts: Map<string, Part>;
}

const OPEN = 'open';
/** Surveys that a process remembers, and sums over them: a province's year takes a few megabytes. */
const MOST_REMEMBERED = 20;
const surveysOf = new WeakMap<object, Map<string, Remembered>>();
const sumsOf = new WeakMap<object, Map<string, { readonly parts: readonly (readonly Part[])[]; readonly sums: SurveySums }>>();

/** As long as no answer changes it is the same object, so that what is worked out from it can be remembered with it. */
export async function readSurveySums(db: Db, { surveys, layout, codes }: ReportSurvey, now: Date): Promise<SurveySums> {
  const parts: (readonly Part[])[] = [];
  for (const survey of surveys) parts.push(await readParts(db, survey, layout, codes, now));
  const known = rememberedIn(sumsOf, db);
  const key = surveys.map((survey) => survey.id).join(' ');
  const before = known.get(key);
  if (before && haveSameMembers(before.parts.flat(), parts.flat())) return before.sums;
  const rows = byCounter(parts.flat().flatMap((part) => part.sums));
  const sums = {
    byCounter: rows,
    activeDays: daysOf(rows),
    counts: parts.map((of) => of.flatMap((part) => part.counts)),
    days: parts.flat().flatMap((part) => part.days),
    versions: daysByVersion(parts.flat().flatMap((part) => part.versions))
  };
  remember(known, key, { parts, sums });
  return sums;
}

async function readParts(db: Db, survey: ReadSurvey, layout: TallyLayout, codes: FigureCodes, now: Date): Promise<readonly Part[]> {
  const today = localDay(now);
  await keepTallies(db, survey.id, layout, survey.opens_on, today, now);
  const kept = await listKeptDays(db, survey.id, survey.opens_on, today);
  const months = groupBy([...kept], ([day]) => day.slice(0, 7));
  const surveys = rememberedIn(surveysOf, db);
  const { parts } = remember(surveys, survey.id, surveys.get(survey.id) ?? { parts: new Map() });
  for (const key of parts.keys()) if (key !== OPEN && !months.has(key)) parts.delete(key);

  // What this call returns it collects by itself: another one may be filling in an older state meanwhile.
  const current: Part[] = [];
  const take = (key: string, part: Part) => {
    parts.set(key, part);
    current.push(part);
  };
  for (const [month, days] of months) {
    const mark = days.flat().join(' ');
    const known = parts.get(month);
    if (known?.mark === mark) {
      current.push(known);
      continue;
    }
    const cells = await readCells(db, survey, layout, null, { from: days[0]![0], to: days.at(-1)![0] }, now);
    const ofKeptDays = cells.filter((cell) => kept.has(cell.day));
    take(month, addUp(ofKeptDays, layout, codes, mark));
  }

  const open: Cell[] = [];
  for (let day = survey.opens_on; day <= today; day = addDays(day, 1))
    if (!kept.has(day)) open.push(...(await readCells(db, survey, layout, null, { from: day, to: day }, now)));
  const running = addUp(open, layout, codes);
  const known = parts.get(OPEN);
  take(OPEN, known?.mark === running.mark ? known : running);
  return current;
}

/** Without a mark given, the sums themselves are the mark. */
function addUp(cells: readonly Cell[], layout: TallyLayout, codes: FigureCodes, mark?: string): Part {
  const sums = cells.map(({ counterId, day, respondents, answered, satisfied, valid }) => ({
    counterId,
    day,
    respondents,
    answered,
    satisfied,
    valid
  }));
  const add = (group: readonly Cell[]): Tally => {
    const sum = new TallyAccumulator(layout);
    for (const cell of group) cell.addTo(sum);
    return sum.toTally();
  };
  const counterMonths = groupBy(cells, (cell) => `${cell.day.slice(0, 7)} ${cell.counterId}`);
  const counts = [...counterMonths.values()].map((group): MonthCounts => {
    const counted = new Int32Array(codes.axis.size);
    codes.count(add(group), counted, 0);
    return { counterId: group[0]!.counterId, month: group[0]!.day.slice(0, 7), counts: counted };
  });
  const days = [...groupBy(cells, (cell) => cell.day)].map(([day, group]) => [day, add(group)] as const);
  const versions = [...groupBy(cells, ({ questionnaireVersionId, day }) => `${questionnaireVersionId} ${day}`).values()].map(
    ([cell]) => [cell!.questionnaireVersionId, cell!.day] as const
  );
  return {
    mark: mark ?? JSON.stringify([sums, counts.map(({ counts: counted }) => Array.from(counted)), days, versions]),
    ...{ sums, counts, days, versions }
  };
}

function daysByVersion(versions: Part['versions']): SurveySums['versions'] {
  const days = [...groupBy(versions, ([id]) => id)].map(([id, rows]) => [id, [...new Set(rows.map(([, day]) => day))].toSorted()] as const);
  return new Map(days);
}

function rememberedIn<T>(all: WeakMap<object, Map<string, T>>, db: Db): Map<string, T> {
  const known = all.get(db) ?? new Map<string, T>();
  all.set(db, known);
  return known;
}

/** Last used, last to go. */
function remember<T>(known: Map<string, T>, key: string, value: T): T {
  known.delete(key);
  known.set(key, value);
  if (known.size > MOST_REMEMBERED) known.delete(known.keys().next().value!);
  return value;
}

function haveSameMembers(one: readonly Part[], other: readonly Part[]): boolean {
  return one.length === other.length && one.every((part, i) => part === other[i]);
}
