import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { changeRetention, erasePerson, erasePersonsNow, openPersons } from '$lib/server/operations/open-persons';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { personsPath } from '$lib/ui/desk/desk-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openPersons(running().db, event.locals, event.params.code, new Date()));

export const actions: Actions = {
  retention: async (event) => {
    const form = await readForm(event);
    const typed = { ...typedText(form), change: 'retention' };
    const refused = await actWithProblems(event, typed, () =>
      changeRetention(running().db, event.locals, event.params.code, form, new Date())
    );
    if (refused) return refused;
    redirect(303, `${personsPath(event.params.code)}?saved=retention`);
  },
  one: async (event) => {
    const form = await readForm(event);
    const typed = { ...typedText(form), change: 'one' };
    const refused = await actWithProblems(event, typed, () => erasePerson(running().db, event.locals, event.params.code, form, new Date()));
    if (refused) return refused;
    redirect(303, `${personsPath(event.params.code)}?saved=one`);
  },
  erase: async (event) => {
    const refused = await actWithProblems(event, { change: 'erase' }, () =>
      erasePersonsNow(running().db, event.locals, event.params.code, new Date())
    );
    if (refused) return refused;
    redirect(303, `${personsPath(event.params.code)}?saved=erase`);
  }
};
