/** One token as an administrator looks after it, and its end. */
import type { Agency } from '../../core/agency/agency';
import { isWithin } from '../../core/agency/path';
import type { Day } from '../../core/calendar/day';
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Asking } from '../auth/access';
import { requirePlace, requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import type { ApiTokenTable } from '../schema-dossiers';
import type { TokenState } from '../store/api-tokens';
import { countDossiersOf, findApiToken, updateTokenRevoked } from '../store/api-tokens';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { findUser } from '../store/users';
import { inTransaction } from '../transaction';
import { findOwner } from './find-owner';
import { lastDayOf, tokenState } from './open-tokens';

const RECENT_DAYS = 30;

export interface OpenedToken {
  readonly id: string;
  readonly name: string;
  readonly place: LocalizedText;
  readonly state: TokenState;
  /** The last day on which it is good. */
  readonly lastDay: Day;
  /** ISO times. */
  readonly createdAt: string;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
  /** null: an account that is gone. */
  readonly createdBy: string | null;
  readonly dossiers: { readonly all: number; readonly recent: number };
}

/** Throws `sign-in-needed`, `role-not-enough`; `token-not-found` also for one of another place. */
export async function openToken(db: Db, asking: Asking, id: string, now: Date): Promise<OpenedToken> {
  const { token, place } = await reachToken(db, asking, id, now);
  const maker = token.created_by === null ? undefined : await findUser(db, token.created_by);
  return {
    id,
    name: token.name,
    place: place.name,
    state: tokenState(token, now),
    createdAt: token.created_at,
    lastDay: lastDayOf(token.expires_at),
    usedAt: token.last_used_at,
    revokedAt: token.revoked_at,
    createdBy: maker?.name ?? null,
    dossiers: await countDossiersOf(db, id, new Date(now.getTime() - RECENT_DAYS * 86_400_000).toISOString())
  };
}

/** From now on it lets nobody in. Links that it registered go on. Throws as `openToken`; `token-revoked`, `outside-place`. */
export async function revokeToken(db: Db, asking: Asking, id: string, now: Date): Promise<void> {
  const { place } = await reachToken(db, asking, id, now);
  const by = byUser(requirePlace(asking, 'token:write', place), now);
  await inTransaction(db, async (trx) => {
    if (!(await updateTokenRevoked(trx, id, by.at))) throw new Problem('token-revoked');
    await appendAuditEvent(trx, by, { action: 'token.revoke', subjectKind: 'token', subjectId: id, agencyId: place.id, change: {} });
  });
}

async function reachToken(
  db: Db,
  asking: Asking,
  id: string,
  now: Date
): Promise<{ readonly token: ApiTokenTable; readonly place: Agency }> {
  const user = requireRole(asking, 'token:read');
  const token = await findApiToken(db, id);
  const place = token && (await findOwner(db, token.agency_id, localDay(now)));
  if (!place || !scopesOf(user, 'token:read').some((scope) => isWithin(place.path, scope))) throw new Problem('token-not-found');
  return { token, place };
}
