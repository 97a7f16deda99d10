import { redirect } from '@sveltejs/kit';
import { linkEnd } from '$lib/core/account/link-life';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { addRole, inviteByForm, lookUpRoles, openInviteForm } from '$lib/server/operations/receive-user-form';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { userPath } from '$lib/ui/user/user-words';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openInviteForm(running().db, running().config, event.locals, new Date()));

const readTyped = async ({ locals }: RequestEvent, form: FormData) => ({
  ...typedText(form),
  roles: await lookUpRoles(running().db, locals, form, new Date())
});

export const actions: Actions = {
  more: async (event) => {
    const form = await readForm(event);
    const typed = await actWithProblems(event, { ...typedText(form), roles: null }, () => readTyped(event, form));
    if (!('roles' in typed)) return typed;
    return (await actWithProblems(event, typed, () => addRole(running().db, event.locals, form, new Date()))) ?? { typed };
  },
  invite: async (event) => {
    const { config, db } = running();
    const form = await readForm(event);
    const now = new Date();
    const typed = await actWithProblems(event, { ...typedText(form), roles: null }, () => readTyped(event, form));
    if (!('roles' in typed)) return typed;
    const invited = await actWithProblems(event, typed, () => inviteByForm(db, config, event.locals, form, now));
    if (!('id' in invited)) return invited;
    if (invited.link === null) redirect(303, `${userPath(invited.id)}?saved=invite`);
    // Shown once, on the answer itself: nothing of it is kept.
    const link = `${config.publicUrl ?? event.url.origin}${invited.link}`;
    return { once: { id: invited.id, name: String(form.get('name') ?? ''), link, end: linkEnd('invite', now).toISOString() } };
  }
};
