import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openMerger } from '$lib/server/operations/open-agency-forms';
import { mergeByForm } from '$lib/server/operations/receive-agency-form';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { agencyPath } from '$lib/ui/agency/agency-address';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openMerger(running().db, event.locals, event.url.searchParams, new Date()));

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const merged = await actWithProblems(event, typedText(form), () => mergeByForm(running().db, event.locals, form, new Date()));
    if (!('shownAt' in merged)) return merged;
    redirect(303, `${agencyPath(merged.shownAt)}?saved=merge`);
  }
};
