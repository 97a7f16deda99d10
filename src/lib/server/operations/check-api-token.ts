/** Whether a request's token lets a program in, and where it reaches. */
import type { Agency } from '../../core/agency/agency';
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { bearerOf, hashApiToken } from '../auth/api-token';
import type { ProgramLimits } from '../program-limits';
import type { Db } from '../schema';
import { findApiTokenByHash, updateTokenUsed } from '../store/api-tokens';
import { findOwner } from './find-owner';

export interface LetInProgram {
  readonly tokenId: string;
  /** Its place in the tree as it stands today; of one that was merged, the agency that took it over. */
  readonly place: Agency;
}

interface AskingProgram {
  /** The header as it was sent. */
  readonly authorization: string | null;
  readonly address: string;
}

/** Its last use is written at most once in so long: a busy program must not write the same row with every request. */
const USED_EVERY_MS = 60_000;

/**
 * Throws `token-needed`, `token-wrong` (unknown, expired and revoked alike: what it was is nobody's business), `token-scope`, and
 * `program-waits`.
 */
export async function checkApiToken(
  db: Db,
  limits: ProgramLimits,
  { authorization, address }: AskingProgram,
  scope: string,
  now: Date
): Promise<LetInProgram> {
  const at = now.toISOString();
  const hash = hashApiToken(bearerOf(authorization));
  const token = hash === undefined ? undefined : await findApiTokenByHash(db, hash);
  if (!token || token.revoked_at !== null || token.expires_at <= at) {
    await limits.countWrongToken(address);
    throw new Problem(authorization === null ? 'token-needed' : 'token-wrong');
  }
  await limits.countRequest(token.id);
  if (token.scope !== scope) throw new Problem('token-scope');
  await updateTokenUsed(db, token.id, at, new Date(now.getTime() - USED_EVERY_MS).toISOString());
  return { tokenId: token.id, place: await findOwner(db, token.agency_id, localDay(now)) };
}
