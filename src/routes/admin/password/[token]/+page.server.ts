import { redirect } from '@sveltejs/kit';
import { endSession } from '$lib/server/auth/session';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openLink, setPasswordByLink } from '$lib/server/operations/set-password';
import { textField } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => ({
    link: await openLink(running().db, event.params.token, new Date()),
    language: event.locals.language
  }));

export const actions: Actions = {
  default: async (event) => {
    const { db } = running();
    const form = await readForm(event);
    const typed = { password: textField(form, 'password'), again: textField(form, 'again') };
    const refused = await actWithProblems(event, {}, () => setPasswordByLink(db, event.params.token, typed, new Date()));
    if (refused) return refused;
    await endSession(db, event);
    redirect(303, '/admin/sign-in?saved=password');
  }
};
