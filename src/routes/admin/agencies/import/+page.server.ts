import { redirect } from '@sveltejs/kit';
import { localDay } from '$lib/core/calendar/day';
import { requireRole } from '$lib/server/auth/access';
import { actWithProblems, loadWithProblems } from '$lib/server/http';
import { AGENCY_TABLE_JOB, receiveAgencyTable } from '$lib/server/operations/agency-table';
import { listRecentJobs } from '$lib/server/operations/open-job';
import { readFormData } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { agencyImportPath } from '$lib/ui/agency/agency-address';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    requireRole(event.locals, 'agency:write');
    const now = new Date();
    return { today: localDay(now), recent: await listRecentJobs(running().db, event.locals, AGENCY_TABLE_JOB, now) };
  });

export const actions: Actions = {
  default: async (event) => {
    // A file that is too large is refused while it is read: with a sentence on the form, too.
    const id = await actWithProblems(event, {}, async () => {
      const form = await readFormData(event.request);
      return actWithProblems(event, typedText(form), () => receiveAgencyTable(running().db, event.locals, form, new Date()));
    });
    if (typeof id !== 'string') return id;
    redirect(303, agencyImportPath(id));
  }
};
