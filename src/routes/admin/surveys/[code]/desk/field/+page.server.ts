import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { confirmReplacement } from '$lib/server/operations/confirm-replacement';
import { openFieldBoard } from '$lib/server/operations/open-field-board';
import { running } from '$lib/server/running';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openFieldBoard(running().db, event.locals, event.params.code, new Date()));

export const actions: Actions = {
  replace: async (event) => {
    const form = await readForm(event);
    const serial = await actWithProblems(event, {}, () =>
      confirmReplacement(running().db, event.locals, event.params.code, form, new Date())
    );
    if (typeof serial !== 'number') return serial;
    redirect(303, `${event.url.pathname}?replaced=${serial}`);
  }
};
