/**
 * How often each code's page is opened, counted in memory and added to the database every few seconds: opening a form writes nothing.
 * What a crash loses is a few seconds of a count that no figure is made of.
 */
import type { Logger } from 'pino';
import type { Day } from '../../core/calendar/day';
import { localDay } from '../../core/calendar/day';
import { noteScans } from '../operations/refresh-counter-activity';
import type { Db } from '../schema';
import { addScans } from '../store/counter-activity';

const EVERY_MS = 5_000;
/** Codes of a day in one process: far more than a country has counters. */
const MOST_WAITING = 50_000;

let waiting = new Map<string, number>();

export function countScan(code: string, now: Date): void {
  const key = `${localDay(now)} ${code}`;
  if (waiting.size < MOST_WAITING || waiting.has(key)) waiting.set(key, (waiting.get(key) ?? 0) + 1);
}

/** Writes what has been counted; what cannot be written waits for the next time. */
async function flushScans(db: Db): Promise<void> {
  if (waiting.size === 0) return;
  const taken = waiting;
  waiting = new Map();
  try {
    const scans = [...taken].map(([key, n]) => ({ day: key.slice(0, 10) as Day, code: key.slice(11), scans: n }));
    await addScans(db, scans);
    noteScans(db, scans);
  } catch (failure) {
    for (const [key, scans] of taken) waiting.set(key, (waiting.get(key) ?? 0) + scans);
    throw failure;
  }
}

/** Returns how to stop: what is still waiting is written then. */
export function startFlushingScans(db: Db, log: Logger): () => Promise<void> {
  const flush = async () => {
    try {
      await flushScans(db);
    } catch (failure) {
      log.error({ failure: failure instanceof Error ? failure.message : String(failure) }, 'writing scans failed');
    }
  };
  const timer = setInterval(() => void flush(), EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await flush();
  };
}
