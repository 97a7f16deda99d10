import { redirect } from '@sveltejs/kit';
import { linkEnd } from '$lib/core/account/link-life';
import { actWithProblems, loadWithProblems } from '$lib/server/http';
import { openUser } from '$lib/server/operations/open-user';
import { addRole, changeUserByForm, lookUpRoles, sendLinkByForm } from '$lib/server/operations/receive-user-form';
import type { UserChange } from '$lib/server/operations/receive-user-form';
import { readFormData } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { userPath } from '$lib/ui/user/user-words';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openUser(running().db, running().config, event.locals, event.params.id, new Date()));

const readTyped = async ({ locals }: RequestEvent, change: UserChange, form: FormData) => ({
  ...typedText(form),
  change,
  roles: change === 'roles' ? await lookUpRoles(running().db, locals, form, new Date()) : null
});

const act = (change: UserChange) => async (event: RequestEvent) => {
  const form = await readFormData(event.request);
  const typed = await actWithProblems(event, { change, roles: null }, () => readTyped(event, change, form));
  if (!('roles' in typed)) return typed;
  const refused = await actWithProblems(event, typed, () =>
    changeUserByForm(running().db, event.locals, event.params.id, change, form, new Date())
  );
  if (refused) return refused;
  redirect(303, `${userPath(event.params.id)}?saved=${change}`);
};

export const actions: Actions = {
  rename: act('rename'),
  roles: act('roles'),
  disable: act('disable'),
  enable: act('enable'),
  more: async (event) => {
    const form = await readFormData(event.request);
    const typed = await actWithProblems(event, { change: 'roles', roles: null }, () => readTyped(event, 'roles', form));
    if (!('roles' in typed)) return typed;
    return (await actWithProblems(event, typed, () => addRole(running().db, event.locals, form, new Date()))) ?? { typed };
  },
  link: async (event) => {
    const { config, db } = running();
    const now = new Date();
    const sent = await actWithProblems(event, { change: 'link', roles: null }, async () => ({
      link: await sendLinkByForm(db, config, event.locals, event.params.id, now),
      opened: await openUser(db, config, event.locals, event.params.id, now)
    }));
    if (!('link' in sent)) return sent;
    if (sent.link === null) redirect(303, `${userPath(event.params.id)}?saved=link`);
    const link = `${config.publicUrl ?? event.url.origin}${sent.link}`;
    return { once: { name: sent.opened.user.name, link, end: linkEnd(sent.opened.link, now).toISOString() } };
  }
};
