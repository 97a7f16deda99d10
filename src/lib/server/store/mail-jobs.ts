/**
 * Mail in the outbox: jobs of kind `mail`, found by whom they are for. What they hold is the id of a person and why, never a secret; the address
 * of a notice only until it went out.
 */
import { sql } from 'kysely';
import type { LinkKind } from '../../core/account/link-life';
import { newId } from '../new-id';
import type { Db } from '../schema';
import type { Job } from './jobs';
import { insertJob } from './jobs';

export const MAIL_JOB = 'mail';

export interface MailPayload {
  /** null: the address that was typed is nobody's, and no mail goes out. The job is there all the same, so that asking costs alike. */
  readonly userId: string | null;
  readonly link: LinkKind;
  /** Of an invitation: the account had a password, and lost it when it was given more (decision 0019). */
  readonly why?: 'roles' | undefined;
}

/** Tells whoever reads mail at `to` what became of the account; null: it went out, or never will. */
export interface NoticePayload {
  readonly userId: string;
  readonly notice: 'email-changed';
  readonly to: string | null;
}

/** Returns the job's id. */
export async function insertMail(db: Db, { userId, link, why }: MailPayload, createdBy: string | null, at: string): Promise<string> {
  return insertJob(db, { kind: MAIL_JOB, key: `${keyOf(userId, link)}${newId()}`, payload: { userId, link, why }, createdBy, at });
}

export async function insertNotice(trx: Db, payload: NoticePayload, createdBy: string | null, at: string): Promise<void> {
  const key = `${MAIL_JOB} ${payload.notice} ${payload.userId} ${newId()}`;
  await insertJob(trx, { kind: MAIL_JOB, key, payload, createdBy, at });
}

export async function forgetNoticeAddress(db: Db, jobId: string, { userId, notice }: NoticePayload): Promise<void> {
  const payload = JSON.stringify({ userId, notice, to: null } satisfies NoticePayload);
  await db.updateTable('jobs').set({ payload }).where('id', '=', jobId).execute();
}

/** The mail that was asked for last; undefined: none ever was. */
export async function findLastMail(db: Db, userId: string, link: LinkKind): Promise<Job | undefined> {
  const beginning = keyOf(userId, link);
  return db
    .selectFrom('jobs')
    .selectAll()
    .where('kind', '=', MAIL_JOB)
    .where(sql<boolean>`substr(key, 1, ${sql.lit(beginning.length)}) = ${beginning}`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Mails that were sent, refused or for nobody before `before`. */
export async function deleteOldMail(db: Db, before: string): Promise<void> {
  await db.deleteFrom('jobs').where('kind', '=', MAIL_JOB).where('ended_at', '<', before).execute();
}

function keyOf(userId: string | null, link: LinkKind): string {
  return `${MAIL_JOB} ${link} ${userId ?? '-'} `;
}
