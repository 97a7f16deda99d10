/** The signed-in person as the office pages show them: roles, and the places where they hold. */
import { existsOn } from '../../core/agency/agency';
import { localDay } from '../../core/calendar/day';
import type { Action } from '../auth/access';
import { holdsRoot, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { findAgency } from '../store/agencies';
import type { Grant, SignedInUser } from '../store/users';

/** Parts that are the whole tree's, not one agency's. */
const OF_THE_WHOLE: readonly string[] = ['settings'];

type Language = 'vi' | 'en';

const PARTS = {
  results: 'report:read',
  scorecards: 'scorecard:read',
  surveys: 'survey:read',
  counters: 'counter:read',
  questionnaires: 'questionnaire:read',
  quality: 'quality:read',
  agencies: 'agency:read',
  field: 'field:work',
  recheck: 'field:recheck',
  users: 'user:read',
  tokens: 'token:read',
  audit: 'audit:read',
  settings: 'settings:read'
} as const satisfies Record<string, Action>;

export interface SignedInView {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly place: string;
  /** Undefined: the places lie in no province, or in more than one. */
  readonly province: string | undefined;
  /** Parts of the office that the person may open. */
  readonly pages: readonly (keyof typeof PARTS)[];
}

export async function describeSignedIn(db: Db, user: SignedInUser, language: Language, now: Date): Promise<SignedInView> {
  const places = user.grants.map((grant) => grant.place.name[language] ?? grant.place.name.vi);
  const today = localDay(now);
  const found = await Promise.all([...new Set(user.grants.map(rootOf))].map((id) => findAgency(db, id, today)));
  // A province that went into another is no place to be in any more.
  const roots = found.filter((one) => one !== undefined && existsOn(one, today));
  return {
    name: user.name,
    email: user.email,
    roles: [...new Set(user.grants.map((grant) => grant.role))],
    place: [...new Set(places)].join(', '),
    province: roots.length === 1 ? roots[0]!.name[language] : undefined,
    pages: (Object.keys(PARTS) as (keyof typeof PARTS)[]).filter((part) =>
      OF_THE_WHOLE.includes(part) ? holdsRoot(user, PARTS[part]) : scopesOf(user, PARTS[part]).length > 0
    )
  };
}

function rootOf(grant: Grant): string {
  return grant.place.path.split('/')[1] ?? '';
}
