import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { settleKeying } from '$lib/server/operations/key-form';
import { openSettlement } from '$lib/server/operations/open-paper';
import { randomBytes } from '$lib/server/random-bytes';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { paperPath } from '$lib/ui/keying/keying-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openSettlement(running().db, event.locals, event.params.code, event.params.serial, new Date()));

export const actions: Actions = {
  default: async (event) => {
    const { db, config } = running();
    const { code, serial } = event.params;
    const form = await readForm(event);
    const settled = await actWithProblems(event, typedText(form), () =>
      settleKeying(db, config, event.locals, code, serial, form, randomBytes, new Date())
    );
    if (typeof settled !== 'number') return settled;
    redirect(303, `${paperPath(code)}?saved=settled&form=${settled}`);
  }
};
