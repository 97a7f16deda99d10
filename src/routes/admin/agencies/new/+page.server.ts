import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openNewAgency } from '$lib/server/operations/open-agency-forms';
import { addAgency } from '$lib/server/operations/receive-agency-form';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { agencyPath } from '$lib/ui/agency/agency-address';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openNewAgency(running().db, event.locals, event.url.searchParams, new Date()));

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const code = await actWithProblems(event, typedText(form), () => addAgency(running().db, event.locals, form, new Date()));
    if (typeof code !== 'string') return code;
    redirect(303, `${agencyPath(code)}?saved=new`);
  }
};
