/** The audit events that an address asks for as a table to take away; taking it is an event itself. */
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { auditToCsv } from '../export/audit-csv';
import type { Db } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { listAuditRows } from '../store/audit-list';
import { inTransaction } from '../transaction';
import { describeAuditEvents } from './describe-audit-events';
import { findAuditEvents, takeNumbers } from './find-audit-events';

/** As many as a spreadsheet still opens quickly. */
const MOST_ROWS = 50_000;
/** So many events and their names are looked up at once: the engines limit the length of a list. */
const TOGETHER = 500;

/** Throws what `findAuditEvents` throws, and `audit-too-many`. */
export async function exportAudit(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<string> {
  const { user, found, asked } = await findAuditEvents(db, asking, query, now);
  const numbers = await takeNumbers(db, found, 'desc', MOST_ROWS + 1, 0);
  if (numbers.length > MOST_ROWS) throw new Problem('audit-too-many', { most: MOST_ROWS });
  const described = [];
  for (let at = 0; at < numbers.length; at += TOGETHER)
    described.push(...(await describeAuditEvents(db, await listAuditRows(db, numbers.slice(at, at + TOGETHER)), asking.language)));
  await inTransaction(db, (trx) =>
    appendAuditEvent(trx, byUser(user, now), {
      action: 'audit.export',
      subjectKind: 'audit',
      subjectId: 'audit',
      agencyId: null,
      change: { rows: described.length, from: asked.from, to: asked.to }
    })
  );
  return auditToCsv(described, asking.language);
}
