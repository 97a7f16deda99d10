import { redirect } from '@sveltejs/kit';
import { requireSignedIn } from '$lib/server/auth/access';
import { keptFormOf, throwAwayKeptForm } from '$lib/server/auth/kept-form';
import { loadWithProblems } from '$lib/server/http';
import { running } from '$lib/server/running';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const user = requireSignedIn(event.locals);
    const kept = await keptFormOf(running().db, event, user.id, new Date());
    if (!kept) redirect(303, '/admin');
    return { address: kept.address, sentAt: kept.sent_at, fields: JSON.parse(kept.fields) as [string, string][] };
  });

export const actions: Actions = {
  discard: async (event) => {
    await throwAwayKeptForm(running().db, event);
    redirect(303, '/admin');
  }
};
