import { redirect } from '@sveltejs/kit';
import type { LinkKind } from '$lib/core/account/link-life';
import { linkEnd } from '$lib/core/account/link-life';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { changeEmailByForm } from '$lib/server/operations/change-email';
import type { UserSecurityChange } from '$lib/server/operations/change-user-security';
import { changeUserSecurity } from '$lib/server/operations/change-user-security';
import { openUser } from '$lib/server/operations/open-user';
import { addRole, changeUserByForm, lookUpRoles, sendLinkByForm } from '$lib/server/operations/receive-user-form';
import type { UserChange } from '$lib/server/operations/receive-user-form';
import type { GivenLink } from '$lib/server/operations/send-link';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { userPath } from '$lib/ui/user/user-words';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openUser(running().db, running().config, event.locals, event.params.id, new Date()));

/** The page again, with what was done; or the answer itself, where it has to show a link: nothing of it is kept. */
async function answer(event: RequestEvent, saved: string, kind: LinkKind, link: GivenLink | undefined, now: Date) {
  const { config, db } = running();
  if (typeof link !== 'string') redirect(303, `${userPath(event.params.id)}?saved=${saved}${link === null ? '-link' : ''}`);
  const { user } = await openUser(db, config, event.locals, event.params.id, now);
  const address = `${config.publicUrl ?? event.url.origin}${link}`;
  return {
    once: { name: user.name, link: address, end: linkEnd(kind, now).toISOString() },
    saved: saved === 'new' ? null : `${saved}-once`
  };
}

const readTyped = async ({ locals }: RequestEvent, change: UserChange, form: FormData) => ({
  ...typedText(form),
  change,
  roles: change === 'roles' ? await lookUpRoles(running().db, locals, form, new Date()) : null
});

const act = (change: UserChange) => async (event: RequestEvent) => {
  const form = await readForm(event);
  const typed = await actWithProblems(event, { change, roles: null }, () => readTyped(event, change, form));
  if (!('roles' in typed)) return typed;
  const { config, db } = running();
  const now = new Date();
  const done = await actWithProblems(event, typed, async () => ({
    link: await changeUserByForm(db, config, event.locals, event.params.id, change, form, now)
  }));
  return 'link' in done ? answer(event, change, 'invite', done.link, now) : done;
};

const secure = (change: UserSecurityChange) => async (event: RequestEvent) => {
  const refused = await actWithProblems(event, { change, roles: null }, () =>
    changeUserSecurity(running().db, event.locals, event.params.id, change, new Date())
  );
  if (refused) return refused;
  redirect(303, `${userPath(event.params.id)}?saved=${change}`);
};

export const actions: Actions = {
  rename: act('rename'),
  roles: act('roles'),
  disable: act('disable'),
  enable: act('enable'),
  unlock: secure('unlock'),
  'end-sessions': secure('end-sessions'),
  'reset-second-factor': secure('reset-second-factor'),
  email: async (event) => {
    const { config, db } = running();
    const form = await readForm(event);
    const now = new Date();
    const typed = { ...typedText(form, ['password']), change: 'email', roles: null };
    const done = await actWithProblems(event, typed, async () => ({
      link: await changeEmailByForm(db, config, event.locals, event.params.id, form, now)
    }));
    return 'link' in done ? answer(event, 'email', 'invite', done.link, now) : done;
  },
  more: async (event) => {
    const form = await readForm(event);
    const typed = await actWithProblems(event, { change: 'roles', roles: null }, () => readTyped(event, 'roles', form));
    if (!('roles' in typed)) return typed;
    return (await actWithProblems(event, typed, () => addRole(running().db, event.locals, form, new Date()))) ?? { typed };
  },
  link: async (event) => {
    const { config, db } = running();
    const now = new Date();
    const sent = await actWithProblems(event, { change: 'link', roles: null }, async () => ({
      link: await sendLinkByForm(db, config, event.locals, event.params.id, now),
      kind: (await openUser(db, config, event.locals, event.params.id, now)).link
    }));
    return 'link' in sent ? answer(event, 'new', sent.kind, sent.link, now) : sent;
  }
};
