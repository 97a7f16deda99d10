/** The account that a command's `--email` names. */
import { Problem } from '../src/lib/core/problem';
import type { Db, UserTable } from '../src/lib/server/schema';
import { findUserByEmail } from '../src/lib/server/store/users';

/** Throws `user-unknown`. */
export async function namedUser(db: Db, email: string): Promise<UserTable> {
  const user = await findUserByEmail(db, email);
  if (!user) throw new Problem('user-unknown', { email });
  return user;
}
