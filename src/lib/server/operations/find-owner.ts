/** Whose something is that an agency made (a survey, a questionnaire) after agencies were merged. */
import type { Agency } from '../../core/agency/agency';
import { existsOn } from '../../core/agency/agency';
import { withFormer } from '../../core/agency/kin-paths';
import { isWithin } from '../../core/agency/path';
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';
import { findAgency, getAgency, LAST_DAY } from '../store/agencies';
import { listSuccessionPaths, listSuccessions } from '../store/successions';

/**
 * The agency as it stands on the day or, where it has ended and went whole into one other, that one: a survey that a province began must
 * not be left with nobody who may end it. Throws `agency-not-found`.
 */
export async function findOwner(db: Db, agencyId: string, day: Day): Promise<Agency> {
  const agency = (await findAgency(db, agencyId, day)) ?? (await getAgency(db, agencyId, LAST_DAY));
  if (existsOn(agency, day) || agency.validFrom > day) return agency;
  const [only, ...others] = (await listSuccessions(db, day)).filter(({ predecessorId }) => predecessorId === agency.id);
  return only && others.length === 0 ? findOwner(db, only.successorId, day) : agency;
}

/** The scopes, and the places that agencies within them took over: what was made there is theirs now. For lists. */
export async function findOwnedScopes(db: Db, scopes: readonly string[], day: Day): Promise<readonly string[]> {
  return withFormer(scopes, await listSuccessionPaths(db, day));
}

/** The scopes as above, and the places that went into one above them: a commune asks what its province's former ones made. */
export async function findUsableScopes(db: Db, scopes: readonly string[], day: Day): Promise<readonly string[]> {
  const successions = await listSuccessionPaths(db, day);
  const above = successions.filter(({ successor }) => scopes.some((scope) => isWithin(scope, successor)));
  return withFormer([...scopes, ...above.map(({ predecessor }) => predecessor)], successions);
}
