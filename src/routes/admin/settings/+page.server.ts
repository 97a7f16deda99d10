import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openSettings } from '$lib/server/operations/open-settings';
import { saveSettings } from '$lib/server/operations/save-settings';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) => {
  const { db, config, secrets } = running();
  return loadWithProblems(event, () => openSettings(db, config, secrets, event.locals));
};

export const actions: Actions = {
  default: async (event) => {
    const { db, config, secrets } = running();
    const form = await readForm(event);
    const refused = await actWithProblems(event, typedText(form), () => saveSettings(db, config, secrets, event.locals, form, new Date()));
    if (refused) return refused;
    redirect(303, '/admin/settings?saved=1');
  }
};
