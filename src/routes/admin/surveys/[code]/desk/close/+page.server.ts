import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { freezeRound } from '$lib/server/operations/freeze-round';
import { openClosing } from '$lib/server/operations/open-closing';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { deskPath } from '$lib/ui/desk/desk-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openClosing(running().db, event.locals, event.params.code, new Date()));

export const actions: Actions = {
  freeze: async (event) => {
    const form = await readForm(event);
    const refused = await actWithProblems(event, typedText(form), () =>
      freezeRound(running().db, event.locals, event.params.code, form, new Date())
    );
    if (refused) return refused;
    redirect(303, `${deskPath(event.params.code, 'close')}?saved=freeze`);
  }
};
