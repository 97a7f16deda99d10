/** Checks that every audit event follows from the one before, and notes how far and when. */
import type { Asking } from '../auth/access';
import { requireRoot } from '../auth/access';
import type { Db } from '../schema';
import type { AuditCheck } from '../store/audit-checks';
import { insertAuditCheck, readAuditHead } from '../store/audit-checks';
import type { AuditChange, Doer } from '../store/audit-events';
import { appendAuditEvent, byUser, findBrokenAuditEvent } from '../store/audit-events';
import { insertJob } from '../store/jobs';
import { inTransaction } from '../transaction';

export const AUDIT_CHECK_JOB = 'audit-check';

/** More events than a page should wait for. */
const MOST_AT_ONCE = 20_000;

export async function checkAudit(db: Db, by: Doer): Promise<AuditCheck> {
  const { number: upTo } = await readAuditHead(db);
  const brokenAt = await findBrokenAuditEvent(db);
  const check = { at: by.at, upTo, brokenAt };
  await inTransaction(db, async (trx) => {
    await insertAuditCheck(trx, check, by);
    const change: AuditChange = brokenAt === null ? { up_to: upTo } : { up_to: upTo, broken_at: brokenAt };
    await appendAuditEvent(trx, by, { action: 'audit.check', subjectKind: 'audit', subjectId: 'audit', agencyId: null, change });
  });
  return check;
}

/** At once, or in the background where there is much to read. Returns which. Throws what `requireRoot` throws. */
export async function askForAuditCheck(db: Db, asking: Asking, now: Date): Promise<'done' | 'later'> {
  const by = byUser(requireRoot(asking, 'audit:read'), now);
  const { number } = await readAuditHead(db);
  if (number <= MOST_AT_ONCE) {
    await checkAudit(db, by);
    return 'done';
  }
  await insertJob(db, { kind: AUDIT_CHECK_JOB, key: `${AUDIT_CHECK_JOB} ${number}`, payload: {}, createdBy: by.userId, at: by.at });
  return 'later';
}
