/** When the audit log's chain was checked, how far, and what was found. */
import { newId } from '../new-id';
import type { Db } from '../schema';
import type { Doer } from './audit-events';

export interface AuditCheck {
  readonly at: string;
  /** The last event that was there. */
  readonly upTo: number;
  /** The first that does not follow from the one before; null: the chain is whole. */
  readonly brokenAt: number | null;
}

export async function insertAuditCheck(db: Db, { at, upTo, brokenAt }: AuditCheck, by: Doer): Promise<void> {
  await db.insertInto('audit_checks').values({ id: newId(), at, up_to: upTo, broken_at: brokenAt, user_id: by.userId }).execute();
}

export async function findLastAuditCheck(db: Db): Promise<AuditCheck | undefined> {
  const row = await db.selectFrom('audit_checks').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row && { at: row.at, upTo: row.up_to, brokenAt: row.broken_at };
}

export async function readAuditHead(db: Db): Promise<{ readonly number: number; readonly hash: string }> {
  return db.selectFrom('audit_head').select(['number', 'hash']).executeTakeFirstOrThrow();
}
