/**
 * The audit log by columns, as a process remembers it. An event never changes and one that can be seen has all before it (writers take
 * turns at the log's end), so whoever searches reads only what is new. The first search after a start reads everything once.
 */
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { EventColumns } from '../../core/audit/event-columns';
import type { Db } from '../schema';
import { readAuditHead } from '../store/audit-checks';
import { listAuditEntries } from '../store/audit-list';

interface Known {
  columns: EventColumns;
  /** Those who search at once read one after the other. */
  reading: Promise<void>;
}

const knownOf = new WeakMap<Db, Known>();

/** So many are read without a pause: forms wait as long. */
const TOGETHER = 1_000;

export async function knownAuditEvents(db: Db): Promise<EventColumns> {
  const known = knownOf.get(db) ?? { columns: new EventColumns(), reading: Promise.resolve() };
  knownOf.set(db, known);
  const readNow = () => readOn(db, known);
  const reading = known.reading.then(readNow, readNow);
  known.reading = reading;
  await reading;
  return known.columns;
}

async function readOn(db: Db, known: Known): Promise<void> {
  const { number } = await readAuditHead(db);
  // Another database was put in this one's place.
  if (number < known.columns.last) known.columns = new EventColumns();
  while (known.columns.last < number) {
    const entries = await listAuditEntries(db, known.columns.last, TOGETHER);
    if (entries.length === 0) return;
    known.columns.add(entries);
    await setImmediate();
  }
}

/** Reads the log at a start, so that nobody waits for it. Returns what to wait for before the database is closed. */
export function startKnowingAuditEvents(db: Db, log: Logger): () => Promise<void> {
  const reading = knownAuditEvents(db).then(
    () => {},
    (failure: unknown) => log.warn({ failure: String(failure) }, 'reading the audit log at the start failed')
  );
  return () => reading;
}
