/**
 * Gives somebody a link by which to choose a password: by mail, through the outbox, or where no mail server is set up to the
 * administrator who asked, once. Links given before open nothing any more.
 */
import type { LinkKind } from '../../core/account/link-life';
import { linkEnd } from '../../core/account/link-life';
import { hashSecret, makeSecret } from '../auth/link-secret';
import type { Config } from '../config';
import type { Db } from '../schema';
import type { Doer } from '../store/audit-events';
import { findLastMail, insertMail } from '../store/mail-jobs';
import type { MailPayload } from '../store/mail-jobs';
import { insertToken, revokeTokensOf } from '../store/tokens';

export type MailSettings = Pick<Config, 'smtpUrl'>;

/** What the administrator sees: where the link leads on this server, once; null: it goes out by mail. */
export type GivenLink = string | null;

/** In the transaction of what the link is for. `why`: of a mail; where it is left out, that of the invitation before, which this one repeats. */
export async function sendLink(
  trx: Db,
  config: MailSettings,
  userId: string,
  kind: LinkKind,
  by: Doer,
  why?: MailPayload['why']
): Promise<GivenLink> {
  await revokeTokensOf(trx, userId, by.at);
  if (config.smtpUrl !== undefined) {
    const before = why || kind !== 'invite' ? undefined : await findLastMail(trx, userId, kind);
    const repeated = before && (JSON.parse(before.payload) as MailPayload).why;
    await insertMail(trx, { userId, link: kind, why: why ?? repeated }, by.userId, by.at);
    return null;
  }
  return makeLink(trx, userId, kind, by);
}

/** Makes the link itself; returns its path. */
export async function makeLink(trx: Db, userId: string, kind: LinkKind, by: Doer): Promise<string> {
  const secret = makeSecret();
  await insertToken(trx, {
    id_hash: hashSecret(secret),
    kind,
    user_id: userId,
    created_by: by.userId,
    created_at: by.at,
    expires_at: linkEnd(kind, new Date(by.at)).toISOString()
  });
  return `/admin/password/${secret}`;
}
