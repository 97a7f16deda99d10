import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems } from '$lib/server/http';
import { askForAuditCheck } from '$lib/server/operations/check-audit';
import { openAudit } from '$lib/server/operations/open-audit';
import { running } from '$lib/server/running';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openAudit(running().db, event.locals, event.url.searchParams, new Date()));

export const actions: Actions = {
  check: async (event) => {
    const { db, jobs } = running();
    const asked = await actWithProblems(event, {}, () => askForAuditCheck(db, event.locals, new Date()));
    if (typeof asked !== 'string') return asked;
    jobs.nudge();
    redirect(303, `/admin/audit?checked=${asked}`);
  }
};
