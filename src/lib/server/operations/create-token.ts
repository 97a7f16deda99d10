/** A token for another program. Its secret is in the answer and nowhere else. */
import { localDay } from '../../core/calendar/day';
import { endOfDay } from '../../core/dossier/link-end';
import { wrongField } from '../../core/read-fields';
import { readTokenForm } from '../../core/token/read-token-form';
import { formatDay } from '../../i18n/format';
import type { Asking } from '../auth/access';
import { requirePlace, requireRole } from '../auth/access';
import { hashApiToken, makeApiToken } from '../auth/api-token';
import { newId } from '../new-id';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { findAgencyByCode } from '../store/agencies';
import { insertApiToken } from '../store/api-tokens';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { inTransaction } from '../transaction';

export interface CreatedToken {
  readonly id: string;
  readonly name: string;
  /** Shown once. */
  readonly secret: string;
}

/** Throws `sign-in-needed`, `role-not-enough`, `form-invalid`, `outside-place`. */
export async function createToken(db: Db, asking: Asking, form: FormData, now: Date): Promise<CreatedToken> {
  requireRole(asking, 'token:write');
  const today = localDay(now);
  const { name, agencyCode, lastDay } = readTokenForm((field) => textField(form, field), today, formatDay);
  const agency = await findAgencyByCode(db, agencyCode, today);
  if (!agency) throw wrongField('agencyCode', 'agency-unknown-code', { code: agencyCode.slice(0, 60) });
  const user = requirePlace(asking, 'token:write', agency);
  const by = byUser(user, now);
  const secret = makeApiToken();
  const id = newId();
  await inTransaction(db, async (trx) => {
    await insertApiToken(trx, {
      id,
      id_hash: hashApiToken(secret)!,
      name,
      scope: 'dossiers',
      agency_id: agency.id,
      created_by: user.id,
      created_at: by.at,
      expires_at: endOfDay(lastDay)
    });
    await appendAuditEvent(trx, by, {
      action: 'token.create',
      subjectKind: 'token',
      subjectId: id,
      agencyId: agency.id,
      change: { name, scope: 'dossiers', last_day: lastDay }
    });
  });
  return { id, name, secret };
}
