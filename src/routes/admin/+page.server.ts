import { redirect } from '@sveltejs/kit';
import { requireRole, requireSignedIn, scopesOf } from '$lib/server/auth/access';
import { loadWithProblems } from '$lib/server/http';
import { listReadableReports } from '$lib/server/operations/list-readable-reports';
import { openFirstSteps } from '$lib/server/operations/open-first-steps';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const work = fieldWork(event.locals);
    if (work) redirect(303, work);
    return {
      places: await listReadableReports(running().db, requireRole(event.locals, 'report:read'), new Date()),
      steps: await openFirstSteps(running().db, event.locals, new Date())
    };
  });

/** Whoever only asks people has their own page, and no results to read. */
function fieldWork(locals: App.Locals): string | undefined {
  const user = requireSignedIn(locals);
  if (scopesOf(user, 'report:read').length > 0) return undefined;
  if (scopesOf(user, 'field:work').length > 0) return '/admin/field';
  return scopesOf(user, 'field:recheck').length > 0 ? '/admin/recheck' : undefined;
}
