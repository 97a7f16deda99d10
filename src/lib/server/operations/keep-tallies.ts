/**
 * Brings the kept tallies of a survey up to date: days that have been over for an hour get their cells, marked cells are
 * counted again. A day is left alone until then because a response is written in a transaction of at most 30 seconds, so none
 * can still be under way; later writes to it mark their cell.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Day } from '../../core/calendar/day';
import { addDays, localDay } from '../../core/calendar/day';
import { decodeAnswers } from '../../core/response/encode-answers';
import { TallyAccumulator } from '../../core/tally/accumulate-tally';
import type { TallyLayout } from '../../core/tally/layout';
import { OVERALL } from '../../core/tally/layout';
import { packTally } from '../../core/tally/pack-tally';
import type { Tally } from '../../core/tally/tally';
import type { Db } from '../schema';
import type { CellKey, OverallSums } from '../store/kept-tallies';
import { keepDay, listKeptDays, listMarkedDays, takeMarkedCells, writeCells } from '../store/kept-tallies';
import type { CountedResponse } from '../store/responses';
import { listCountedResponses } from '../store/responses';
import { inTransaction } from '../transaction';
import { groupBy } from './group-by';

const SETTLED_AFTER_MS = 3_600_000;
/** Up to this many counters are looked up one by one; for more, the whole day is read. */
const FEW_COUNTERS = 20;

/** The last day whose answers are all in: it has been over for an hour. */
export function lastSettledDay(now: Date): Day {
  return addDays(localDay(new Date(now.getTime() - SETTLED_AFTER_MS)), -1);
}

/** Keeps the settled days of from…to. Safe to run by several processes at once, and to be cut off anywhere. */
export async function keepTallies(db: Db, surveyId: string, layout: TallyLayout, from: Day, to: Day, now: Date): Promise<void> {
  const settled = lastSettledDay(now) < to ? lastSettledDay(now) : to;
  const kept = await listKeptDays(db, surveyId, from, settled);
  for (let day = from; day <= settled; day = addDays(day, 1))
    if (!kept.has(day)) await inTransaction(db, (trx) => keepDay(trx, surveyId, day));
  for (const day of await listMarkedDays(db, surveyId, from, settled)) {
    await inTransaction(db, (trx) => countMarkedCells(trx, surveyId, day, layout));
    await nextTurn(); // SQLite answers without waiting: let other requests in between two days
  }
}

async function countMarkedCells(trx: Db, surveyId: string, day: Day, layout: TallyLayout): Promise<void> {
  const taken = await takeMarkedCells(trx, surveyId, day);
  if (taken.length === 0) return;
  const counters = new Set(taken.map((key) => key.counterId));
  const responses = await listCountedResponses(trx, surveyId, day, counters.size <= FEW_COUNTERS ? [...counters] : null);
  const groups = groupBy(responses, cellOf);
  const counted = taken.map((key) => {
    const tally = tallyOf(groups.get(cellOf(key)) ?? [], layout);
    return { key, sums: overallSums(tally, layout), packed: packTally(layout, tally) };
  });
  await writeCells(trx, counted);
}

const cellOf = (cell: Pick<CellKey, 'counterId' | 'questionnaireVersionId' | 'handlingAgencyId'>): string =>
  [cell.counterId, cell.questionnaireVersionId, cell.handlingAgencyId].join('\n');

export function tallyOf(responses: readonly Pick<CountedResponse, 'answers'>[], layout: TallyLayout): Tally {
  const accumulator = new TallyAccumulator(layout);
  for (const response of responses) accumulator.add(decodeAnswers(response.answers));
  return accumulator.toTally();
}

/** Of the pooled overall figure; a method that takes means needs the tallies themselves. */
export function overallSums(tally: Tally, layout: TallyLayout): OverallSums {
  const overall = layout.figures.find((figure) => figure.code === OVERALL);
  let satisfied = 0;
  let valid = 0;
  for (const i of overall?.items ?? []) {
    const from = layout.items[i]!.satisfiedFrom ?? Infinity;
    tally.items[i]!.n.forEach((count, level) => {
      if (level === 0) return;
      valid += count;
      if (level >= from) satisfied += count;
    });
  }
  return { respondents: tally.respondents, answered: tally.answered[OVERALL] ?? 0, satisfied, valid };
}
