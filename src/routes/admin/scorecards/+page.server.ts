import { redirect } from '@sveltejs/kit';
import { requireRole } from '$lib/server/auth/access';
import { actWithProblems, loadWithProblems } from '$lib/server/http';
import { listCardChoices } from '$lib/server/operations/list-card-choices';
import { listScorecards } from '$lib/server/operations/list-scorecards';
import { receiveWorkbook } from '$lib/server/operations/receive-workbook';
import { running } from '$lib/server/running';
import { scorecardPath } from '$lib/ui/scorecard/scorecard-address';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const [{ db }, now] = [running(), new Date()];
    const user = requireRole(event.locals, 'scorecard:read');
    return { list: await listScorecards(db, user, event.url.searchParams, now), choices: await listCardChoices(db, user, now) };
  });

export const actions: Actions = {
  default: async (event) => {
    const typed: { stored?: string } = {};
    const outcome = await actWithProblems(event, typed, async () => ({
      stored: await receiveWorkbook(running().db, event.locals, event.request, null, new Date())
    }));
    if (!('stored' in outcome)) return outcome;
    redirect(303, scorecardPath(outcome.stored.agency, outcome.stored.year));
  }
};
