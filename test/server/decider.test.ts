// Who may decide about answers: from above, and nobody about figures that they are part of. Successors are tested with a database.
import { expect, test } from 'vitest';
import { withFormer, withKin } from '../../src/lib/core/agency/kin-paths';
import { decidesAt, decidingScopes } from '../../src/lib/server/auth/decider';

const holding = (...grants: readonly (readonly [role: string, path: string])[]) => ({
  id: 'u',
  email: 'u@x.example',
  name: 'U',
  grants: grants.map(([role, path]) => ({ role, agencyId: path, place: { path, name: { vi: path } } }))
});
/** A commune formed of two, one of which had taken over a third; a province that went into another. */
const MERGERS = [
  { predecessor: '/p/a/', successor: '/p/n/' },
  { predecessor: '/p/b/', successor: '/p/n/' },
  { predecessor: '/p/z/', successor: '/p/a/' },
  { predecessor: '/k/', successor: '/p/' }
];

test('from above the measured agency, and without a part in any figure that holds it', () => {
  const mayDecide = (user: ReturnType<typeof holding>, path: string) => decidesAt(decidingScopes(user, []), path);
  expect(mayDecide(holding(['coordinator', '/p/']), '/p/d/c/')).toBe(true);
  expect(mayDecide(holding(['coordinator', '/p/']), '/p/')).toBe(true);
  expect(mayDecide(holding(['coordinator', '/p/d/']), '/p/d/')).toBe(false);
  // A department's figure is the sum of its centres'.
  expect(mayDecide(holding(['coordinator', '/p/d/']), '/p/d/c/')).toBe(false);
  expect(mayDecide(holding(['coordinator', '/p/'], ['agency_viewer', '/p/d/']), '/p/d/c/')).toBe(false);
  expect(mayDecide(holding(['coordinator', '/p/'], ['agency_viewer', '/p/e/']), '/p/d/c/')).toBe(true);
  expect(mayDecide(holding(['agency_viewer', '/p/']), '/p/d/')).toBe(false);
});

test('an agency, those it took over and those that took it over are one', () => {
  const mayDecide = (user: ReturnType<typeof holding>, path: string) => decidesAt(decidingScopes(user, MERGERS), path);
  const both = (own: string) => holding(['coordinator', '/p/'], ['agency_viewer', own]);
  for (const path of ['/p/n/', '/p/a/', '/p/b/', '/p/z/']) {
    for (const own of ['/p/n/', '/p/a/', '/p/z/']) expect(mayDecide(both(own), path)).toBe(false);
    expect(mayDecide(both('/p/e/'), path)).toBe(true);
    expect(mayDecide(holding(['coordinator', '/p/']), path)).toBe(true);
  }
  expect(mayDecide(both('/p/n/'), '/p/e/')).toBe(true);
  // Above a province there is nobody, and of a former one nobody is left: it is whoever holds the one that took it over, and no more than that.
  for (const path of ['/k/', '/k/d/']) {
    expect(mayDecide(holding(['coordinator', '/p/']), path)).toBe(true);
    expect(mayDecide(holding(['coordinator', '/p/e/']), path)).toBe(false);
    expect(mayDecide(holding(['agency_viewer', '/p/']), path)).toBe(false);
  }
  expect(mayDecide(holding(['coordinator', '/k/']), '/p/')).toBe(false);
  expect(
    decidesAt(
      decidingScopes(holding(['coordinator', '/p/'], ['agency_viewer', '/p/n/']), [
        ...MERGERS,
        { predecessor: '/k/d/', successor: '/p/n/' }
      ]),
      '/k/d/'
    )
  ).toBe(false);
  expect(withFormer(['/p/n/'], MERGERS)).toEqual(['/p/n/', '/p/a/', '/p/b/', '/p/z/']);
  // What took an agency over is not its former self: it is read by nobody of it.
  expect(withFormer(['/p/a/'], MERGERS)).toEqual(['/p/a/', '/p/z/']);
  expect(withKin(['/p/e/'], MERGERS)).toEqual(['/p/e/']);
});
