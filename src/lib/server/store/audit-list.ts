/** Audit events as the office's page lists them: all by number, those of given numbers, and the columns that searches look through. Reading only. */
import type { EventEntry } from '../../core/audit/event-columns';
import type { Db } from '../schema';

export interface AuditRow extends EventEntry {
  readonly userName: string | null;
  readonly subjectKind: string;
  /** JSON. */
  readonly change: string;
}

export async function countAuditEvents(db: Db): Promise<number> {
  const { total } = await db
    .selectFrom('audit_events')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** Of all events. */
export async function listAuditNumbers(db: Db, order: 'asc' | 'desc', limit: number, offset: number): Promise<readonly number[]> {
  const rows = await db.selectFrom('audit_events').select('number').orderBy('number', order).limit(limit).offset(offset).execute();
  return rows.map(({ number }) => number);
}

/** In the order in which their numbers are given; so many as fit a list of parameters. */
export async function listAuditRows(db: Db, numbers: readonly number[]): Promise<readonly AuditRow[]> {
  if (numbers.length === 0) return [];
  const rows = await db
    .selectFrom('audit_events as e')
    .leftJoin('users as u', 'u.id', 'e.user_id')
    .select(['e.number', 'e.at', 'e.user_id as userId', 'u.name as userName', 'e.action', 'e.change'])
    .select(['e.subject_kind as subjectKind', 'e.subject_id as subjectId', 'e.agency_id as agencyId'])
    .where('e.number', 'in', numbers)
    .execute();
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return numbers.flatMap((number) => byNumber.get(number) ?? []);
}

/** Those after a number, in their order, at most so many. */
export async function listAuditEntries(db: Db, after: number, most: number): Promise<readonly EventEntry[]> {
  return db
    .selectFrom('audit_events')
    .select(['number', 'at', 'user_id as userId', 'action', 'subject_id as subjectId', 'agency_id as agencyId'])
    .where('number', '>', after)
    .orderBy('number')
    .limit(most)
    .execute();
}
