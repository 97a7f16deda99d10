/** From a code as someone wrote it to the counter it is printed at, for the pages that print it. */
import { localDay } from '../../core/calendar/day';
import { CODE_LENGTH, formatCounterCode, readCounterCode } from '../../core/fieldwork/counter-code';
import { Problem } from '../../core/problem';
import { formatDay } from '../../i18n/format';
import type { Db } from '../schema';
import type { Counter } from '../store/counters';
import { findCounterByCode, getCounter } from '../store/counters';

/** With its code in force: nothing is printed with a replaced one. Throws `counter-not-found`, `counter-code-mistyped`, `counter-closed`. */
export async function findCounter(db: Db, typed: string, now: Date): Promise<Counter> {
  const today = localDay(now);
  const read = readCounterCode(typed);
  if ('problem' in read) throw new Problem(read.problem, { code: typed, n: CODE_LENGTH });
  const found = await findCounterByCode(db, read.code, today);
  if (!found) throw new Problem('counter-not-found', { code: formatCounterCode(read.code), n: CODE_LENGTH });
  if (found.closedOn !== null && found.closedOn < today) throw new Problem('counter-closed', { date: formatDay(found.closedOn) });
  return getCounter(db, found.id, today);
}
