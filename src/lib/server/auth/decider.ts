/**
 * Who may hold, exclude or restore answers: nobody about their own agency. It takes the right to write at an agency above the one
 * that was measured, and no role at that agency nor at one between: an agency's figure is the sum of all below it. Nor is anything
 * decided about former agencies by those who took them over, whose figures hold the former ones' from before (core/agency/succession.ts),
 * nor about the successor by those of a former one. Above the root of the tree there is nobody, so there it is whoever holds it; and whoever
 * holds a root holds the former ones that it took over (docs/decisions/0024-both-scores-and-who-is-left.md).
 */
import type { Day } from '../../core/calendar/day';
import type { SuccessionPaths } from '../../core/agency/kin-paths';
import { isWithinAny, withFormer, withKin } from '../../core/agency/kin-paths';
import { Problem } from '../../core/problem';
import type { Db } from '../schema';
import { listSuccessionPaths } from '../store/successions';
import type { Place, SignedInUser } from '../store/users';
import type { Asking } from './access';
import { requirePlace, requireRole, scopesOf } from './access';

/** For `where` clauses: within one of the first, and none of the second. */
export interface DecidingScopes {
  readonly within: readonly string[];
  readonly except: readonly string[];
}

export async function findDecidingScopes(db: Db, user: SignedInUser, day: Day): Promise<DecidingScopes> {
  return decidingScopes(user, await listSuccessionPaths(db, day));
}

export function decidingScopes(user: SignedInUser, successions: readonly SuccessionPaths[]): DecidingScopes {
  const held = user.grants.map(({ place }) => place.path).filter((path) => !isRoot(path));
  const scopes = scopesOf(user, 'quality:write');
  const ofRoots = successions.filter(({ predecessor, successor }) => isRoot(predecessor) && isRoot(successor));
  return { within: withFormer(scopes, ofRoots), except: withKin(held, successions) };
}

export function decidesAt({ within, except }: DecidingScopes, agencyPath: string): boolean {
  return isWithinAny(agencyPath, within) && !isWithinAny(agencyPath, except);
}

/** Throws what `requirePlace` throws, and `quality-own-agency`. */
export async function requireDecider(db: Db, asking: Asking, agency: Place, day: Day): Promise<SignedInUser> {
  const user = requireRole(asking, 'quality:write');
  if (decidesAt(await findDecidingScopes(db, user, day), agency.path)) return user;
  requirePlace(asking, 'quality:write', agency);
  throw new Problem('quality-own-agency', { agency: agency.name[asking.language] ?? agency.name.vi });
}

function isRoot(path: string): boolean {
  return path.split('/').length === 3;
}
