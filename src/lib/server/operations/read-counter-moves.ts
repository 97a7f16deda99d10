/** Counters that left the shown surveys, joined them or came back while they ran. */
import type { CounterMove } from '../../core/report/counter-moves';
import { counterMoves } from '../../core/report/counter-moves';
import type { Db } from '../schema';
import { listCounterDays } from '../store/counter-days';
import type { ReportSurvey } from './find-report-survey';

/** Of these counters. A sample and an imported table ask at no counter on no day. */
export async function readCounterMoves(
  db: Db,
  { surveys }: Pick<ReportSurvey, 'surveys'>,
  counterIds: readonly string[]
): Promise<readonly CounterMove[]> {
  if (surveys.at(-1)!.psu !== 'day') return [];
  const own = new Set(counterIds);
  const ids = surveys.map(({ id }) => id);
  return counterMoves((await listCounterDays(db, ids)).filter(({ counterId }) => own.has(counterId)));
}
