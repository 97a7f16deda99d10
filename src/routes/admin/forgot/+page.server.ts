import { redirect } from '@sveltejs/kit';
import { actWithProblems, readForm } from '$lib/server/http';
import { askReset } from '$lib/server/operations/ask-reset';
import { textField } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = ({ locals, url }) => ({
  mails: running().config.smtpUrl !== undefined,
  isDone: url.searchParams.get('saved') === 'asked',
  language: locals.language
});

export const actions: Actions = {
  default: async (event) => {
    const { config, db } = running();
    const typed = { email: textField(await readForm(event), 'email') };
    const asked = { ...typed, address: event.getClientAddress() };
    const refused = await actWithProblems(event, typed, () => askReset(db, config, asked, new Date()));
    if (refused) return refused;
    redirect(303, '/admin/forgot?saved=asked');
  }
};
