/**
 * The outbox. A job names a person and why they are written to; the link's secret is made only once the mail server answers, and stands
 * in the mail alone. Each mail goes out once: one process at a time holds the job, gives up trying before its lease ends, and marks the
 * job done when the server has taken the mail. If a process dies in between, the mail comes a second time under the same Message-ID, and
 * the links of both work until one is used.
 */
import { Problem } from '../../core/problem';
import { linkEnd } from '../../core/account/link-life';
import { rootOf } from '../../core/agency/path';
import type { Day } from '../../core/calendar/day';
import { localDay } from '../../core/calendar/day';
import type { Config } from '../config';
import { composeEmailChangedMail } from '../mail/email-changed-mail';
import { composeLinkMail } from '../mail/link-mail';
import type { MailServer } from '../mail/smtp';
import { hostOf, MailFailure } from '../mail/smtp';
import { makeLink } from '../operations/send-link';
import type { Db } from '../schema';
import { findAgency } from '../store/agencies';
import { appendAuditEvent } from '../store/audit-events';
import type { Job } from '../store/jobs';
import type { MailPayload, NoticePayload } from '../store/mail-jobs';
import { findLastMail, forgetNoticeAddress } from '../store/mail-jobs';
import { revokeTokensBefore } from '../store/tokens';
import { findUser, listGrantsOf } from '../store/users';
import { inTransaction } from '../transaction';
import type { JobHandler } from './run-jobs';

/** Hourly after the first few: about three days. */
const MOST_ATTEMPTS = 80;

type Settings = Pick<Config, 'publicUrl' | 'mailFrom'>;

export function mailJob(db: Db, { publicUrl, mailFrom }: Settings, server: MailServer | undefined, now = () => new Date()): JobHandler {
  const handle: JobHandler = async (job, tools) => {
    const payload = JSON.parse(job.payload) as MailPayload | NoticePayload;
    if ('notice' in payload) return tellAddress(db, job, payload, server, mailFrom);
    const { userId, link: kind, why } = payload;
    const user = userId === null ? undefined : await findUser(db, userId);
    const isWanted = user && user.disabled_at === null && (kind === 'reset' || user.password_hash === '');
    if (!isWanted || (await findLastMail(db, user.id, kind))?.id !== job.id) return { mails: 0 };
    if (!server || publicUrl === undefined || mailFrom === undefined) throw new Problem('mail-not-set-up');
    await server.reach();
    await tools.progress(0, 1); // the lease is whole again, and still ours

    const at = now();
    const { agencyId, province } = await findProvince(db, user.id, localDay(at));
    const path = await inTransaction(db, async (trx) => {
      await revokeTokensBefore(trx, user.id, kind, job.created_at, at.toISOString());
      const by = { userId: job.created_by, at: at.toISOString() };
      const made = await makeLink(trx, user.id, kind, by);
      const event = { action: 'user.mail-link', subjectKind: 'user', subjectId: user.id, agencyId };
      await appendAuditEvent(trx, by, { ...event, change: { link: kind } });
      return made;
    });
    const mail = composeLinkMail({
      reason: why ?? kind,
      name: user.name,
      province: province ?? { vi: hostOf(mailFrom) },
      link: `${publicUrl}${path}`,
      end: linkEnd(kind, at).toISOString()
    });
    const messageId = `<${job.id}@${hostOf(mailFrom)}>`;
    await server.send({ ...mail, to: { name: user.name, address: user.email }, messageId }).catch(refusal);
    return { mails: 1 };
  };
  return Object.assign(handle, { mostAttempts: MOST_ATTEMPTS });
}

/** The address is forgotten once the mail server has taken or refused the notice: nothing else holds it any more. */
async function tellAddress(
  db: Db,
  job: Job,
  payload: NoticePayload,
  server: MailServer | undefined,
  mailFrom: string | undefined
): Promise<{ readonly mails: number }> {
  if (payload.to === null) return { mails: 0 };
  if (!server || mailFrom === undefined) throw new Problem('mail-not-set-up');
  const { province } = await findProvince(db, payload.userId, localDay(new Date(job.created_at)));
  const mail = composeEmailChangedMail(province ?? { vi: hostOf(mailFrom) }, job.created_at);
  const to = { name: '', address: payload.to };
  const sent = server.send({ ...mail, to, messageId: `<${job.id}@${hostOf(mailFrom)}>` }).catch(refusal);
  await sent.catch(async (failure: unknown) => {
    if (failure instanceof Problem) await forgetNoticeAddress(db, job.id, payload);
    throw failure;
  });
  await forgetNoticeAddress(db, job.id, payload);
  return { mails: 1 };
}

/** Where the person holds the first role, and the names of the province that it lies in. */
async function findProvince(db: Db, userId: string, day: Day) {
  const [first] = (await listGrantsOf(db, [userId], day)).get(userId) ?? [];
  const province = first && (await findAgency(db, rootOf(first.place.path), day));
  return { agencyId: first?.agencyId ?? null, province: province?.name };
}

function refusal(failure: unknown): never {
  throw failure instanceof MailFailure && failure.isFinal ? new Problem('mail-refused') : failure;
}
