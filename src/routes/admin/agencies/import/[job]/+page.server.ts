import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems } from '$lib/server/http';
import { agreeToAgencyTable, discardAgencyTable, openAgencyTable } from '$lib/server/operations/agency-table';
import { running } from '$lib/server/running';
import { AGENCIES } from '$lib/ui/agency/agency-address';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => ({ table: await openAgencyTable(running().db, event.locals, event.params.job) }));

export const actions: Actions = {
  agree: async (event) => {
    const refused = await actWithProblems(event, {}, () => agreeToAgencyTable(running().db, event.locals, event.params.job, new Date()));
    if (refused) return refused;
    running().jobs.nudge();
    redirect(303, `/admin/jobs/${event.params.job}`);
  },
  discard: async (event) => {
    const refused = await actWithProblems(event, {}, () => discardAgencyTable(running().db, event.locals, event.params.job));
    if (refused) return refused;
    redirect(303, AGENCIES);
  }
};
