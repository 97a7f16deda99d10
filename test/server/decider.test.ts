// Who may decide about answers: from above, and nobody about figures that they are part of.
import { expect, test } from 'vitest';
import { mayDecide } from '../../src/lib/server/auth/decider';

const holding = (...grants: readonly (readonly [role: string, path: string])[]) => ({
  id: 'u',
  email: 'u@x.example',
  name: 'U',
  grants: grants.map(([role, path]) => ({ role, agencyId: path, place: { path, name: { vi: path } } }))
});

test('from above the measured agency, and without a part in any figure that holds it', () => {
  expect(mayDecide(holding(['coordinator', '/p/']), '/p/d/c/')).toBe(true);
  expect(mayDecide(holding(['coordinator', '/p/']), '/p/')).toBe(true);
  expect(mayDecide(holding(['coordinator', '/p/d/']), '/p/d/')).toBe(false);
  // A department's figure is the sum of its centres'.
  expect(mayDecide(holding(['coordinator', '/p/d/']), '/p/d/c/')).toBe(false);
  expect(mayDecide(holding(['coordinator', '/p/'], ['agency_viewer', '/p/d/']), '/p/d/c/')).toBe(false);
  expect(mayDecide(holding(['coordinator', '/p/'], ['agency_viewer', '/p/e/']), '/p/d/c/')).toBe(true);
  expect(mayDecide(holding(['agency_viewer', '/p/']), '/p/d/')).toBe(false);
});
