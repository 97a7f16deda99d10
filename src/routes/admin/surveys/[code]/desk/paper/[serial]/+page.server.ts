import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { keyForm } from '$lib/server/operations/key-form';
import { openKeyingForm } from '$lib/server/operations/open-paper';
import { randomBytes } from '$lib/server/random-bytes';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { paperPath } from '$lib/ui/keying/keying-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openKeyingForm(running().db, event.locals, event.params.code, event.params.serial, new Date()));

export const actions: Actions = {
  default: async (event) => {
    const { db, config } = running();
    const { code, serial } = event.params;
    const form = await readForm(event);
    const keyed = await actWithProblems(event, typedText(form), () =>
      keyForm(db, config, event.locals, code, serial, form, randomBytes, new Date())
    );
    if (!('state' in keyed)) return keyed;
    redirect(303, `${paperPath(code)}?saved=${keyed.state}&form=${keyed.serial}`);
  }
};
