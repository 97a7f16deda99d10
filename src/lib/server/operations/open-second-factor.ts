/** The page of one's own second factor: an offer where there is none yet. */
import { m } from '../../paraglide/messages.js';
import type { Asking } from '../auth/access';
import { requireSignedIn } from '../auth/access';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { findSecondFactor } from '../store/second-factors';
import type { SecondFactorOffer } from './change-second-factor';
import { offerSecondFactor } from './change-second-factor';

/**
 * null: it is on. `sealed`: the offer that a refused form came with, shown again while it is good, so that who mistyped the code need
 * not scan anew. Throws `sign-in-needed`, `app-key-missing`.
 */
export async function openSecondFactor(
  db: Db,
  box: SecretBox | undefined,
  asking: Asking,
  now: Date,
  sealed?: string
): Promise<SecondFactorOffer | null> {
  const user = requireSignedIn(asking);
  if (await findSecondFactor(db, user.id)) return null;
  return offerSecondFactor(box, user, m.brand({}, { locale: 'vi' }), now, sealed);
}
