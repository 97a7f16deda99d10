import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems } from '$lib/server/http';
import { editScorecard } from '$lib/server/operations/edit-scorecard';
import { receiveScorecardForm } from '$lib/server/operations/receive-scorecard-form';
import { running } from '$lib/server/running';
import { scorecardPath } from '$lib/ui/scorecard/scorecard-address';
import type { Actions, PageServerLoad } from './$types';

/** Without script the form works as well, and nothing typed while it loads is lost to it. */
export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => editScorecard(running().db, event.locals, event.params, event.url.searchParams.get('rules'), new Date()));

export const actions: Actions = {
  default: async (event) => {
    const typed: Record<string, string> = {};
    const refused = await actWithProblems(event, typed, () =>
      receiveScorecardForm(
        running().db,
        event.locals,
        { ...event.params, rules: event.url.searchParams.get('rules') },
        event.request,
        typed,
        new Date()
      )
    );
    if (refused) return refused;
    redirect(303, scorecardPath(event.params.agency, event.params.year));
  }
};
