/** One account as who looks after it sees it: its roles within the own places, its mails, and what may be changed. */
import { isWithin } from '../../core/agency/path';
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { LinkKind } from '../../core/account/link-life';
import type { Asking, Role } from '../auth/access';
import { canGive, isRole, requireRole, ROLES, scopesOf } from '../auth/access';
import type { Config } from '../config';
import type { Db, UserTable } from '../schema';
import { listAgenciesOf } from '../store/agencies';
import { findLastMail } from '../store/mail-jobs';
import { findSecondFactor } from '../store/second-factors';
import { listSessions } from '../store/sessions';
import { listRolesOf } from '../store/user-changes';
import type { UserState } from '../store/user-list';
import { userState } from '../store/user-list';
import type { Grant, SignedInUser } from '../store/users';
import { findUser, listGrantsOf } from '../store/users';
import { lockOf } from './unlock-user';

export interface OpenedUser {
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly state: UserState };
  /** Those within the own places. `value` names one in a form; undefined: it cannot be taken away here. */
  readonly roles: readonly { readonly role: string; readonly place: LocalizedText; readonly value: string | undefined }[];
  /** Roles held elsewhere as well: who looks after those changes the account itself. */
  readonly isWhole: boolean;
  readonly isSelf: boolean;
  readonly givable: readonly Role[];
  /** What a new link would be for. */
  readonly link: LinkKind;
  /** A link goes out by mail; else it is shown. */
  readonly mails: boolean;
  readonly mail: LastMail | null;
  /** null: it is not for the person who asks to change. */
  readonly security: UserSecurity | null;
}

export interface UserSecurity {
  /** ISO time until which failed sign-ins lock something of the account; null: nothing. */
  readonly lockedUntil: string | null;
  readonly sessions: number;
  /** ISO time; null: there is none. */
  readonly secondFactorSince: string | null;
}

export interface LastMail {
  readonly state: 'waiting' | 'retrying' | 'sent' | 'refused';
  /** ISO time: asked for, tried next, sent, refused. */
  readonly at: string;
}

/** An account, and what the person who asks holds of it. */
export interface ReachedUser {
  readonly asking: SignedInUser;
  readonly user: UserTable;
  readonly grants: readonly Grant[];
  /** Every role of the account lies within the own places: only then does the account itself belong to one. */
  readonly isWhole: boolean;
}

/** Throws `sign-in-needed`, `role-not-enough`; `user-not-found` also for somebody who holds nothing within the own places. */
export async function reachUser(db: Db, asking: Asking, id: string, now: Date): Promise<ReachedUser> {
  const by = requireRole(asking, 'user:read');
  const user = await findUser(db, id);
  const all = user ? ((await listGrantsOf(db, [id], localDay(now))).get(id) ?? []) : [];
  const grants = all.filter(({ place }) => scopesOf(by, 'user:read').some((scope) => isWithin(place.path, scope)));
  if (!user || grants.length === 0) throw new Problem('user-not-found');
  return { asking: by, user, grants, isWhole: (await listRolesOf(db, id)).length === grants.length };
}

export async function openUser(db: Db, config: Pick<Config, 'smtpUrl'>, asking: Asking, id: string, now: Date): Promise<OpenedUser> {
  const { asking: by, user, grants, isWhole } = await reachUser(db, asking, id, now);
  const agencies = new Map((await listAgenciesOf(db, grants.map(({ agencyId }) => agencyId), localDay(now))).map((one) => [one.id, one])); // prettier-ignore
  const valueOf = ({ role, agencyId, place }: Grant): string | undefined =>
    isRole(role) && canGive(by, role, place.path) ? `${role} ${agencies.get(agencyId)?.code ?? ''}` : undefined;
  const link = user.password_hash === '' ? 'invite' : 'reset';
  return {
    user: { id: user.id, name: user.name, email: user.email, state: userState(user) },
    roles: grants.map((grant) => ({ role: grant.role, place: grant.place.name, value: valueOf(grant) })),
    isWhole,
    isSelf: by.id === user.id,
    givable: ROLES.filter((role) => by.grants.some(({ place }) => canGive(by, role, place.path))),
    link,
    mails: config.smtpUrl !== undefined,
    mail: config.smtpUrl === undefined || !isWhole ? null : await lastMail(db, id, link),
    security: isWhole && by.id !== user.id ? await readSecurity(db, user, now) : null
  };
}

async function readSecurity(db: Db, user: UserTable, now: Date): Promise<UserSecurity> {
  return {
    lockedUntil: await lockOf(db, user, now),
    sessions: (await listSessions(db, user.id, now.toISOString())).length,
    secondFactorSince: (await findSecondFactor(db, user.id))?.added_at ?? null
  };
}

async function lastMail(db: Db, userId: string, link: LinkKind): Promise<LastMail | null> {
  const job = await findLastMail(db, userId, link);
  if (!job) return null;
  if (job.ended_at !== null) return { state: job.outcome === 'done' ? 'sent' : 'refused', at: job.ended_at };
  return job.last_error === null ? { state: 'waiting', at: job.created_at } : { state: 'retrying', at: job.run_after };
}
