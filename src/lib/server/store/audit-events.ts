/**
 * The audit log: who did what, when, and what changed. Events are only ever added (nothing here changes or deletes one, and a test
 * holds the rest of the code to that), each with the hash of the one before, so that an edit behind the application's back shows.
 * A change never holds a personal value: of a person it says which fields changed, not what they say.
 */
import { createHash } from 'node:crypto';
import { newId } from '../new-id';
import type { AuditEventTable } from '../schema-office';
import type { Db } from '../schema';

/** Who does something, and when. */
export interface Doer {
  /** null: a command on the server, the system itself, or somebody who is not signed in. */
  readonly userId: string | null;
  /** ISO time. */
  readonly at: string;
}

/** A command on the server: whoever may run it needs no account. */
export const byCommand = (now: Date = new Date()): Doer => ({ userId: null, at: now.toISOString() });

export const byUser = (user: { readonly id: string }, now: Date): Doer => ({ userId: user.id, at: now.toISOString() });

/** What an event may say of a change: a field's value before and after, or a fact of what was done. */
export type AuditChange = Readonly<Record<string, AuditValue | readonly [before: AuditValue, after: AuditValue] | readonly string[]>>;
type AuditValue = string | number | boolean | null;

export interface AuditEvent {
  /** `agency.rename`: what it is done to, and what is done. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly agencyId: string | null;
  readonly change: AuditChange;
}

/** Rows of one INSERT. */
const BATCH = 500;

/** In the transaction of what they tell, last: it holds the chain's end until it commits. */
export async function appendAuditEvents(trx: Db, by: Doer, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const head = await trx
    .updateTable('audit_head')
    .set((eb) => ({ number: eb('number', '+', events.length) }))
    .where('id', '=', 'head')
    .returning(['number', 'hash'])
    .executeTakeFirstOrThrow();
  let { hash } = head;
  const first = head.number - events.length + 1;
  const rows = events.map((event, i) => {
    const row = chainedRow(event, by, first + i, hash);
    hash = row.hash;
    return row;
  });
  for (let at = 0; at < rows.length; at += BATCH)
    await trx
      .insertInto('audit_events')
      .values(rows.slice(at, at + BATCH))
      .execute();
  await trx.updateTable('audit_head').set({ hash }).where('id', '=', 'head').execute();
}

/** For what may happen once in all: whoever else is about to write waits until this transaction has ended. */
export async function lockAuditHead(trx: Db): Promise<void> {
  await trx
    .updateTable('audit_head')
    .set((eb) => ({ hash: eb.ref('hash') }))
    .where('id', '=', 'head')
    .execute();
}

export const appendAuditEvent = (trx: Db, by: Doer, event: AuditEvent): Promise<void> => appendAuditEvents(trx, by, [event]);

/** The first event whose hash does not follow from the one before it, or whose place is empty; null: the chain is whole. */
export async function findBrokenAuditEvent(db: Db): Promise<number | null> {
  let previous = '';
  let number = 0;
  for (;;) {
    const rows = await db.selectFrom('audit_events').selectAll().where('number', '>', number).orderBy('number').limit(BATCH).execute();
    for (const row of rows) {
      number++;
      if (row.number !== number || row.previous_hash !== previous || row.hash !== hashOf(row)) return number;
      previous = row.hash;
    }
    if (rows.length < BATCH) break;
  }
  const head = await db.selectFrom('audit_head').select(['number', 'hash']).executeTakeFirstOrThrow();
  return head.number === number && head.hash === previous ? null : number + 1;
}

function chainedRow(event: AuditEvent, by: Doer, number: number, previousHash: string): AuditEventTable {
  const row = {
    id: newId(),
    number,
    at: by.at,
    user_id: by.userId,
    action: event.action,
    subject_kind: event.subjectKind,
    subject_id: event.subjectId,
    agency_id: event.agencyId,
    change: JSON.stringify(event.change),
    previous_hash: previousHash
  };
  return { ...row, hash: hashOf(row) };
}

function hashOf(row: Omit<AuditEventTable, 'hash'>): string {
  const parts = [row.previous_hash, row.number, row.id, row.at, row.user_id, row.action, row.subject_kind, row.subject_id, row.agency_id];
  return createHash('sha256')
    .update(JSON.stringify([...parts, row.change]))
    .digest('hex');
}
