import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openRecheck } from '$lib/server/operations/open-rechecks';
import { giveUpRecheck, noteTry, storeRecheck } from '$lib/server/operations/store-recheck';
import { randomBytes } from '$lib/server/random-bytes';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { OWN_RECHECKS } from '$lib/ui/recheck/recheck-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openRecheck(running().db, running().secrets, event.locals, event.params.id, new Date()));

export const actions: Actions = {
  save: async (event) => {
    const { db, config } = running();
    const form = await readForm(event);
    const serial = await actWithProblems(event, { change: 'save', ...typedText(form) }, () =>
      storeRecheck(db, config, event.locals, event.params.id, form, randomBytes, new Date())
    );
    if (typeof serial !== 'number') return serial;
    redirect(303, `${OWN_RECHECKS}?saved=done&form=${serial}`);
  },
  try: async (event) => {
    const form = await readForm(event);
    const refused = await actWithProblems(event, { change: 'try', ...typedText(form) }, () =>
      noteTry(running().db, event.locals, event.params.id, form, new Date())
    );
    if (refused) return refused;
    redirect(303, `${OWN_RECHECKS}/${event.params.id}?saved=try`);
  },
  give: async (event) => {
    const serial = await actWithProblems(event, { change: 'give' }, () =>
      giveUpRecheck(running().db, event.locals, event.params.id, new Date())
    );
    if (typeof serial !== 'number') return serial;
    redirect(303, `${OWN_RECHECKS}?saved=unreached&form=${serial}`);
  }
};
