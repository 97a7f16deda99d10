/** The audit log as a page: the events that an address asks for, and when its chain was last checked. */
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Asking } from '../auth/access';
import { holdsRoot } from '../auth/access';
import type { Db } from '../schema';
import type { AuditCheck } from '../store/audit-checks';
import { findLastAuditCheck } from '../store/audit-checks';
import { countAuditEvents, listAuditRows } from '../store/audit-list';
import type { DescribedEvent } from './describe-audit-events';
import { describeAuditEvents } from './describe-audit-events';
import type { AskedEvents } from './find-audit-events';
import { findAuditEvents, takeNumbers } from './find-audit-events';

export interface OpenedAudit {
  readonly list: ListPage<DescribedEvent> & Pick<ListQuery<'at'>, 'sort'>;
  readonly asked: AskedEvents['asked'];
  /** null: it was never checked. */
  readonly check: AuditCheck | null;
  readonly mayCheck: boolean;
}

/** Throws what `findAuditEvents` throws. */
export async function openAudit(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<OpenedAudit> {
  const { user, found, page: wanted, sort, asked } = await findAuditEvents(db, asking, query, now);
  const total = found === 'all' ? await countAuditEvents(db) : found.length;
  const page = pageWithin(wanted, total);
  const numbers = await takeNumbers(db, found, sort.descending ? 'desc' : 'asc', PAGE_SIZE, (page - 1) * PAGE_SIZE);
  const rows = await listAuditRows(db, numbers);
  return {
    list: { total, page, sort, rows: await describeAuditEvents(db, rows, asking.language) },
    asked,
    check: (await findLastAuditCheck(db)) ?? null,
    mayCheck: holdsRoot(user, 'audit:read')
  };
}
