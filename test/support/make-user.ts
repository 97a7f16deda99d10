import { isRole } from '../../src/lib/server/auth/access';
import { hashPassword } from '../../src/lib/server/auth/password';
import type { NewUser } from '../../src/lib/server/operations/create-user';
import { storeUser } from '../../src/lib/server/operations/create-user';
import type { Db } from '../../src/lib/server/schema';

/** Made once a process, at the product's own cost: a test makes up to twenty people, and their hashes cost more than all else it does. */
const hashes = new Map<string, Promise<string>>();

/** An account as `createUser` makes it, which sign-in.test.ts looks at. Those of one password have one hash. */
export async function makeUser(db: Db, { password, role, ...user }: NewUser, now: Date): Promise<string> {
  if (!isRole(role)) throw new Error(`no such role: ${role}`);
  const hash = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, hash);
  return storeUser(db, { ...user, role, passwordHash: await hash }, now);
}
