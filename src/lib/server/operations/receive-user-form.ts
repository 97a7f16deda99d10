/** The forms by which the office's pages open and change accounts: fields read, the person let in or refused, the operation called. */
import { localDay } from '../../core/calendar/day';
import type { ProblemDetail } from '../../core/problem';
import { Problem } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Asking, Role } from '../auth/access';
import { canGive, isRole, requireRole, ROLES, scopesOf } from '../auth/access';
import { NO_PASSWORD } from '../auth/password';
import type { Config } from '../config';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { findAgency } from '../store/agencies';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { lockUser } from '../store/user-changes';
import { inTransaction } from '../transaction';
import { changeRoles, disableUser, enableUser, renameUser } from './change-user';
import type { FoundPlace } from './find-places';
import type { Invited } from './invite-user';
import { inviteUser, readPerson } from './invite-user';
import { reachUser } from './open-user';
import type { ReadRoles } from './read-roles';
import { readRoles } from './read-roles';
import type { GivenLink } from './send-link';
import { sendLink } from './send-link';

type Settings = Pick<Config, 'smtpUrl'>;

/** What the fields for roles show of what was sent. */
export interface RoleFieldsView {
  readonly chosen: readonly { readonly value: string; readonly role: string; readonly place: LocalizedText; readonly marked: true }[];
  readonly found: readonly Pick<FoundPlace, 'code' | 'name'>[];
  readonly role: string;
  readonly place: string;
}

export interface InviteForm {
  readonly givable: readonly Role[];
  /** The place at which most will be invited: the own one. */
  readonly ownPlace: LocalizedText | null;
  readonly mails: boolean;
}

/** Throws `sign-in-needed`, `role-not-enough`. */
export async function openInviteForm(db: Db, config: Settings, asking: Asking, now: Date): Promise<InviteForm> {
  const user = requireRole(asking, 'user:write');
  const [own, ...others] = scopesOf(user, 'user:write');
  const agency = own && others.length === 0 ? await findAgency(db, own.split('/').at(-2) ?? '', localDay(now)) : undefined;
  return {
    givable: ROLES.filter((role) => user.grants.some(({ place }) => canGive(user, role, place.path))),
    ownPlace: agency?.name ?? null,
    mails: config.smtpUrl !== undefined
  };
}

/** The roles of a form as it stands, for showing it again; a place that does not fit is told by the problem. Throws `form-invalid`. */
export async function lookUpRoles(db: Db, asking: Asking, form: FormData, now: Date): Promise<RoleFieldsView> {
  const read = await readRoles(db, requireRole(asking, 'user:write'), form, now);
  return viewOf(read);
}

/** Throws `form-invalid` for what is wrong with the row that was filled in last. */
export async function addRole(db: Db, asking: Asking, form: FormData, now: Date): Promise<void> {
  const { problem } = await readRoles(db, requireRole(asking, 'user:write'), form, now);
  if (problem) throw new Problem('form-invalid', { count: 1 }, [problem]);
  if (textField(form, 'place').trim() === '')
    throw new Problem('form-invalid', { count: 1 }, [{ place: 'place', code: 'role-missing', parameters: {} }]);
}

/** Throws `form-invalid`, `role-not-givable`. */
export async function inviteByForm(db: Db, config: Settings, asking: Asking, form: FormData, now: Date): Promise<Invited> {
  const user = requireRole(asking, 'user:write');
  const { chosen, problem } = await readRoles(db, user, form, now);
  const typed = { email: textField(form, 'email'), name: textField(form, 'name') };
  if (problem) throw withProblem(problem, () => readPerson(typed));
  const roles = chosen.map(({ role, agency }) => ({ role, agencyId: agency.id }));
  return inviteUser(db, config, { ...typed, roles }, byUser(user, now));
}

/** What is wrong with the row for a role, after what `read` finds wrong with the fields above it. */
function withProblem(problem: ProblemDetail, read: () => unknown): Problem {
  try {
    read();
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    return new Problem('form-invalid', { count: failure.details.length + 1 }, [...failure.details, problem]);
  }
  return new Problem('form-invalid', { count: 1 }, [problem]);
}

export const USER_CHANGES = ['rename', 'roles', 'disable', 'enable'] as const;
export type UserChange = (typeof USER_CHANGES)[number];

/**
 * Returns a new link where the change made one necessary. Throws what `reachUser` throws, `user-held-elsewhere`, `form-invalid`, and what the
 * operation throws.
 */
export async function changeUserByForm(
  db: Db,
  config: Settings,
  asking: Asking,
  id: string,
  change: UserChange,
  form: FormData,
  now: Date
): Promise<GivenLink | undefined> {
  const user = requireRole(asking, 'user:write');
  const by = byUser(user, now);
  return inTransaction(db, async (trx) => {
    await lockUser(trx, id);
    const { isWhole } = await reachUser(trx, asking, id, now);
    if (change === 'roles') {
      const { chosen, problem } = await readRoles(trx, user, form, now);
      if (problem) throw new Problem('form-invalid', { count: 1 }, [problem]);
      const give = chosen.map(({ role, agency }) => ({ role, agencyId: agency.id }));
      return changeRoles(trx, config, id, { give, take: await unmarked(trx, asking, id, form, now) }, by);
    }
    if (!isWhole) throw new Problem('user-held-elsewhere');
    if (change === 'rename') await renameUser(trx, id, textField(form, 'name'), by);
    else if (change === 'disable') await disableUser(trx, id, by);
    else await enableUser(trx, id, by);
    return undefined;
  });
}

/** A new link, to set a first or another password. Throws as `changeUserByForm`; `user-disabled`, `user-own-link`. */
export async function sendLinkByForm(db: Db, config: Settings, asking: Asking, id: string, now: Date): Promise<GivenLink> {
  const user = requireRole(asking, 'user:write');
  const by = byUser(user, now);
  return inTransaction(db, async (trx) => {
    await lockUser(trx, id);
    const { user: to, isWhole, grants } = await reachUser(trx, asking, id, now);
    if (!isWhole) throw new Problem('user-held-elsewhere');
    // Whoever sits down at somebody's open page must not leave with that person's password.
    if (to.id === user.id) throw new Problem('user-own-link');
    if (to.disabled_at !== null) throw new Problem('user-disabled');
    const kind = to.password_hash === NO_PASSWORD ? 'invite' : 'reset';
    const link = await sendLink(trx, config, id, kind, by);
    const event = { action: 'user.send-link', subjectKind: 'user', subjectId: id, agencyId: grants[0]!.agencyId };
    await appendAuditEvent(trx, by, { ...event, change: { link: kind, by_mail: link === null } });
    return link;
  });
}

/** Roles that the form had (`had`) and no longer marks. What somebody else gave meanwhile is not among them. */
async function unmarked(db: Db, asking: Asking, id: string, form: FormData, now: Date) {
  const { asking: user, grants } = await reachUser(db, asking, id, now);
  const marked = new Set(form.getAll('grant').map(String));
  const gone = new Set(form.getAll('had').map(String).filter((value) => !marked.has(value))); // prettier-ignore
  const taken = [];
  for (const { role, agencyId, place } of grants) {
    const agency = await findAgency(db, agencyId, localDay(now));
    if (!gone.has(`${role} ${agency?.code}`)) continue;
    if (!isRole(role) || !canGive(user, role, place.path)) throw new Problem('role-not-givable');
    taken.push({ role, agencyId });
  }
  return taken;
}

function viewOf({ chosen, found, left }: ReadRoles): RoleFieldsView {
  return {
    ...left,
    chosen: chosen.map(({ role, agency }) => ({ value: `${role} ${agency.code}`, role, place: agency.name, marked: true })),
    found: found.map(({ code, name }) => ({ code, name }))
  };
}
