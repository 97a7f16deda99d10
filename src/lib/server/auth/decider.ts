/**
 * Who may hold, exclude or restore answers: nobody about their own agency. It takes the right to write at an agency above the one
 * that was measured, and no role at that agency nor at one between: an agency's figure is the sum of all below it. Above the root of the
 * tree there is nobody, so there it is whoever holds it.
 */
import { isWithin } from '../../core/agency/path';
import { Problem } from '../../core/problem';
import type { Place, SignedInUser } from '../store/users';
import type { Asking } from './access';
import { can, requirePlace, scopesOf } from './access';

/** For `where` clauses: within one of the first, and none of the second. */
export interface DecidingScopes {
  readonly within: readonly string[];
  readonly except: readonly string[];
}

export function decidingScopes(user: SignedInUser): DecidingScopes {
  const held = user.grants.map(({ place }) => place.path);
  return { within: scopesOf(user, 'quality:write'), except: [...new Set(held.filter((path) => !isRoot(path)))] };
}

export function mayDecide(user: SignedInUser, agencyPath: string): boolean {
  return can(user, 'quality:write', agencyPath) && !decidingScopes(user).except.some((own) => isWithin(agencyPath, own));
}

/** Throws what `requirePlace` throws, and `quality-own-agency`. */
export function requireDecider(asking: Asking, agency: Place): SignedInUser {
  const user = requirePlace(asking, 'quality:write', agency);
  if (!mayDecide(user, agency.path)) throw new Problem('quality-own-agency', { agency: agency.name[asking.language] ?? agency.name.vi });
  return user;
}

function isRoot(path: string): boolean {
  return path.split('/').length === 3;
}
