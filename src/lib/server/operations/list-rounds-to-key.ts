/** The rounds whose paper forms a person may key now. */
import { isWithin } from '../../core/agency/path';
import { localDay } from '../../core/calendar/day';
import type { FieldRound } from '../../core/fieldwork/field-unit';
import type { Asking } from '../auth/access';
import { requireSignedIn, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { listOpenRounds } from '../store/rounds';
import { findOwnedScopes, findOwner } from './find-owner';

/** None for whoever keys nothing. Throws `sign-in-needed`. */
export async function listRoundsToKey(db: Db, asking: Asking, now: Date): Promise<readonly FieldRound[]> {
  const today = localDay(now);
  const held = scopesOf(requireSignedIn(asking), 'paper:key');
  if (held.length === 0) return [];
  const scopes = await findOwnedScopes(db, held, today);
  const rounds = await Promise.all(
    (await listOpenRounds(db)).map(async (round) => ({ ...round, path: (await findOwner(db, round.ownerAgencyId, today)).path }))
  );
  return rounds
    .filter(({ path }) => scopes.some((scope) => isWithin(path, scope)))
    .map(({ code, nameVi, nameEn }) => ({ code, name: { vi: nameVi, en: nameEn } }));
}
