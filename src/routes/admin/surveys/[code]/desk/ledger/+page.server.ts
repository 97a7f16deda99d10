import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { enterFormEvents } from '$lib/server/operations/enter-form-events';
import { openLedger } from '$lib/server/operations/open-ledger';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openLedger(running().db, event.locals, event.params.code, new Date()));

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const count = await actWithProblems(event, typedText(form), () =>
      enterFormEvents(running().db, event.locals, event.params.code, form, new Date())
    );
    if (typeof count !== 'number') return count;
    redirect(303, `${event.url.pathname}?entered=${count}`);
  }
};
