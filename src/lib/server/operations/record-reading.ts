/** What somebody took away or saw of people's own words, as an event: told before it is handed over, so that none goes untold. */
import { localDay } from '../../core/calendar/day';
import type { Asking } from '../auth/access';
import { requireSignedIn } from '../auth/access';
import type { Db } from '../schema';
import { findAgencyByCode } from '../store/agencies';
import type { AuditChange } from '../store/audit-events';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { inTransaction } from '../transaction';

export interface Reading {
  readonly action: 'report.view-comments' | 'report.export' | 'scorecard.export' | 'counter.poster' | 'counter.posters' | 'survey.letters';
  readonly subjectKind: 'report' | 'scorecard' | 'counter' | 'job';
  readonly subjectId: string;
  /** undefined: of no agency. */
  readonly agencyCode: string | undefined;
  readonly change?: AuditChange;
}

export async function recordReading(db: Db, asking: Asking, reading: Reading, now: Date): Promise<void> {
  const { action, subjectKind, subjectId, agencyCode, change = {} } = reading;
  const by = byUser(requireSignedIn(asking), now);
  const agency = agencyCode === undefined ? undefined : await findAgencyByCode(db, agencyCode, localDay(now));
  const event = { action, subjectKind, subjectId, agencyId: agency?.id ?? null, change };
  await inTransaction(db, (trx) => appendAuditEvent(trx, by, event));
}
