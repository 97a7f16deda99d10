/** A person's own account: where the roles hold, the sessions, the second factor. */
import type { DescribedAgent } from '../../core/security/describe-agent';
import { describeAgent } from '../../core/security/describe-agent';
import type { Asking } from '../auth/access';
import { requireSignedIn } from '../auth/access';
import type { Db } from '../schema';
import { countRecoveryCodes, findSecondFactor } from '../store/second-factors';
import { listSessions } from '../store/sessions';

export interface OpenedAccount {
  readonly name: string;
  readonly email: string;
  readonly places: readonly { readonly role: string; readonly place: string }[];
  /** null: there is none. */
  readonly secondFactor: { readonly addedAt: string; readonly recoveryCodes: number } | null;
  readonly sessions: readonly {
    readonly id: string;
    readonly agent: DescribedAgent;
    readonly createdAt: string;
    readonly lastUsedAt: string;
    readonly isThis: boolean;
  }[];
}

/** `session`: the hash of the asking one. Throws `sign-in-needed`. */
export async function openAccount(db: Db, asking: Asking, session: string, now: Date): Promise<OpenedAccount> {
  const user = requireSignedIn(asking);
  const factor = await findSecondFactor(db, user.id);
  const sessions = await listSessions(db, user.id, now.toISOString());
  return {
    name: user.name,
    email: user.email,
    places: user.grants.map(({ role, place }) => ({ role, place: place.name[asking.language] ?? place.name.vi })),
    secondFactor: factor ? { addedAt: factor.added_at, recoveryCodes: await countRecoveryCodes(db, user.id) } : null,
    sessions: sessions.map(({ idHash, agent, createdAt, lastUsedAt }) => ({
      id: idHash,
      agent: describeAgent(agent),
      createdAt,
      lastUsedAt,
      isThis: idHash === session
    }))
  };
}
