import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { decideSingly } from '$lib/server/operations/decide-frame';
import { openFrameDuplicates } from '$lib/server/operations/open-frame-duplicates';
import { running } from '$lib/server/running';
import { queryWith } from '$lib/ui/list/query';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openFrameDuplicates(running().db, event.locals, event.params.code, event.url.searchParams, new Date()));

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const refused = await actWithProblems(event, {}, () => decideSingly(running().db, event.locals, event.params.code, form, new Date()));
    if (refused) return refused;
    redirect(303, `${event.url.pathname}${queryWith(event.url.search, 'saved', 'singly')}`);
  }
};
