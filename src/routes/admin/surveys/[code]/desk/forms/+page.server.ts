import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openDeskForms, requestLetters, saveLetterTexts } from '$lib/server/operations/open-desk-forms';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openDeskForms(running().db, event.locals, event.params.code, new Date()));

export const actions: Actions = {
  print: async (event) => {
    const { jobs, ...server } = running();
    const form = await readForm(event);
    const id = await actWithProblems(event, { ...typedText(form), did: 'print' }, () =>
      requestLetters(server.db, server, event.locals, event.params.code, form, new Date())
    );
    if (typeof id !== 'string') return id;
    jobs.nudge();
    redirect(303, `/admin/jobs/${id}`);
  },
  texts: async (event) => {
    const form = await readForm(event);
    const refused = await actWithProblems(event, { ...typedText(form), did: 'texts' }, () =>
      saveLetterTexts(running().db, event.locals, event.params.code, form, new Date())
    );
    if (refused) return refused;
    redirect(303, '?saved=texts');
  }
};
