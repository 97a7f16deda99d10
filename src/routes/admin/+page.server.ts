import { requireRole } from '$lib/server/auth/access';
import { loadWithProblems } from '$lib/server/http';
import { listReadableReports } from '$lib/server/operations/list-readable-reports';
import { openFirstSteps } from '$lib/server/operations/open-first-steps';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => ({
    places: await listReadableReports(running().db, requireRole(event.locals, 'report:read'), new Date()),
    steps: await openFirstSteps(running().db, event.locals, new Date())
  }));
