/** Audit events about accounts: who signs in, and what protects the account. Never a name, an address or what was typed. */
import type { Db } from '../schema';
import type { AuditChange, Doer } from './audit-events';
import { appendAuditEvent } from './audit-events';

/** `userId` null: an account that there is not. The event lies where the account holds its first role. */
export async function appendUserEvent(trx: Db, by: Doer, action: string, userId: string | null, change: AuditChange = {}): Promise<void> {
  const role =
    userId === null
      ? undefined
      : await trx.selectFrom('user_roles').select('agency_id').where('user_id', '=', userId).orderBy('agency_id').executeTakeFirst();
  await appendAuditEvent(trx, by, {
    action,
    subjectKind: 'user',
    subjectId: userId ?? '',
    agencyId: role?.agency_id ?? null,
    change
  });
}
