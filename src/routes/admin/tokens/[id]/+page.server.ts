import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems } from '$lib/server/http';
import { openToken, revokeToken } from '$lib/server/operations/open-token';
import { running } from '$lib/server/running';
import { tokenPath } from '$lib/ui/token/token-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openToken(running().db, event.locals, event.params.id, new Date()));

export const actions: Actions = {
  revoke: async (event) => {
    const refused = await actWithProblems(event, {}, () => revokeToken(running().db, event.locals, event.params.id, new Date()));
    if (refused) return refused;
    redirect(303, `${tokenPath(event.params.id)}?saved=revoke`);
  }
};
