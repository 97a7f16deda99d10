/** People of a small province, made by the operations, and as a request knows them. */
import type { Asking } from '../../src/lib/server/auth/access';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import type { Db } from '../../src/lib/server/schema';
import { secretBox } from '../../src/lib/server/secret-box';
import type { SignedInUser } from '../../src/lib/server/store/users';
import { findActiveUser } from '../../src/lib/server/store/users';
import { makeUser } from './make-user';

export const PASSWORD = 'một mật khẩu dài';
export const BOX = secretBox(Buffer.alloc(32, 1));
export const LIMITS = { signInAttempts: 3, signInLockMinutes: 15 };

/** Communes `c1` and `c2` under the province `p`; an administrator and a coordinator of each of the two kinds. */
export async function makePeople(db: Db, now: Date) {
  await createAgency(db, { code: 'p', kind: 'province', name: { vi: 'Tỉnh Thử', en: 'Test' }, validFrom: '2020-01-01' });
  for (const code of ['c1', 'c2']) {
    const name = { vi: `Xã ${code}`, en: `Commune ${code}` };
    await createAgency(db, { code, kind: 'commune', name, parentCode: 'p', validFrom: '2025-07-01' });
  }
  const person = async (name: string, role: string, agencyCode: string): Promise<SignedInUser> => {
    const id = await makeUser(db, { email: `${name}@example.vn`, name, role, agencyCode, password: PASSWORD }, now);
    return (await findActiveUser(db, id))!;
  };
  return {
    root: await person('root', 'administrator', 'p'),
    local: await person('local', 'administrator', 'c1'),
    coordinator: await person('coordinator', 'coordinator', 'c1'),
    viewer: await person('viewer', 'agency_viewer', 'c1')
  };
}

export const as = (user: SignedInUser | null): Asking => ({ user, language: 'vi' });
