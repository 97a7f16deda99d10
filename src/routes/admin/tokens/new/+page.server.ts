import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { createToken } from '$lib/server/operations/create-token';
import { openNewToken } from '$lib/server/operations/open-tokens';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) => loadWithProblems(event, () => openNewToken(running().db, event.locals, new Date()));

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const made = await actWithProblems(event, typedText(form), () => createToken(running().db, event.locals, form, new Date()));
    // Shown once, on the answer itself: nothing of it is kept.
    return 'secret' in made ? { once: made } : made;
  }
};
