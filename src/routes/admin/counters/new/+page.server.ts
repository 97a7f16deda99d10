import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openNewCounters } from '$lib/server/operations/open-counter-forms';
import { addCounters } from '$lib/server/operations/receive-counter-form';
import { randomBytes } from '$lib/server/random-bytes';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { COUNTERS, counterPath } from '$lib/ui/counter/counter-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openNewCounters(running().db, event.locals, event.url.searchParams, new Date()));

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const typed = { ...typedText(form), chosen: form.getAll('agency').map(String) };
    const added = await actWithProblems(event, typed, () => addCounters(running().db, event.locals, form, randomBytes, new Date()));
    if (!('count' in added)) return added;
    redirect(303, added.count === 1 ? `${counterPath(added.code)}?saved=new` : `${COUNTERS}?sort=-last&added=${added.count}`);
  }
};
