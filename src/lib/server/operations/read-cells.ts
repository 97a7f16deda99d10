/**
 * What reports are made of: the cells of a survey, kept ones where a day is settled, counted afresh where it is open or a
 * cell was marked in the meantime. Correct whatever the kept table holds; with it, fast.
 */
import type { Day } from '../../core/calendar/day';
import { addDays, localDay } from '../../core/calendar/day';
import type { TallyLayout } from '../../core/tally/layout';
import type { Tally } from '../../core/tally/tally';
import type { Db } from '../schema';
import { listCells, listDaySums, listKeptDays } from '../store/kept-tallies';
import type { CountedResponse } from '../store/responses';
import type { Survey } from '../store/surveys';
import { listCountedResponses } from '../store/responses';
import { groupBy } from './group-by';
import { keepTallies, overallSums, tallyOf } from './keep-tallies';

export interface Cell {
  readonly day: Day;
  readonly counterId: string;
  readonly handlingAgencyId: string;
  readonly questionnaireVersionId: string;
  readonly tally: Tally;
}

export interface CounterDay {
  readonly counterId: string;
  readonly day: Day;
  readonly respondents: number;
  readonly answered: number;
  readonly satisfied: number;
  readonly valid: number;
}

/** What reading needs of a survey; days before it opened are left alone. */
export type ReadSurvey = Pick<Survey, 'id' | 'opens_on'>;

/** Cells with at least one respondent over from…to, of these counters or (null) of all. */
export async function readCells(
  db: Db,
  survey: ReadSurvey,
  layout: TallyLayout,
  counterIds: readonly string[] | null,
  first: Day,
  last: Day,
  now: Date
): Promise<readonly Cell[]> {
  if (counterIds?.length === 0) return [];
  const { from, to } = daysToRead(survey, first, last, now);
  await keepTallies(db, survey.id, layout, from, to, now);
  const kept = new Set(await listKeptDays(db, survey.id, from, to));
  const cells: Cell[] = [];
  const again = new Set<Day>();
  const rows = await listCells(db, survey.id, counterIds, from, to);
  for (const row of rows) if (row.dirty || !kept.has(row.day)) again.add(row.day);
  for (const row of rows) if (!again.has(row.day)) cells.push({ ...row, tally: JSON.parse(row.content) as Tally });
  for (let day = from; day <= to; day = addDays(day, 1))
    if (again.has(day) || !kept.has(day)) cells.push(...cellsOf(await listCountedResponses(db, survey.id, day, counterIds), layout));
  return cells.filter((cell) => cell.tally.respondents > 0);
}

/** The overall figure's sums by counter and day for the whole survey: light enough to compare every agency. Pooled methods only. */
export async function readOverallSums(
  db: Db,
  survey: ReadSurvey,
  layout: TallyLayout,
  first: Day,
  last: Day,
  now: Date
): Promise<readonly CounterDay[]> {
  const { from, to } = daysToRead(survey, first, last, now);
  await keepTallies(db, survey.id, layout, from, to, now);
  const kept = new Set(await listKeptDays(db, survey.id, from, to));
  const rows = await listDaySums(db, survey.id, from, to);
  const again = new Set(rows.filter((row) => row.dirty || !kept.has(row.day)).map((row) => row.day));
  const sums: CounterDay[] = rows.filter((row) => !again.has(row.day));
  for (let day = from; day <= to; day = addDays(day, 1))
    if (again.has(day) || !kept.has(day))
      for (const cell of cellsOf(await listCountedResponses(db, survey.id, day, null), layout))
        sums.push({ counterId: cell.counterId, day, ...overallSums(cell.tally, layout) });
  return sums.filter((row) => row.respondents > 0);
}

/** Days of from…to on which the survey received a counted answer at any counter, in order. */
export async function readActiveDays(
  db: Db,
  survey: ReadSurvey,
  layout: TallyLayout,
  from: Day,
  to: Day,
  now: Date
): Promise<readonly Day[]> {
  const sums = await readOverallSums(db, survey, layout, from, to, now);
  return [...new Set(sums.map((row) => row.day))].toSorted();
}

function daysToRead(survey: ReadSurvey, first: Day, last: Day, now: Date): { from: Day; to: Day } {
  const today = localDay(now);
  return { from: first > survey.opens_on ? first : survey.opens_on, to: last < today ? last : today };
}

/** Groups responses into cells and counts each. */
function cellsOf(responses: readonly CountedResponse[], layout: TallyLayout): readonly Cell[] {
  const groups = groupBy(responses, (one) => [one.counterId, one.handlingAgencyId, one.questionnaireVersionId, one.day].join('\n'));
  return [...groups.values()].map((group) => {
    const { counterId, handlingAgencyId, questionnaireVersionId, day } = group[0]!;
    return { counterId, handlingAgencyId, questionnaireVersionId, day, tally: tallyOf(group, layout) };
  });
}
