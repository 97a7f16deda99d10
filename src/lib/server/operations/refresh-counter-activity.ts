/** Keeps the list of counters up to date: today and yesterday are counted again every minute, and when somebody looks. */
import type { Logger } from 'pino';
import { addDays, localDay } from '../../core/calendar/day';
import type { Db } from '../schema';
import { findFirstAnswerDay, hasCounterDays, refreshCounterDays } from '../store/counter-activity';
import { inTransaction } from '../transaction';

const EVERY_MS = 60_000;
/** Somebody who looks twice in a row sees the same. */
const FRESH_MS = 3_000;

const refreshed = new WeakMap<object, number>();

/** Counts what is new. The first time in a database every day is counted. */
export async function refreshCounterActivity(db: Db, now: Date): Promise<void> {
  if (now.getTime() - (refreshed.get(db) ?? 0) < FRESH_MS) return;
  refreshed.set(db, now.getTime());
  const today = localDay(now);
  const first = (await hasCounterDays(db)) ? undefined : await findFirstAnswerDay(db);
  await recountCounterDays(db, first ?? addDays(today, -1), today, now);
}

/** After answers of other days were written: an import, a restored backup. */
export async function recountCounterDays(db: Db, from: string, to: string, now: Date): Promise<void> {
  await inTransaction(db, (trx) => refreshCounterDays(trx, from, to, localDay(now)));
}

/** Returns how to stop. A failure is logged, and the next minute tries again. */
export function startCounting(db: Db, log: Logger): () => void {
  const count = async () => {
    try {
      await refreshCounterActivity(db, new Date());
    } catch (failure) {
      log.error({ failure: failure instanceof Error ? failure.message : String(failure) }, 'counting answers by counter failed');
    }
  };
  const timer = setInterval(() => void count(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
