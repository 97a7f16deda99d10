import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openDesign } from '$lib/server/operations/open-designs';
import { saveDesign } from '$lib/server/operations/save-design';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { designPath } from '$lib/ui/sampling/sampling-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openDesign(running().db, event.locals, event.params.code, event.params.label, new Date()));

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const typed = { fields: typedText(form), ticked: form.getAll('strata').map(String) };
    const saved = await actWithProblems(event, typed, () =>
      saveDesign(running().db, event.locals, event.params.code, event.params.label, form, new Date())
    );
    if (typeof saved !== 'string') return saved;
    redirect(303, `${designPath(event.params.code, saved)}?saved=yes`);
  }
};
