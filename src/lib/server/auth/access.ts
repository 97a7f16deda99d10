/**
 * Who may do what where: the one place that says so. A role is held at an agency and reaches that agency and everything below
 * it in the tree; a user may hold several. Every route behind sign-in asks here, none decides for itself.
 */
import { ancestorsOf, isWithin } from '../../core/agency/path';
import { Problem } from '../../core/problem';
import type { Grant, Place, SignedInUser } from '../store/users';

export const ROLES = ['administrator', 'coordinator', 'agency_viewer', 'interviewer', 'reinterviewer'] as const;
export type Role = (typeof ROLES)[number];

/** By action, the roles that may do it. A viewer reads; whoever runs the counters also prints what hangs at them. */
export const POLICY = {
  'admin:open': ROLES,
  'report:read': ['administrator', 'coordinator', 'agency_viewer'],
  'agency:read': ['administrator', 'coordinator'],
  'agency:write': ['administrator', 'coordinator'],
  'survey:read': ['administrator', 'coordinator'],
  'survey:write': ['administrator', 'coordinator'],
  'counter:read': ['administrator', 'coordinator', 'agency_viewer'],
  'counter:write': ['administrator', 'coordinator'],
  'counter:poster': ['administrator', 'coordinator'],
  'questionnaire:read': ['administrator', 'coordinator', 'agency_viewer'],
  'questionnaire:write': ['administrator', 'coordinator'],
  'quality:read': ['administrator', 'coordinator', 'agency_viewer'],
  'quality:write': ['administrator', 'coordinator'],
  'quality:object': ['coordinator', 'agency_viewer'],
  'scorecard:read': ['administrator', 'coordinator', 'agency_viewer'],
  'scorecard:write': ['administrator', 'coordinator'],
  'desk:read': ['administrator', 'coordinator'],
  'desk:write': ['administrator', 'coordinator'],
  'field:work': ['interviewer'],
  'field:recheck': ['reinterviewer'],
  'paper:key': ['administrator', 'coordinator', 'interviewer'],
  'token:read': ['administrator'],
  'token:write': ['administrator'],
  'user:read': ['administrator'],
  'user:write': ['administrator'],
  'settings:read': ['administrator'],
  'settings:write': ['administrator'],
  'audit:read': ['administrator', 'coordinator']
} as const satisfies Record<string, readonly Role[]>;
export type Action = keyof typeof POLICY;

/** By role, those that its holder may give to others, at its own place or below: never more than one may do oneself. */
const GIVES: Readonly<Record<Role, readonly Role[]>> = {
  administrator: ROLES,
  coordinator: [],
  agency_viewer: [],
  interviewer: [],
  reinterviewer: []
};

/** What a request knows of the person: SvelteKit's `event.locals`. */
export interface Asking {
  readonly user: SignedInUser | null;
  readonly language: 'vi' | 'en';
}

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** True if some role of the user allows the action at the agency of that path. */
export function can(user: SignedInUser, action: Action, agencyPath: string): boolean {
  return grantsFor(user, action).some((grant) => isWithin(agencyPath, grant.place.path));
}

/** True if the user may give this role, or take it away, at the agency of that path. */
export function canGive(user: SignedInUser, role: Role, agencyPath: string): boolean {
  return user.grants.some((held) => isRole(held.role) && GIVES[held.role].includes(role) && isWithin(agencyPath, held.place.path));
}

/** The path prefixes within which the user may do the action, none inside another; empty: nowhere. For `where` clauses. */
export function scopesOf(user: SignedInUser, action: Action): readonly string[] {
  const paths = [...new Set(grantsFor(user, action).map((grant) => grant.place.path))];
  return paths.filter((path) => !paths.some((wider) => wider !== path && isWithin(path, wider)));
}

/** The signed-in user. Throws `sign-in-needed`. */
export function requireSignedIn(locals: Asking): SignedInUser {
  if (!locals.user) throw new Problem('sign-in-needed');
  return locals.user;
}

/** The signed-in user, whose role allows the action somewhere. Throws `sign-in-needed` or `role-not-enough`. */
export const requireRole = (locals: Asking, action: Action): SignedInUser => requireSomeRole(locals, [action]);

/** One of the actions. Throws `sign-in-needed` or `role-not-enough`. */
export function requireSomeRole(locals: Asking, actions: readonly Action[]): SignedInUser {
  const user = requireSignedIn(locals);
  if (!actions.some((action) => grantsFor(user, action).length > 0)) throw new Problem('role-not-enough');
  return user;
}

/** The signed-in user, who may do the action at this agency. Throws `sign-in-needed`, `role-not-enough` or `outside-place`. */
export function requirePlace(locals: Asking, action: Action, agency: Place): SignedInUser {
  const user = requireRole(locals, action);
  if (can(user, action, agency.path)) return user;
  const inLanguage = ({ name }: Place) => name[locals.language] ?? name.vi;
  const places = new Set(grantsFor(user, action).map((grant) => inLanguage(grant.place)));
  throw new Problem('outside-place', { agency: inLanguage(agency), place: [...places].join(', ') });
}

/** True if the user may do it in the whole tree, not in a part of it. */
export function holdsRoot(user: SignedInUser, action: Action): boolean {
  return grantsFor(user, action).some((grant) => ancestorsOf(grant.place.path).length === 0);
}

/**
 * True if the user is administrator of each of these provinces. Their people keep their roles in what the provinces become, which is for
 * nobody else to give.
 */
export function mayMergeProvinces(user: SignedInUser, provinces: readonly Place[]): boolean {
  return provinces.every(({ path }) => canGive(user, 'administrator', path));
}

/** The signed-in user, who may do the action in the whole tree. Throws `sign-in-needed`, `role-not-enough` or `root-only`. */
export function requireRoot(locals: Asking, action: Action): SignedInUser {
  const user = requireRole(locals, action);
  if (!holdsRoot(user, action)) throw new Problem('root-only');
  return user;
}

function grantsFor(user: SignedInUser, action: Action): readonly Grant[] {
  const roles: readonly string[] = POLICY[action];
  return user.grants.filter((grant) => roles.includes(grant.role));
}
