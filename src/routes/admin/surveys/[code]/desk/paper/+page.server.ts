import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { findFormToKey, openPaper } from '$lib/server/operations/open-paper';
import { textField } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { paperPath } from '$lib/ui/keying/keying-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openPaper(running().db, event.locals, event.params.code, new Date()));

export const actions: Actions = {
  default: async (event) => {
    const { db, secrets } = running();
    const form = await readForm(event);
    const serial = await actWithProblems(event, typedText(form), () =>
      findFormToKey(db, secrets, event.locals, event.params.code, textField(form, 'form'), new Date())
    );
    if (typeof serial !== 'number') return serial;
    redirect(303, paperPath(event.params.code, serial));
  }
};
