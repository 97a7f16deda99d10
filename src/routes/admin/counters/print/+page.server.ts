import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openPrintForm, requestPosters } from '$lib/server/operations/open-counter-forms';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) => loadWithProblems(event, () => openPrintForm(running().db, event.locals, new Date()));

export const actions: Actions = {
  default: async (event) => {
    const { db, config, jobs } = running();
    const form = await readForm(event);
    const id = await actWithProblems(event, typedText(form), () => requestPosters(db, config, event.locals, form, new Date()));
    if (typeof id !== 'string') return id;
    jobs.nudge();
    redirect(303, `/admin/jobs/${id}`);
  }
};
