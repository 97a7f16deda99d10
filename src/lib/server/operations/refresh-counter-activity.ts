/**
 * Keeps the list of counters up to date, every minute and when somebody looks: counters with answers or scans since the last time are
 * counted again. Of today and yesterday every counter is, when a process begins and every ten minutes, for what nobody told.
 */
import type { Logger } from 'pino';
import { addDays, localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';
import { earliestIdAt } from '../new-id';
import { findChanged, findFirstAnswerDay, findTouched, hasCounterDays, recountCounters } from '../store/counter-activity';
import { inTransaction } from '../transaction';

const EVERY_MS = 60_000;
/** Minutes. */
const WHOLE_EVERY = 10;
/** Somebody who looks twice in a row sees the same. */
const FRESH_MS = 3_000;
/** An answer has its id before it is stored, maybe by another process with a clock of its own: no transaction lives longer than half a minute. */
const LATE_MS = 120_000;

interface Scanned {
  readonly code: string;
  readonly day: Day;
}

const lookedAt = new WeakMap<object, number>();
/** When everything had been counted. */
const countedAt = new WeakMap<object, number>();
const scanned = new WeakMap<object, readonly Scanned[]>();

/** These were written by this process: their counters are counted the next time. */
export function noteScans(db: Db, scans: readonly Scanned[]): void {
  scanned.set(db, [...(scanned.get(db) ?? []), ...scans]);
}

/** Counts what is new. The first time in a database every day is counted. */
export async function refreshCounterActivity(db: Db, now: Date, how: 'new' | 'whole' = 'new'): Promise<void> {
  if (how === 'new' && now.getTime() - (lookedAt.get(db) ?? 0) < FRESH_MS) return;
  lookedAt.set(db, now.getTime());
  const before = countedAt.get(db);
  const scans = scanned.get(db) ?? [];
  scanned.delete(db);
  try {
    await (before === undefined || how === 'whole' ? countWhole(db, now) : countNew(db, before, scans, now));
  } catch (failure) {
    noteScans(db, scans);
    throw failure;
  }
  countedAt.set(db, now.getTime());
}

async function countNew(db: Db, since: number, scans: readonly Scanned[], now: Date): Promise<void> {
  const today = localDay(now);
  const { ids, days } = await findTouched(db, earliestIdAt(since - LATE_MS), scans, { from: addDays(today, -1), to: today });
  const [from, to] = [days.toSorted()[0], days.toSorted().at(-1)];
  if (from !== undefined && to !== undefined) await inTransaction(db, (trx) => recountCounters(trx, ids, { from, to }, today));
}

async function countWhole(db: Db, now: Date): Promise<void> {
  const today = localDay(now);
  const first = (await hasCounterDays(db)) ? undefined : await findFirstAnswerDay(db);
  await recountCounterDays(db, first ?? addDays(today, -1), today, now);
}

/** After answers of other days were written: an import, a restored backup. */
export async function recountCounterDays(db: Db, from: Day, to: Day, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => recountCounters(trx, await findChanged(trx, { from, to }), { from, to }, localDay(now)));
}

/** Returns how to stop. A failure is logged, and the next minute tries again. */
export function startCounting(db: Db, log: Logger): () => void {
  let minutes = 0;
  const count = async () => {
    minutes++;
    try {
      await refreshCounterActivity(db, new Date(), minutes % WHOLE_EVERY === 0 ? 'whole' : 'new');
    } catch (failure) {
      log.error({ failure: failure instanceof Error ? failure.message : String(failure) }, 'counting answers by counter failed');
    }
  };
  const timer = setInterval(() => void count(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
