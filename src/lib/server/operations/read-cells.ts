/**
 * What reports are made of: the cells of a survey, kept ones where a day is settled, counted afresh where it is open or a
 * cell was marked in the meantime. Correct whatever the kept table holds; with it, fast.
 */
import type { Day } from '../../core/calendar/day';
import { addDays, localDay } from '../../core/calendar/day';
import type { Span } from '../../core/calendar/period';
import { decodeAnswers } from '../../core/response/encode-answers';
import { TallyAccumulator } from '../../core/tally/accumulate-tally';
import type { TallyLayout } from '../../core/tally/layout';
import type { Tally } from '../../core/tally/tally';
import type { Db } from '../schema';
import type { OverallSums } from '../store/kept-tallies';
import { listCells, listDayContents, listKeptDays } from '../store/kept-tallies';
import type { CountedResponse } from '../store/responses';
import { listCountedResponses } from '../store/responses';
import type { Survey } from '../store/surveys';
import { directKey } from '../../core/agency/direct-key';
import { findStandingDraw } from '../store/weighted-units';
import { groupBy } from './group-by';
import { keepTallies, overallSums, tallyOf } from './keep-tallies';

export interface Cell extends OverallSums {
  readonly day: Day;
  readonly counterId: string;
  readonly handlingAgencyId: string;
  readonly questionnaireVersionId: string;
  /** Adds the cell's answers to a sum with the survey's layout. */
  addTo(sum: TallyAccumulator): void;
}

/** The cell's answers by themselves. */
export function tallyOfCell(layout: TallyLayout, cell: Cell): Tally {
  const sum = new TallyAccumulator(layout);
  cell.addTo(sum);
  return sum.toTally();
}

/** What reading needs of a survey; days before it opened are left alone. */
export type ReadSurvey = Pick<Survey, 'id' | 'opens_on' | 'psu'>;

/** Cells with at least one respondent in the span, of these counters or (null) of all. A drawn unit's answer stands at the agency that it is about. */
export async function readCells(
  db: Db,
  survey: ReadSurvey,
  layout: TallyLayout,
  counterIds: readonly string[] | null,
  span: Span,
  now: Date
): Promise<readonly Cell[]> {
  if (survey.psu === 'design' && (await findStandingDraw(db, survey.id))) {
    const all = await readCells(db, { ...survey, psu: 'respondent' }, layout, null, span, now);
    const placed = all.map((cell) => ({ ...cell, counterId: directKey(cell.handlingAgencyId) }));
    return counterIds === null ? placed : placed.filter(({ counterId }) => counterIds.includes(counterId));
  }
  const { kept, open } = await readDays(db, survey, layout, counterIds, span, now, listCells);
  const cells: Cell[] = kept.map(({ content, ...cell }) => ({ ...cell, addTo: (sum) => sum.addPacked(content) }));
  for (const day of open) cells.push(...cellsOf(await listCountedResponses(db, survey.id, day, counterIds), layout));
  return cells.filter((cell) => cell.respondents > 0);
}

/** All answers at these counters, or (null) at any, added up by day; surveys of a series together. Days without a respondent are left out. */
export async function readDayTallies(
  db: Db,
  surveys: readonly ReadSurvey[],
  layout: TallyLayout,
  counterIds: readonly string[] | null,
  span: Span,
  now: Date
): Promise<ReadonlyMap<Day, Tally>> {
  const sums = new Map<Day, TallyAccumulator>();
  const sumOf = (day: Day) => {
    const sum = sums.get(day) ?? new TallyAccumulator(layout);
    sums.set(day, sum);
    return sum;
  };
  for (const survey of surveys) {
    const { kept, open } = await readDays(db, survey, layout, counterIds, span, now, listDayContents);
    for (const { day, content } of kept) sumOf(day).addPacked(content);
    for (const day of open)
      for (const { answers } of await listCountedResponses(db, survey.id, day, counterIds)) sumOf(day).add(decodeAnswers(answers));
  }
  return new Map([...sums].map(([day, sum]) => [day, sum.toTally()] as const).filter(([, tally]) => tally.respondents > 0));
}

/** The rows that hold what they should, and the days that have to be read from the responses. */
async function readDays<Row extends { readonly day: Day; readonly dirty: number }>(
  db: Db,
  survey: ReadSurvey,
  layout: TallyLayout,
  counterIds: readonly string[] | null,
  span: Span,
  now: Date,
  list: (db: Db, surveyId: string, counterIds: readonly string[] | null, from: Day, to: Day) => Promise<readonly Row[]>
): Promise<{ readonly kept: readonly Row[]; readonly open: readonly Day[] }> {
  const today = localDay(now);
  const from = span.from > survey.opens_on ? span.from : survey.opens_on;
  const to = span.to < today ? span.to : today;
  if (counterIds?.length === 0 || from > to) return { kept: [], open: [] };
  await keepTallies(db, survey.id, layout, from, to, now);
  const keptDays = await listKeptDays(db, survey.id, from, to);
  const rows = await list(db, survey.id, counterIds, from, to);
  const marked = new Set(rows.filter((row) => row.dirty === 1).map((row) => row.day));
  const isKept = (day: Day) => keptDays.has(day) && !marked.has(day);
  const open: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (!isKept(day)) open.push(day);
  return { kept: rows.filter((row) => isKept(row.day)), open };
}

/** Groups responses into cells and counts each. */
function cellsOf(responses: readonly CountedResponse[], layout: TallyLayout): readonly Cell[] {
  const groups = groupBy(responses, (one) => [one.counterId, one.handlingAgencyId, one.questionnaireVersionId, one.day].join('\n'));
  return [...groups.values()].map((group) => {
    const { counterId, handlingAgencyId, questionnaireVersionId, day } = group[0]!;
    const tally = tallyOf(group, layout);
    const addTo = (sum: TallyAccumulator) => sum.addTally(tally);
    return { counterId, handlingAgencyId, questionnaireVersionId, day, ...overallSums(tally, layout), addTo };
  });
}
