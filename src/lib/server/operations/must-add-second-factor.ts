/** Whether the settings ask this person for a second factor that is not there yet. Asked with every request of an administrator. */
import type { Db } from '../schema';
import { findSecondFactor } from '../store/second-factors';
import type { SignedInUser } from '../store/users';
import { readSetting } from './read-settings';

export async function mustAddSecondFactor(db: Db, user: SignedInUser): Promise<boolean> {
  if (!user.grants.some(({ role }) => role === 'administrator')) return false;
  return (await readSetting(db, 'requireSecondFactor', false)) && !(await findSecondFactor(db, user.id));
}
