/** Audit events about accounts: who signs in, and what protects the account. Never a name, an address or what was typed. */
import type { Db } from '../schema';
import type { AuditChange, Doer } from './audit-events';
import { appendAuditEvent, lockAuditHead } from './audit-events';
import { countAttempt } from './sign-in-failures';

/** `userId` null: an account that there is not; the same is asked all the same. The event lies where the account holds its first role. */
export async function appendUserEvent(trx: Db, by: Doer, action: string, userId: string | null, change: AuditChange = {}): Promise<void> {
  const role = await firstRole(trx, userId);
  await appendAuditEvent(trx, by, {
    action,
    subjectKind: 'user',
    subjectId: userId ?? '',
    agencyId: role?.agency_id ?? null,
    change
  });
}

/** Costs what an event costs that is told, and tells nothing: the two writes of the log's end, and one of a row in between. */
export async function forgoUserEvent(trx: Db, now: Date): Promise<void> {
  await firstRole(trx, null);
  await lockAuditHead(trx);
  await countAttempt(trx, { refused: 'untold' }, { most: 1, minutes: 1 }, now);
  await lockAuditHead(trx);
}

function firstRole(trx: Db, userId: string | null) {
  return trx
    .selectFrom('user_roles')
    .select('agency_id')
    .where('user_id', '=', userId ?? '')
    .orderBy('agency_id')
    .executeTakeFirst();
}
