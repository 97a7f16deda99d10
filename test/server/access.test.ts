import { describe, expect, test } from 'vitest';
import { Problem } from '../../src/lib/core/problem';
import type { Action, Role } from '../../src/lib/server/auth/access';
import { can, POLICY, requirePlace, requireRole, requireSignedIn, ROLES, scopesOf } from '../../src/lib/server/auth/access';
import type { SignedInUser } from '../../src/lib/server/store/users';

const PATHS = {
  province: '/p1/',
  commune: '/p1/c1/',
  centre: '/p1/c1/d1/',
  sister: '/p1/c2/',
  almost: '/p1/c1b/',
  elsewhere: '/p2/'
} as const;
type Where = keyof typeof PATHS;

const place = (where: Where) => ({ path: PATHS[where], name: { vi: `Nơi ${where}`, en: `Place ${where}` } });

function person(...grants: [Role, Where][]): SignedInUser {
  return {
    id: 'u',
    email: 'a@b',
    name: 'A',
    grants: grants.map(([role, where]) => ({ role, agencyId: where, place: place(where) }))
  };
}
const asking = (user: SignedInUser | null, language: 'vi' | 'en' = 'vi') => ({ user, language });

function refusal(work: () => unknown): { code: string; parameters: unknown } {
  try {
    work();
  } catch (failure) {
    if (failure instanceof Problem) return { code: failure.code, parameters: failure.parameters };
  }
  throw new Error('it was allowed');
}

/** Written out by hand, so that a change of the policy is a change of this table. */
const ALLOWED: Readonly<Record<Action, readonly Role[]>> = {
  'admin:open': ['administrator', 'coordinator', 'agency_viewer', 'interviewer', 'reinterviewer'],
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
};
const WITHIN_COMMUNE: Readonly<Record<Where, boolean>> = {
  province: false,
  commune: true,
  centre: true,
  sister: false,
  almost: false,
  elsewhere: false
};

const cases = ROLES.flatMap((role) =>
  (Object.keys(ALLOWED) as Action[]).flatMap((action) => (Object.keys(PATHS) as Where[]).map((where) => [role, action, where] as const))
);

test('the table covers every action', () => {
  expect(Object.keys(ALLOWED).sort()).toEqual(Object.keys(POLICY).sort());
});

test.each(cases)('%s at a commune: %s at %s', (role, action, where) => {
  const expected = ALLOWED[action].includes(role) && WITHIN_COMMUNE[where];
  const user = person([role, 'commune']);
  expect(can(user, action, PATHS[where])).toBe(expected);
  if (expected) expect(requirePlace(asking(user), action, place(where))).toBe(user);
  else
    expect(refusal(() => requirePlace(asking(user), action, place(where))).code).toBe(
      ALLOWED[action].includes(role) ? 'outside-place' : 'role-not-enough'
    );
});

describe('a person', () => {
  test('who is not signed in is asked to, before anything else is said', () => {
    expect(refusal(() => requireSignedIn(asking(null))).code).toBe('sign-in-needed');
    expect(refusal(() => requireRole(asking(null), 'report:read')).code).toBe('sign-in-needed');
    expect(refusal(() => requirePlace(asking(null), 'report:read', place('commune'))).code).toBe('sign-in-needed');
  });

  test('without any role may do nothing', () => {
    const user = person();
    expect(requireSignedIn(asking(user))).toBe(user);
    expect(scopesOf(user, 'report:read')).toEqual([]);
    expect(refusal(() => requireRole(asking(user), 'admin:open')).code).toBe('role-not-enough');
  });

  test('whose role the policy does not know may do nothing', () => {
    const user = { ...person(), grants: [{ role: 'king', agencyId: 'p1', place: place('province') }] };
    expect(can(user, 'report:read', PATHS.province)).toBe(false);
  });

  test('with two roles may do with each what it allows where it is held, and no more', () => {
    const user = person(['agency_viewer', 'province'], ['coordinator', 'commune']);
    expect(can(user, 'report:read', PATHS.sister)).toBe(true);
    expect(can(user, 'counter:poster', PATHS.centre)).toBe(true);
    expect(can(user, 'counter:poster', PATHS.sister)).toBe(false);
    expect(scopesOf(user, 'report:read')).toEqual(['/p1/']);
    expect(scopesOf(user, 'counter:poster')).toEqual(['/p1/c1/']);
  });

  test('reaches each of several places, one inside another counted once', () => {
    const user = person(
      ['agency_viewer', 'sister'],
      ['agency_viewer', 'commune'],
      ['agency_viewer', 'centre'],
      ['administrator', 'sister']
    );
    expect([...scopesOf(user, 'report:read')].sort()).toEqual(['/p1/c1/', '/p1/c2/']);
  });

  test('is told what is out of reach and where the own reach ends, in the language of the page', () => {
    const user = person(['agency_viewer', 'commune'], ['coordinator', 'commune'], ['agency_viewer', 'elsewhere']);
    expect(refusal(() => requirePlace(asking(user), 'report:read', place('sister')))).toEqual({
      code: 'outside-place',
      parameters: { agency: 'Nơi sister', place: 'Nơi commune, Nơi elsewhere' }
    });
    expect(refusal(() => requirePlace(asking(user, 'en'), 'counter:poster', place('sister')))).toEqual({
      code: 'outside-place',
      parameters: { agency: 'Place sister', place: 'Place commune' }
    });
  });
});
